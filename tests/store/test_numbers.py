"""References, and the series they come from."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.store.stories import falling, log, the_unit
from workflow.errors import Conflict


def test_references_count_within_a_year_and_a_unit(ledger):
    root = the_unit(ledger)
    other = ledger.add_unit("城东分局", "CD", root).id

    refs = [
        log(ledger, f"receive {on}", unit=unit).ref
        for on, unit in [
            ("2018-03-05", root),
            ("2019-01-03", root),
            ("2018-03-06", other),
            ("2018-03-07", root),
        ]
    ]

    assert ["2018-0001", "2019-0001", "CD-2018-0001", "2018-0002"] == refs


def test_an_own_number_is_kept_and_moves_the_series_on(ledger):
    cases = ["2018-0007", "信公开〔2018〕3号", "2018-3", "2018-00009", "2017-0100", "CD-2018-0004"]
    for ref in cases:
        assert ref == log(ledger, ref=ref).ref

    assert "2018-0008" == log(ledger).ref
    assert "2017-0101" == log(ledger, "receive 2017-06-01").ref
    assert "CD-2018-0005" == log(ledger, unit=ledger.add_unit("城东分局", "CD").id).ref


def test_an_own_number_already_taken_is_refused(ledger):
    log(ledger, ref="2018-0003")

    with pytest.raises(Conflict):
        log(ledger, ref="2018-0003")


def test_a_lower_own_number_does_not_move_the_series_back(ledger):
    log(ledger, ref="2018-0009")
    log(ledger, ref="2018-0002")

    assert "2018-0010" == log(ledger).ref


def test_numbers_grow_beyond_four_digits(ledger):
    log(ledger, ref="2018-9999")

    assert ["2018-10000", "2018-10001"] == [log(ledger).ref, log(ledger).ref]


def test_no_number_is_lost_or_given_twice(ledger):
    the_unit(ledger)

    def clerk(n):
        with ledger.transaction() if n % 3 else falling(ledger):
            log(ledger)

    with ThreadPoolExecutor(8) as clerks:
        list(clerks.map(clerk, range(48)))

    assert [f"2018-{n:04}" for n in range(1, 33)] == list(ledger.refs())
