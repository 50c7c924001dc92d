"""What any ledger must promise."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from tests.builders import day, entry, recorded
from tests.store.stories import a_request, act, falling, log, reckoned, tell, the_unit
from workflow.errors import Conflict, NotFound
from workflow.ledger import Applicant, Filter
from workflow.vocabulary import State

CLOSED = ("answer 2018-03-12 outcome=provided", "serve 2018-03-13 method=post")


# What is written is read.


def test_a_case_is_read_as_it_was_written(ledger):
    applicants = (Applicant("张三", "110…", "138…", "城东路1号", "100000", "李四"), Applicant("王五"))
    asked = replace(
        a_request(the_unit(ledger), topic="土地", form_of_supply="纸质", way="邮寄", note="加急"),
        applicants=applicants,
        arrived_on=day("2018-03-02"),
    )
    receipt = recorded(entry("receive 2018-03-05 channel=email kind=research", 1))

    written = ledger.add(asked, receipt, *reckoned([receipt]))

    assert written == ledger.read(written.ref)
    assert asked == ledger.read(written.ref).request


def test_facts_come_back_as_they_were_given(ledger):
    record = tell(
        ledger,
        "receive 2018-03-05",
        "accept 2018-03-06",
        "charge_fee 2018-03-06 amount=12.50 basis=收费标准",
        "pay_fee 2018-03-07",
        "consult 2018-03-07 with=某某有限公司 party=third_party delivered=2018-03-08",
    )

    assert {"with": "某某有限公司", "party": "third_party", "delivered": date(2018, 3, 8)} == (
        ledger.read(record.ref).entries[4].facts
    )
    assert 1250 == ledger.read(record.ref).entries[2].facts["amount"]


def test_an_instant_is_kept_to_the_microsecond_and_in_utc(ledger):
    shanghai = timezone(timedelta(hours=8))
    receipt = replace(
        entry("receive 2018-03-05", 1), recorded_at=datetime(2018, 3, 5, 9, 0, 0, 123456, shanghai)
    )

    written = ledger.add(a_request(the_unit(ledger)), receipt, *reckoned([receipt]))

    assert datetime(2018, 3, 5, 1, 0, 0, 123456, UTC) == ledger.read(written.ref).entries[0].recorded_at
    ledger.check(written.ref)


def test_an_irregular_entry_keeps_its_reason(ledger):
    record = log(ledger)
    late = replace(recorded(entry("ask_clarification 2018-04-20", 2)), irregular="期限届满后才发现")
    ledger.append(record, late, *reckoned(record.entries))

    assert "期限届满后才发现" == ledger.read(record.ref).entries[1].irregular


def test_copies_come_back_as_they_were_kept(ledger):
    stories = [
        ("receive 2018-03-05",),
        ("receive 2018-03-05 channel=email kind=legal", *CLOSED),
        ("receive 2018-03-05", "withdraw 2018-03-07"),
        ("receive 2017-12-20", "ask_clarification 2017-12-25 what=范围", "clarify 2018-01-10"),
        ("receive 2018-03-05", "accept 2018-03-06", "consult 2018-03-07", "end_consultation 2018-03-12"),
    ]
    for words in stories:
        record = tell(ledger, *words)

        assert reckoned(record.entries)[0] == ledger.copies(record)


def test_an_unknown_reference_is_not_found(ledger):
    with pytest.raises(NotFound):
        ledger.read("2018-0001")
    with pytest.raises(NotFound):
        ledger.check("2018-0001")


def test_a_request_to_an_unknown_unit_is_not_kept(ledger):
    the_unit(ledger)

    with pytest.raises(NotFound):
        log(ledger, unit=99)


def test_every_chain_holds(ledger):
    record = tell(ledger, "receive 2018-03-05", "accept 2018-03-06", "extend 2018-03-20 days=5 reason=复杂")

    ledger.check(record.ref)

    assert ["receive", "accept", "extend"] == [e.action for e in ledger.read(record.ref).entries]
    assert record.entries[1].hash == ledger.read(record.ref).entries[2].prev


def test_the_copies_can_be_written_anew_and_the_entries_stay(ledger):
    record = tell(ledger, "receive 2017-12-20", "ask_clarification 2017-12-25", "clarify 2018-01-10")
    copies, _ = reckoned(record.entries)
    other = replace(copies, deadlines=copies.deadlines[:1], unanswered_notices=(2016,))

    ledger.refresh(record, other, None)

    assert other == ledger.copies(record)
    assert record == ledger.read(record.ref)
    assert [] == list(ledger.due(date(2030, 1, 1), None, 10))


def test_the_latest_instant_of_any_entry_is_known(ledger):
    assert ledger.last_moment() is None

    tell(ledger, "receive 2018-05-07")
    tell(ledger, "receive 2018-03-05", "accept 2018-03-06")

    assert datetime(2018, 5, 7, 1, tzinfo=UTC) == ledger.last_moment()


# Two at once.


def test_the_second_of_two_clerks_is_told_to_look_again(ledger):
    record = log(ledger)
    act(ledger, record, "accept 2018-03-06")

    with pytest.raises(Conflict):
        act(ledger, record, "withdraw 2018-03-07")
    with pytest.raises(Conflict):
        ledger.refresh(record, *reckoned(record.entries))
    with pytest.raises(Conflict):
        ledger.raise_alerts(record, [], None)

    assert 2 == ledger.read(record.ref).version


def test_of_many_clerks_at_one_case_each_act_is_kept_once(ledger):
    ref = log(ledger).ref

    def annotate(_clerk):
        with ledger.transaction():
            act(ledger, ledger.read(ref), "annotate 2018-03-06 text=看过")

    with ThreadPoolExecutor(6) as clerks:
        list(clerks.map(annotate, range(18)))

    assert 19 == ledger.read(ref).version
    ledger.check(ref)


def test_whoever_reads_while_somebody_writes_sees_a_whole_case(ledger):
    ref = log(ledger).ref

    def write(_n):
        with ledger.transaction():
            act(ledger, ledger.read(ref), "annotate 2018-03-06 text=看过")

    def look(_n):
        ledger.check(ref)
        seen = ledger.read(ref)
        return [e.line for e in seen.entries] == list(range(1, seen.version + 1))

    with ThreadPoolExecutor(4) as people:
        writes = [people.submit(write, n) for n in range(12)]
        looks = [people.submit(look, n) for n in range(24)]

    assert all(done.result() is None for done in writes)
    assert all(done.result() for done in looks)


# All or nothing.


def test_a_transaction_that_fails_leaves_nothing(ledger):
    kept = log(ledger)

    with falling(ledger):
        log(ledger)
        act(ledger, ledger.read(kept.ref), "accept 2018-03-06")
        ledger.add_unit("另一单位")

    assert [kept.ref] == list(ledger.refs())
    assert kept == ledger.read(kept.ref)
    assert 1 == len(ledger.units())


def test_a_transaction_inside_another_falls_with_it(ledger):
    the_unit(ledger)

    with falling(ledger), ledger.transaction():
        log(ledger)

    assert [] == list(ledger.refs())


def test_a_transaction_inside_another_may_fail_alone(ledger):
    with ledger.transaction():
        first = log(ledger)
        with falling(ledger):
            log(ledger)
            act(ledger, ledger.read(first.ref), "accept 2018-03-06")
        act(ledger, ledger.read(first.ref), "withdraw 2018-03-07")
        second = log(ledger)

    assert ["2018-0001", "2018-0002"] == [first.ref, second.ref]
    assert State.ENDED == ledger.copies(ledger.read(first.ref)).state
    assert [first.ref, second.ref] == list(ledger.refs())


def test_a_taken_reference_does_not_spoil_the_transaction_around(ledger):
    with ledger.transaction():
        log(ledger, ref="甲-1")
        with pytest.raises(Conflict):
            log(ledger, ref="甲-1")
        log(ledger, ref="甲-2")

    assert ["甲-1", "甲-2"] == list(ledger.refs())


def test_what_a_transaction_wrote_it_can_read(ledger):
    with ledger.transaction():
        record = log(ledger)
        record = act(ledger, record, "accept 2018-03-06")

        assert record == ledger.read(record.ref)
        assert State.ACCEPTED == ledger.rows(Filter())[0].state


# Numbers.


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


# Lists.


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


# The office.


def test_units_form_a_tree_and_the_root_is_first(ledger):
    root = ledger.add_unit("某市自然资源局")
    child = ledger.add_unit("城东分局", "CD", root.id)

    assert {root.id: root, child.id: child} == dict(ledger.units())
    assert root.id == min(ledger.units())


def test_a_unit_has_its_name_and_code_for_itself(ledger):
    ledger.add_unit("甲", "A")
    ledger.add_unit("乙")
    ledger.add_unit("丙")

    with pytest.raises(Conflict):
        ledger.add_unit("甲")
    with pytest.raises(Conflict):
        ledger.add_unit("丁", "A")
    with pytest.raises(NotFound):
        ledger.add_unit("戊", parent=99)

    assert ["甲", "乙", "丙"] == [unit.name for unit in ledger.units().values()]


def test_notices_are_kept_in_order(ledger):
    moment = datetime(2026, 1, 2, 3, tzinfo=UTC)
    ledger.add_notice("notice = 'one'", "小王", moment)
    ledger.add_notice("notice = 'two'", "小王", moment)

    assert ["notice = 'one'", "notice = 'two'"] == list(ledger.notices())


def test_a_long_case_is_read_whole(ledger):
    record = log(ledger)
    with ledger.transaction():
        for n in range(60):
            record = act(ledger, record, f"annotate 2018-03-06 text=第{n}次")

    assert record == ledger.read(record.ref)
    assert 61 == ledger.read(record.ref).version
