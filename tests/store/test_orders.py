"""Lists in their orders: every page follows the one before, whatever they are sorted by."""

from dataclasses import replace
from datetime import date

import pytest

from store.engine import open_engine
from store.seeking import pages as pages_of
from tests.builders import day
from tests.store.stories import act, log, tell, the_unit
from workflow.ledger import Applicant, NewCase, Request
from workflow.listing import Filter, Order
from workflow.vocabulary import ApplicantKind, Channel, Outcome

#: How each case of the shelf came about: two share a day, one has no last day, one is closed.
STORIES = (
    ("receive 2018-03-12",),
    ("receive 2018-03-05", "assign 2018-03-06 to=wang"),
    ("receive 2018-03-05", "accept 2018-03-05"),
    ("receive 2018-03-06", "ask_clarification 2018-03-08 what=年份"),
    ("receive 2018-03-01", "answer 2018-03-12 outcome=provided", "serve 2018-03-13 method=post"),
    ("receive 2018-02-01 channel=email kind=research", "assign 2018-03-06 to=w", "assign 2018-03-07 to=li"),
)  # fmt: skip


@pytest.fixture
def shelf(ledger):
    """Cases of two units in turn."""
    units = (the_unit(ledger), ledger.add_unit("城东分局", "CD").id)
    for n, words in enumerate(STORIES):
        tell(ledger, *words, unit=units[n % 2])
    return ledger


def pages(ledger, wanted):
    """The references of every page."""
    found = []
    while page := ledger.rows(wanted):
        found.append([row.ref for row in page])
        wanted = wanted.beyond(page[-1])
    return found


@pytest.mark.parametrize("units", [frozenset(), frozenset({1, 2}), frozenset({2})])
@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("order", Order)
def test_every_case_stands_once_on_pages_of_any_size_in_any_order(shelf, order, descending, units):
    wanted = Filter(order=order, descending=descending, units=units)
    whole = [ref for page in pages(shelf, wanted) for ref in page]

    assert len(whole) == len(set(whole)) == (3 if units == {2} else 6)
    for limit in (1, 2, 4):
        assert whole == [ref for page in pages(shelf, replace(wanted, limit=limit)) for ref in page]


@pytest.mark.parametrize(
    ("order", "refs"),
    [
        (Order.REF, ["2018-0001", "2018-0002", "2018-0003", "CD-2018-0001", "CD-2018-0002", "CD-2018-0003"]),
        (
            Order.RECEIVED,
            ["CD-2018-0003", "2018-0003", "2018-0002", "CD-2018-0001", "CD-2018-0002", "2018-0001"],
        ),
        (Order.DUE, ["CD-2018-0003", "2018-0002", "CD-2018-0001", "2018-0001", "2018-0003", "CD-2018-0002"]),
    ],
)  # fmt: skip
def test_a_list_is_sorted_by_number_by_receipt_and_by_last_day(shelf, order, refs):
    undated = 2 if order is Order.DUE else 0
    backwards = [refs[: len(refs) - undated][::-1], refs[len(refs) - undated :][::-1]]

    assert refs == [row.ref for row in shelf.rows(Filter(order=order))]
    assert [*backwards[0], *backwards[1]] == [
        row.ref for row in shelf.rows(Filter(order=order, descending=True))
    ]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"due_from": day("2018-03-26"), "due_before": day("2018-03-27")}, ["2018-0002", "CD-2018-0001"]),
        ({"received_from": day("2018-03-06")}, ["2018-0001", "CD-2018-0002"]),
        ({"received_from": day("2018-03-05"), "received_to": day("2018-03-06")},
         ["2018-0002", "CD-2018-0001", "CD-2018-0002"]),
        ({"channel": Channel.EMAIL}, ["CD-2018-0003"]),
        ({"kind": ApplicantKind.RESEARCH}, ["CD-2018-0003"]),
        ({"outcome": Outcome.PROVIDED}, ["2018-0003"]),
        ({"assigned_to": "wang"}, ["CD-2018-0001"]),
        ({"assigned_to": "li"}, ["CD-2018-0003"]),
    ],
)  # fmt: skip
def test_a_list_is_narrowed_by_what_an_office_asks(shelf, wanted, found):
    assert found == [row.ref for row in shelf.rows(Filter(**wanted))]
    assert len(found) == shelf.count(Filter(**wanted), 10)


def test_a_count_goes_no_further_than_it_is_told(shelf):
    assert (4, 6) == (shelf.count(Filter(), 4), shelf.count(Filter(), 100))


def test_whom_a_case_was_given_to_follows_from_its_entries(ledger):
    record = log(ledger)
    assert "" == ledger.rows(Filter())[0].assigned_to

    record = act(ledger, record, "assign 2018-03-06 to=wang")
    assert ("wang", "wang") == (ledger.rows(Filter())[0].assigned_to, ledger.copies(record).assigned_to)
    act(ledger, record, "correct_entry 2018-03-07 line=2 reason=错了")
    assert "" == ledger.rows(Filter())[0].assigned_to


def applicant(document):
    return Applicant("张三", document)


def test_somebody_is_found_by_the_end_of_their_document(ledger):
    first = log(ledger)
    kept = [*first.entries], ledger.copies(first), None
    for documents in (
        ["11010519900101123x"],
        ["110105199001019991", "110105199001011234"],
        [" 9123x "],
        [""],
    ):
        request = Request(first.request.unit, tuple(map(applicant, documents)), "方案")
        ledger.add_many([NewCase(request, *kept)])

    def found(tail):
        return [row.ref for row in ledger.by_document(tail)]

    assert ["2018-0004", "2018-0002"] == found("123X")
    assert ["2018-0002"] == found("01123x")
    assert ["2018-0003"] == found("1234")
    assert [] == found("23x")
    assert [] == found("____")
    assert ["2018-0004"] == [row.ref for row in ledger.by_document("123x", limit=1)]


def test_a_document_out_of_sight_is_not_found(sql_ledger):
    first = log(sql_ledger)
    other = sql_ledger.add_unit("城东分局", "CD").id
    request = Request(other, (applicant("110105199001011234"),), "方案")
    sql_ledger.add(request, first.entries, sql_ledger.copies(first), date(2018, 3, 6))

    assert 1 == len(sql_ledger.by_document("1234"))
    assert [] == sql_ledger.within(frozenset({first.request.unit})).by_document("1234")


@pytest.mark.parametrize("units", [frozenset(), frozenset({1}), frozenset({1, 2})])
@pytest.mark.parametrize(
    "wanted",
    [
        Filter(),
        Filter(open_only=True),
        Filter(order=Order.RECEIVED),
        Filter(order=Order.DUE, due_before=day("2018-03-27")),
        Filter(order=Order.DUE, due_from=day("2018-03-27"), due_before=day("2018-03-28"), descending=True),
        Filter(assigned_to="wang"),
    ],
)
def test_a_page_is_read_off_an_index_and_nothing_is_sorted(sqlite_url, wanted, units):
    engine = open_engine(sqlite_url)
    (which, *_) = pages_of(replace(wanted, units=units, after="2018-0001", after_day=day("2018-03-26")))
    sql = which.limit(51).compile(engine, compile_kwargs={"literal_binds": True})
    with engine.connect() as connection:
        steps = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}")]

    read = [step for step in steps if " cases" in step]
    assert max(1, len(units)) == len(read)
    assert all("USING INDEX" in step or "USING COVERING INDEX" in step for step in read)
    # What is merged of several units is the pages of each, not their cases.
    assert len(units) > 1 or not [step for step in steps if "TEMP B-TREE" in step]
