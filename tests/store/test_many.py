"""Cases kept many at a time: all or none, and each as if it had been kept alone."""

import shutil
from itertools import count

import pytest

from store.columns import METADATA
from store.ledger import open_ledger
from tests.builders import entry, recorded
from tests.fakes import MemoryLedger
from tests.store.conftest import NUMBER, make_database
from tests.store.stories import a_request, log, reckoned, the_unit
from workflow.errors import Conflict, NotFound
from workflow.ledger import NewCase

STORIES = (
    ("own-1", "receive 2018-03-05 channel=email", "accept 2018-03-06", "annotate 2018-03-07 text=核实"),
    ("2018-0002", "receive 2018-03-05"),
    ("", "receive 2018-03-06", "annotate 2018-03-07 text=甲", "annotate 2018-03-07 text=乙"),
    ("", "receive 2017-12-20", "ask_clarification 2017-12-25 what=范围", "clarify 2018-01-10"),
    ("", "receive 2018-03-08", "answer 2018-03-12 outcome=provided", "serve 2018-03-13 method=post"),
)  # fmt: skip


def the_cases(ledger):
    return [new(ledger, ref, *words) for ref, *words in STORIES]


def new(ledger, ref, *words, unit=None, names=("张三", "李四")):
    entries = [recorded(entry(each, line)) for line, each in enumerate(words, start=1)]
    request = a_request(the_unit(ledger) if unit is None else unit, names=names, note=ref)
    return NewCase(request, entries, *reckoned(entries), ref)


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def two(request, tmp_path):
    """Two empty ledgers of one kind."""
    if request.param == "memory":
        yield MemoryLedger(), MemoryLedger()
        return
    if request.param == "sqlite":
        empty = request.getfixturevalue("migrated_file")
        urls = [f"sqlite:///{shutil.copy(empty, tmp_path / f'{n}.db')}" for n in range(2)]
    else:
        server, empty = request.getfixturevalue("postgres"), request.getfixturevalue("migrated_database")
        names = [f"foi{next(NUMBER)}" for _ in range(2)]
        for name in names:
            make_database(server, name, empty)
        urls = [server.format(name) for name in names]
    ledgers = [open_ledger(url) for url in urls]
    yield ledgers
    for ledger in ledgers:
        ledger.close()


def everything(ledger):
    if isinstance(ledger, MemoryLedger):
        return {name: kept for name, kept in vars(ledger).items() if isinstance(kept, dict | list)}
    with ledger.engine.connect() as connection:
        return {
            name: sorted(map(tuple, connection.execute(table.select())), key=str)
            for name, table in METADATA.tables.items()
        }


def test_what_is_kept_together_is_to_the_last_column_what_is_kept_one_by_one(two, monkeypatch):
    together, alone = two
    for ledger in two:
        salts = count()
        monkeypatch.setattr("workflow.chain.secrets.token_hex", lambda _n, salts=salts: f"{next(salts):016}")
        if ledger is together:
            written = ledger.add_many(the_cases(ledger))
        else:
            each = [
                ledger.add(case.request, case.entries, case.copies, case.next_alert_on, case.ref)
                for case in the_cases(ledger)
            ]

    assert everything(together) == everything(alone)
    assert written == each
    assert ["own-1", "2018-0002", "2018-0003", "2017-0001", "2018-0004"] == [one.ref for one in written]
    for one in written:
        together.check(one.ref)
        assert one == together.read(one.ref)


def test_no_number_is_made_that_stands_further_down(ledger):
    cases = [new(ledger, ref, "receive 2018-03-05") for ref in ("", "2018-0001", "", "2018-0005")]

    assert ["2018-0006", "2018-0001", "2018-0007", "2018-0005"] == [r.ref for r in ledger.add_many(cases)]
    assert "2018-0008" == log(ledger).ref


def test_units_without_a_code_share_their_numbers_and_others_have_their_own(ledger):
    the_unit(ledger)
    units = [ledger.add_unit("住建局").id, ledger.add_unit("教育局", "EDU").id]
    cases = [new(ledger, "", "receive 2018-03-05", unit=unit) for unit in (1, units[1], units[0], 1)]

    refs = [record.ref for record in ledger.add_many(cases)]

    assert ["2018-0001", "EDU-2018-0001", "2018-0002", "2018-0003"] == refs


@pytest.mark.parametrize("refs", [("A", "B", "C"), ("A", "C", "C")])
def test_one_reference_that_is_taken_keeps_them_all_out(ledger, refs):
    log(ledger, ref="B")
    taken = "B" if "B" in refs else "C"

    with pytest.raises(Conflict) as conflict:
        ledger.add_many([new(ledger, ref, "receive 2018-03-05") for ref in refs])

    assert taken == conflict.value.values["ref"]
    assert ["B"] == list(ledger.refs())


def test_one_unit_that_is_not_there_keeps_them_all_out(ledger):
    with pytest.raises(NotFound):
        ledger.add_many([new(ledger, "", "receive 2018-03-05", unit=n) for n in (the_unit(ledger), 99)])

    assert [] == list(ledger.refs())


def test_nothing_is_kept_where_nothing_is_given(ledger):
    assert [] == list(ledger.add_many([]))


def test_cases_are_found_by_their_references(ledger):
    for ref in ("A", "B", "C"):
        log(ledger, ref=ref)

    assert {"A", "C"} == {row.ref for row in ledger.rows_of(["C", "A", "nowhere"])}
    assert [] == list(ledger.rows_of([]))
