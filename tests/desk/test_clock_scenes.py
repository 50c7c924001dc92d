"""Clocks that lie, stand still, step and cross a border: day, numbers and reminders stay right."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from desk.config import Config, OfficeConfig
from desk.office import make_office, today
from tests.virtual import Turned
from workflow.casework import Act, Actor, Receipt, log_request, take
from workflow.errors import ClockBehind
from workflow.ledger import Applicant, Request
from workflow.machine import EVERY_ROLE
from workflow.reminding import remind
from workflow.vocabulary import Action, ApplicantKind, Channel, DeadlineKind

SHANGHAI, LONDON = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/London")
ACTOR = Actor("小王", EVERY_ROLE)


@pytest.fixture
def clock(monkeypatch):
    return Turned(monkeypatch, datetime(2026, 3, 2, 9, tzinfo=SHANGHAI))


@pytest.fixture
def house(clock, tmp_path):
    made = make_office(Config(OfficeConfig(name="甲区人民政府办公室"), folder=tmp_path))
    yield made
    made.ledger.close()


def log(house, clock):
    """A request that comes in now; its reference."""
    receipt = Receipt(today(house.config), Channel.LETTER, ApplicantKind.NATURAL)
    request = Request(1, (Applicant("张三"),), "某地块征收公告")
    return log_request(house.office, request, receipt, ACTOR, now=clock.at).record


def ring(house, clock):
    """The reminders of replies that a ring raises: the threshold, and how late it is."""
    swept = remind(house.office, today(house.config), clock.at)
    replies = [one for one in swept.raised if one.alert.kind is DeadlineKind.REPLY]
    return [(one.alert.threshold, one.late_by) for one in replies if not one.superseded]


# fmt: off
#: (zone of the office, an instant in UTC, the day it is there)
DAYS = (
    ("Asia/Shanghai",    "2026-03-01 15:59:59", "2026-03-01"),
    ("Asia/Shanghai",    "2026-03-01 16:00:00", "2026-03-02"),
    ("Asia/Shanghai",    "2026-12-31 15:59:59", "2026-12-31"),
    ("Asia/Shanghai",    "2026-12-31 16:00:00", "2027-01-01"),
    ("Asia/Shanghai",    "2028-02-28 15:59:59", "2028-02-28"),
    ("Asia/Shanghai",    "2028-02-28 16:00:00", "2028-02-29"),
    ("Asia/Shanghai",    "2028-02-29 15:59:59", "2028-02-29"),
    ("Asia/Shanghai",    "2028-02-29 16:00:00", "2028-03-01"),
    ("Asia/Shanghai",    "2027-02-28 16:00:00", "2027-03-01"),
    ("Asia/Shanghai",    "2100-02-28 16:00:00", "2100-03-01"),
    ("Asia/Urumqi",      "2026-03-01 17:59:59", "2026-03-01"),
    ("Asia/Urumqi",      "2026-03-01 18:00:00", "2026-03-02"),
    ("Europe/London",    "2026-03-28 23:59:59", "2026-03-28"),
    ("Europe/London",    "2026-03-29 00:00:00", "2026-03-29"),
    ("Europe/London",    "2026-03-29 00:59:59", "2026-03-29"),
    ("Europe/London",    "2026-03-29 22:59:59", "2026-03-29"),
    ("Europe/London",    "2026-03-29 23:00:00", "2026-03-30"),
    ("Europe/London",    "2026-10-24 22:59:59", "2026-10-24"),
    ("Europe/London",    "2026-10-24 23:00:00", "2026-10-25"),
    ("Europe/London",    "2026-10-25 23:00:00", "2026-10-25"),
    ("Europe/London",    "2026-10-26 00:00:00", "2026-10-26"),
    ("Europe/London",    "2027-12-31 23:59:59", "2027-12-31"),
    ("America/New_York", "2026-11-01 03:59:59", "2026-10-31"),
    ("America/New_York", "2026-11-01 04:00:00", "2026-11-01"),
    ("America/New_York", "2026-11-02 05:00:00", "2026-11-02"),
    ("Pacific/Kiritimati", "2026-12-31 10:00:00", "2027-01-01"),
    ("Pacific/Pago_Pago",  "2027-01-01 10:59:59", "2026-12-31"),
)
#: (moments in the order in which the machine shows them, which of them can be written at)
STEPS = (
    # A time server steps the clock, again and again.
    (("09:00:00", "09:00:01", "08:59:59", "09:00:00"),       "yyyy"),
    (("09:00:00", "08:55:01", "09:00:02"),                   "yyy"),
    (("09:00:00", "08:56:00", "08:55:00", "08:54:59"),       "yyyn"),
    # It steps forward and is put back.
    (("09:00:00", "09:05:00", "09:00:00", "08:59:00"),       "yyyn"),
    (("09:00:00", "10:00:00", "09:00:00", "09:54:59", "09:55:00"), "yynny"),
    # It goes back, over and over, and comes right again.
    (("09:00:00", "07:00:00", "07:01:00", "09:00:01", "07:00:00"), "ynnyn"),
    # Nothing is lost by standing still.
    (("09:00:00", "09:00:00", "09:00:00"),                   "yyy"),
)
#: (day and time a request comes in, its reference, the last day of its reply where that is known)
COMES_IN = (
    ("2026-12-31 23:59:59", "2026-0001", None),
    ("2027-01-01 00:00:00", "2027-0001", None),
    ("2026-03-02 00:00:00", "2026-0001", "2026-03-30"),
    ("2026-03-02 23:59:59", "2026-0001", "2026-03-30"),
    ("2024-02-28 12:00:00", "2024-0001", "2024-03-27"),
    ("2024-02-29 12:00:00", "2024-0001", "2024-03-28"),
    ("2024-03-01 12:00:00", "2024-0001", "2024-03-29"),
    ("2025-12-31 23:59:59", "2025-0001", "2026-01-29"),
    ("2026-01-01 00:00:00", "2026-0001", "2026-01-29"),
)
#: How long a laptop slept from the day a request came in, and what its first ring tells.
SLEPT = (
    (1,  []),
    (13, []),
    (14, [(10, 0)]),
    (15, [(10, 1)]),
    (21, [(5, 0)]),
    (28, [(0, 0)]),
    (29, [(-1, 0)]),
    (33, [(-4, 0)]),
    (40, [(-8, 0)]),
)
# fmt: on


@pytest.mark.parametrize(("zone", "at", "day"), DAYS)
def test_today_is_the_day_in_the_office_wherever_the_machine_is(monkeypatch, zone, at, day):
    Turned(monkeypatch, datetime.fromisoformat(at).replace(tzinfo=UTC))

    assert day == str(today(Config(OfficeConfig(timezone=zone))))


@pytest.mark.parametrize(("shown", "written"), STEPS)
def test_a_clock_that_steps_writes_only_forward(house, clock, shown, written):
    found = ""
    for time in shown:
        clock.to(f"2026-03-02 {time}")
        try:
            log(house, clock)
        except ClockBehind:
            found += "n"
        else:
            found += "y"

    assert written == found
    assert written.count("y") == len(list(house.ledger.refs()))


@pytest.mark.parametrize(("at", "ref", "due"), COMES_IN)
def test_what_comes_in_has_the_number_of_its_year_and_its_own_last_day(monkeypatch, tmp_path, at, ref, due):
    clock = Turned(monkeypatch, datetime.fromisoformat(at).replace(tzinfo=SHANGHAI))
    house = make_office(Config(OfficeConfig(name="甲区人民政府办公室"), folder=tmp_path))
    record = log(house, clock)

    assert (ref, at[:10]) == (record.ref, str(record.entries[0].on))
    if due:
        assert due == str(house.ledger.copies(record).deadlines[0].due_on)
    house.ledger.close()


def test_the_numbers_of_two_years_go_on_side_by_side(house, clock):
    refs = []
    for at in ("2026-12-31 23:59:58", "2026-12-31 23:59:59", "2027-01-01 00:00:00", "2026-12-31 23:59:59"):
        clock.to(at)
        refs.append(log(house, clock).ref)

    assert ["2026-0001", "2026-0002", "2027-0001", "2026-0003"] == refs


def test_a_clock_that_went_back_over_midnight_gives_no_number_and_no_day(house, clock):
    clock.to("2027-01-01 00:10:00")
    log(house, clock)
    clock.to("2026-12-31 23:59:00")
    with pytest.raises(ClockBehind):
        log(house, clock)
    with pytest.raises(ClockBehind):
        take(house.office, "2027-0001", Act(Action.ACCEPT, today(house.config), {}), ACTOR, now=clock.at)

    assert ["2027-0001"] == list(house.ledger.refs())


@pytest.mark.parametrize(("days", "told"), SLEPT)
def test_a_laptop_that_slept_tells_the_last_of_what_it_missed(house, clock, days, told):
    log(house, clock)
    clock.on(days=days)

    assert told == ring(house, clock)
    assert [] == ring(house, clock)


def test_a_clock_that_goes_back_and_forth_raises_nothing_twice(house, clock):
    log(house, clock)
    found = []
    for day in range(45):
        clock.to("2026-03-02 10:00:00").on(days=day)
        for step in (0, 4, -3, 2):
            clock.on(minutes=step)
            found += ring(house, clock)

    assert len(found) == len(set(found))
    assert [(10, 0), (5, 0), (3, 0), (1, 0), (0, 0), (-1, 0)] == found[:6]


def test_in_an_office_with_summer_time_each_threshold_is_raised_once_on_its_day(monkeypatch, tmp_path):
    clock = Turned(monkeypatch, datetime(2026, 3, 6, 9, tzinfo=UTC))
    office = OfficeConfig(name="A council", jurisdiction="uk", timezone="Europe/London")
    house = make_office(Config(office, folder=tmp_path))
    record = log(house, clock)
    due = house.ledger.copies(record).deadlines[0].due_on
    found = {}
    for _ in range(24 * 40):
        clock.on(hours=1)
        for told in ring(house, clock):
            assert told not in found
            found[told] = clock.at.astimezone(LONDON)

    assert [(10, 0), (5, 0), (3, 0), (1, 0), (0, 0)] == list(found)[:5]
    assert due == found[0, 0].date()
    assert all(
        at - datetime.combine(at.date(), at.min.time(), LONDON) < timedelta(hours=1) for at in found.values()
    )
    house.ledger.close()
