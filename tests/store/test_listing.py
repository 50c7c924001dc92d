"""Lists, page by page."""

from datetime import date

import pytest

from tests.builders import day
from tests.store.stories import act, log, reckoned, tell, the_unit
from workflow.listing import Filter
from workflow.vocabulary import State

CLOSED = ("answer 2018-03-12 outcome=provided", "serve 2018-03-13 method=post")


def test_references_come_in_order_the_open_ones_alone_when_asked(ledger):
    tell(ledger, "receive 2018-03-05", *CLOSED)
    for ref in ("乙", "B-2018-0001", "b", "2017-0001"):
        log(ledger, ref=ref)

    assert ["2017-0001", "2018-0001", "B-2018-0001", "b", "乙"] == list(ledger.refs())
    assert ["2017-0001", "B-2018-0001", "b", "乙"] == list(ledger.refs(open_only=True))


def test_somebody_may_write_while_going_through_the_references(ledger):
    for _ in range(3):
        log(ledger)

    for ref in ledger.refs(open_only=True):
        act(ledger, ledger.read(ref), "accept 2018-03-06")

    assert {State.ACCEPTED} == {row.state for row in ledger.rows(Filter())}


def test_pages_follow_one_another(ledger):
    for _ in range(7):
        log(ledger)

    pages, after = [], ""
    while page := ledger.rows(Filter(limit=3, after=after)):
        pages.append([row.ref for row in page])
        after = page[-1].ref

    assert [3, 3, 1] == [len(page) for page in pages]
    assert list(ledger.refs()) == [ref for page in pages for ref in page]


def test_a_row_shows_what_a_list_needs(ledger):
    record = tell(ledger, "receive 2018-03-05", *CLOSED, names=("张三", "李四"))
    (row,) = ledger.rows(Filter())

    assert (record.id, "2018-0001", the_unit(ledger), "张三") == (row.id, row.ref, row.unit, row.applicant)
    assert ("城东片区征收补偿方案", State.DISCLOSED, "provided") == (row.subject, row.state, row.outcome)
    assert (date(2018, 3, 5), date(2018, 3, 13)) == (row.received_on, row.closed_on)
    assert reckoned(record.entries)[0].deadlines[0] == row.reply


@pytest.fixture
def shelf(ledger):
    """Four cases to choose from."""
    root = the_unit(ledger)
    other = ledger.add_unit("城东分局", "CD", root).id
    tell(ledger, "receive 2018-03-05", "accept 2018-03-06", subject="征收补偿 100% 公示")
    tell(ledger, "receive 2018-03-12", "consult 2018-03-14", names=("王五", "Li Ming"))
    tell(ledger, "receive 2018-03-05", *CLOSED, unit=other, subject="a_b 方案")
    tell(ledger, "receive 2018-03-05", "answer 2018-03-12 outcome=partial", unit=other)
    return ledger, root, other


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["2018-0001", "2018-0002", "CD-2018-0001", "CD-2018-0002"]),
        ({"state": State.ACCEPTED}, ["2018-0001"]),
        ({"state": State.CONSULTING}, ["2018-0002"]),
        ({"state": State.PARTIALLY_DISCLOSED}, ["CD-2018-0002"]),
        ({"open_only": True}, ["2018-0001", "2018-0002", "CD-2018-0002"]),
        ({"due_before": day("2018-03-26")}, []),
        ({"due_before": day("2018-03-27")}, ["2018-0001", "CD-2018-0002"]),
        ({"due_before": day("2019-01-01"), "state": State.ACCEPTED}, ["2018-0001"]),
        ({"words": "征收"}, ["2018-0001", "2018-0002", "CD-2018-0002"]),
        ({"words": "征收 公示"}, ["2018-0001"]),
        ({"words": "100%"}, ["2018-0001"]),
        ({"words": "%"}, ["2018-0001"]),
        ({"words": "a_b"}, ["CD-2018-0001"]),
        ({"words": "a/b"}, []),
        ({"words": "li ming"}, ["2018-0002"]),
        ({"words": "cd-2018"}, ["CD-2018-0001", "CD-2018-0002"]),
        ({"words": "无此词"}, []),
        ({"after": "2018-0001", "limit": 2}, ["2018-0002", "CD-2018-0001"]),
    ],
)
def test_a_list_shows_what_was_asked_for(shelf, wanted, found):
    ledger, _, _ = shelf

    assert found == [row.ref for row in ledger.rows(Filter(**wanted))]


def test_a_list_may_be_of_some_units(shelf):
    ledger, root, other = shelf

    assert ["2018-0001", "2018-0002"] == [row.ref for row in ledger.rows(Filter(units=frozenset({root})))]
    assert 4 == len(ledger.rows(Filter(units=frozenset({root, other}))))
