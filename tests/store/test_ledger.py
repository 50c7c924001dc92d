"""What any ledger must promise: what is written is read, and the second of two is told."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from tests.builders import day, entry, recorded
from tests.store.stories import a_request, act, log, reckoned, tell, the_unit
from workflow.errors import Conflict, NotFound
from workflow.ledger import Applicant

CLOSED = ("answer 2018-03-12 outcome=provided", "serve 2018-03-13 method=post")


def test_a_case_is_read_as_it_was_written(ledger):
    applicants = (Applicant("张三", "110…", "138…", "城东路1号", "100000", "李四"), Applicant("王五"))
    asked = replace(
        a_request(the_unit(ledger), topic="土地", form_of_supply="纸质", way="邮寄", note="加急"),
        applicants=applicants,
        arrived_on=day("2018-03-02"),
    )
    receipt = recorded(entry("receive 2018-03-05 channel=email kind=research", 1))

    written = ledger.add(asked, [receipt], *reckoned([receipt]))

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

    written = ledger.add(a_request(the_unit(ledger)), [receipt], *reckoned([receipt]))

    assert datetime(2018, 3, 5, 1, 0, 0, 123456, UTC) == ledger.read(written.ref).entries[0].recorded_at
    ledger.check(written.ref)


def test_an_irregular_entry_keeps_its_reason(ledger):
    record = log(ledger)
    late = replace(recorded(entry("ask_clarification 2018-04-20", 2)), facts={"irregular": "过期才发现"})
    ledger.append(record, late, *reckoned(record.entries))

    assert ledger.read(record.ref).entries[1].irregular
    assert "过期才发现" == ledger.read(record.ref).entries[1].facts["irregular"]


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
