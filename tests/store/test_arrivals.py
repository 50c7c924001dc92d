"""Arrivals are kept with all that was done with them, for whoever may see their unit."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.store.stories import falling, log, the_unit
from workflow.arrivals import Arrival, ArrivalFilter, Standing, Step, Turn
from workflow.errors import Conflict, NotFound
from workflow.ledger import Applicant
from workflow.vocabulary import Channel

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
ZHANG = Applicant("张三", "110105199001011234", "13800005678", "某路1号", "750001", "李四")


def came(unit, on=date(2026, 3, 2), **more):
    return Arrival(unit, Channel.EMAIL, on, ZHANG, "城东片区征收补偿方案", "来信一份", **more)


def step(turn=Turn.ADD, reason=""):
    return Step(turn, date(2026, 3, 2), "小王", NOW, reason)


@pytest.fixture
def kept(ledger):
    """A ledger with one arrival, and the arrival."""
    return ledger, ledger.arrivals.add(came(the_unit(ledger)), step())


def test_an_arrival_is_read_as_it_was_kept(kept):
    ledger, arrival = kept

    assert replace(came(arrival.unit), number=1) == arrival == ledger.arrivals.read(1)
    assert [step()] == list(ledger.arrivals.steps(1))


def test_every_step_stays_and_the_last_says_how_it_stands(kept):
    ledger, arrival = kept
    dropped = ledger.arrivals.append(arrival, step(Turn.DROP, "不是申请"))
    ledger.arrivals.append(dropped, step(Turn.REOPEN, "申请人来电"))

    assert Standing.DROPPED is dropped.standing
    assert (Standing.WAITING, 3) == (ledger.arrivals.read(1).standing, ledger.arrivals.read(1).version)
    assert [Turn.ADD, Turn.DROP, Turn.REOPEN] == [one.turn for one in ledger.arrivals.steps(1)]
    assert ["", "不是申请", "申请人来电"] == [one.reason for one in ledger.arrivals.steps(1)]


def test_the_second_of_two_who_deal_with_one_arrival_is_told(kept):
    ledger, arrival = kept
    ledger.arrivals.append(arrival, step(Turn.DROP, "重复"))

    with pytest.raises(Conflict):
        ledger.arrivals.append(arrival, step(Turn.CONFIRM), "2026-0001")
    assert 2 == len(ledger.arrivals.steps(1))


def test_a_list_is_oldest_first_and_goes_on_where_it_stopped(ledger):
    unit = the_unit(ledger)
    days = [date(2026, 3, day) for day in (5, 2, 5, 4)]
    for day in days:
        ledger.arrivals.add(came(unit, day), step())
    ledger.arrivals.append(ledger.arrivals.read(4), step(Turn.DROP, "重复"))

    assert [2, 1, 3] == [one.number for one in ledger.arrivals.page(ArrivalFilter())]
    assert [2, 1] == [one.number for one in ledger.arrivals.page(ArrivalFilter(limit=2))]
    after = ArrivalFilter(after=(days[0], 1))
    assert [3] == [one.number for one in ledger.arrivals.page(after)]
    assert [4] == [one.number for one in ledger.arrivals.page(ArrivalFilter(Standing.DROPPED))]
    assert 4 == len(ledger.arrivals.page(ArrivalFilter(None)))


def test_what_falls_back_leaves_no_step(kept):
    ledger, arrival = kept
    with falling(ledger):
        ledger.arrivals.append(arrival, step(Turn.DROP, "重复"))

    assert 1 == ledger.arrivals.read(1).version
    assert 1 == len(ledger.arrivals.steps(1))


def test_there_is_no_arrival_of_another_number_or_of_no_unit(kept):
    ledger, _ = kept
    with pytest.raises(NotFound):
        ledger.arrivals.read(2)
    with pytest.raises(NotFound):
        ledger.arrivals.add(came(99), step())
    assert [] == list(ledger.arrivals.steps(2))


def test_what_an_applicant_asked_before_is_found_by_any_of_the_names_latest_first(ledger):
    log(ledger, "receive 2018-03-05")
    log(ledger, "receive 2018-04-02", names=("李四", "张三"))
    log(ledger, "receive 2018-04-02", names=("张三丰",))
    log(ledger, "receive 2018-02-05")

    def found(names, limit=9):
        return [row.ref for row in ledger.arrivals.asked_before(names, limit)]

    assert ["2018-0002", "2018-0001", "2018-0004"] == found(["张三"])
    assert ["2018-0002"] == found(["李四"])
    assert ["2018-0002"] == found(["张三", "李四"], 1)
    assert [] == found([])


def test_an_arrival_out_of_sight_is_not_there(sql_ledger):
    ours, theirs = the_unit(sql_ledger), sql_ledger.add_unit("别的单位", "B").id
    arrival = sql_ledger.arrivals.add(came(ours), step())
    log(sql_ledger, "receive 2018-03-05")
    for units in (frozenset({theirs}), frozenset()):
        seen = sql_ledger.within(units).arrivals
        assert [] == list(seen.page(ArrivalFilter(None)))
        assert [] == list(seen.steps(1))
        assert [] == list(seen.asked_before(["张三"], 5))
        with pytest.raises(NotFound):
            seen.read(1)
        with pytest.raises(NotFound):
            seen.append(arrival, step(Turn.DROP, "重复"))
        with pytest.raises(NotFound):
            seen.add(came(ours), step())
    assert 1 == len(sql_ledger.within(frozenset({ours})).arrivals.page(ArrivalFilter()))
