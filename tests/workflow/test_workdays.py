"""Counting working days, held against the library day by day and against a loop that steps."""

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.calendars import load_calendar
from workflow.errors import Refused
from workflow.workdays import FIRST, LAST, DayKind, Exceptional, Reason, Workdays

CN = load_calendar("cn")
DAY = timedelta(days=1)

# fmt: off
#: Received, and the last days of 15 and 15 + 15 working days (2008).
LIMITS_OF_2008 = [
    ("2018-01-02", "2018-01-23", "2018-02-12"),
    ("2018-02-09", "2018-03-07", "2018-03-28"),
    ("2018-04-04", "2018-04-26", "2018-05-18"),
    ("2018-09-21", "2018-10-18", "2018-11-08"),
    ("2018-12-20", "2019-01-11", "2019-02-01"),
]
#: Received, and the last days of 7, 20 and 20 + 20 working days (2019).
LIMITS_OF_2019 = [
    ("2019-05-15", "2019-05-24", "2019-06-13", "2019-07-11"),
    ("2019-09-20", "2019-09-30", "2019-10-23", "2019-11-20"),
    ("2020-01-20", "2020-02-06", "2020-02-25", "2020-03-24"),
    ("2023-09-25", "2023-10-10", "2023-10-27", "2023-11-24"),
    ("2024-04-30", "2024-05-13", "2024-05-30", "2024-06-28"),
    ("2025-09-28", "2025-10-14", "2025-10-31", "2025-11-28"),  # a Sunday that is worked
    ("2026-01-30", "2026-02-10", "2026-03-05", "2026-04-02"),
    ("2026-02-14", "2026-03-03", "2026-03-20", "2026-04-20"),  # a Saturday that is worked
    ("2026-09-20", "2026-09-30", "2026-10-23", "2026-11-20"),  # a Sunday that is worked
    ("2026-10-30", "2026-11-10", "2026-11-27", "2026-12-25"),
]
# fmt: on

days = st.dates(date(2000, 1, 2), date(2090, 12, 31))
counts = st.integers(0, 400)


def each(first: date, last: date):
    return (first + n * DAY for n in range((last - first).days + 1))


def stepping(day: date, n: int) -> date:
    while n:
        day += DAY
        n -= CN.is_workday(day)
    return day


@pytest.mark.parametrize(("received", "first", "second"), LIMITS_OF_2008)
def test_the_limits_of_2008(received, first, second):
    day = date.fromisoformat(received)

    assert [first, second] == [str(CN.add(day, 15)), str(CN.add(CN.add(day, 15), 15))]


@pytest.mark.parametrize(("received", "week", "first", "second"), LIMITS_OF_2019)
def test_the_limits_of_2019(received, week, first, second):
    day = date.fromisoformat(received)

    assert [week, first, second] == [str(CN.add(day, n)) for n in (7, 20, 40)]


def test_a_limit_that_runs_into_a_year_without_a_notice_is_provisional():
    due = CN.add(date(2026, 11, 23), 20)

    assert due == date(2026, 12, 21)
    assert not CN.is_provisional(due)
    assert CN.is_provisional(CN.add(due, 20))


def test_no_day_disagrees_with_the_library():
    days = each(date(2008, 1, 1), date(2026, 12, 31))

    assert [day for day in days if CN.is_workday(day) != chinese_calendar.is_workday(day)] == []


def test_counting_agrees_with_stepping_from_every_day_of_two_years():
    for day in [*each(date(2018, 1, 1), date(2018, 12, 31)), *each(date(2026, 1, 1), date(2026, 12, 31))]:
        reached, n = day, 0
        while n < 60:
            reached += DAY
            if CN.is_workday(reached):
                n += 1
                assert reached == CN.add(day, n)


@given(day=days, n=st.integers(1, 400))
@settings(max_examples=60, deadline=None)
def test_counting_agrees_with_stepping(day, n):
    assert stepping(day, n) == CN.add(day, n)


@pytest.mark.parametrize(
    ("year", "count"),
    list(enumerate((250, 250, 249, 250, 249, 249, 251, 248, 248), start=2018)),
)
def test_working_days_in_a_year(year, count):
    assert count == CN.between(date(year - 1, 12, 31), date(year, 12, 31))


def test_the_day_itself_is_never_counted():
    worked_saturday = date(2026, 2, 14)

    assert date(2026, 2, 24) == CN.add(worked_saturday, 1)
    assert date(2026, 2, 13) == CN.back(worked_saturday, 1)
    assert CN.between(worked_saturday, worked_saturday) == 0


def test_nothing_added_to_a_day_off_ends_on_the_next_working_day():
    friday, sunday, monday = date(2026, 11, 20), date(2026, 11, 22), date(2026, 11, 23)

    assert monday == CN.add(sunday, 0)
    assert friday == CN.add(friday, 0)
    assert friday == CN.back(sunday, 0)
    assert monday == CN.back(monday, 0)


def test_one_working_day_before_a_day_off_is_the_last_one_worked():
    assert date(2026, 9, 30) == CN.back(date(2026, 10, 3), 1)


def test_a_day_is_explained():
    assert Reason(DayKind.WORKDAY) == CN.explain(date(2026, 11, 23))
    assert Reason(DayKind.WEEKEND) == CN.explain(date(2026, 11, 22))
    assert CN.explain(date(2026, 10, 7)).kind is DayKind.HOLIDAY
    assert CN.explain(date(2026, 10, 10)).kind is DayKind.MAKEUP
    assert CN.explain(date(2026, 10, 10)).name == "国庆节"


def test_a_holiday_on_a_weekend_is_called_by_its_name():
    saturday = date(2026, 10, 3)

    assert (CN.explain(saturday).kind, CN.explain(saturday).name) == (DayKind.HOLIDAY, "国庆节")


def test_the_last_week_of_the_last_published_year_is_provisional():
    assert CN.published_through == 2026
    assert [CN.is_provisional(date(2026, 12, day)) for day in (24, 25)] == [False, True]


def test_a_year_beyond_a_gap_stays_provisional():
    gap = Workdays("gap", {}, [2004, 2005, 2007])

    assert gap.published_through == 2005
    assert gap.is_provisional(date(2007, 6, 1))


def test_a_calendar_without_notices_is_provisional_throughout():
    assert Workdays("plain", {}, []).is_provisional(FIRST)


@pytest.mark.parametrize("day", [date.min, date(1999, 12, 31), date(2100, 1, 1), date.max])
@pytest.mark.parametrize(
    "ask",
    [
        CN.is_workday,
        CN.explain,
        lambda day: CN.add(day, 0),
        lambda day: CN.add(day, 20),
        lambda day: CN.back(day, 0),
        lambda day: CN.back(day, 20),
        lambda day: CN.between(day, day),
        lambda day: CN.between(FIRST, day),
        lambda day: CN.between(day, LAST),
    ],
)
def test_a_day_outside_the_calendar_is_refused(ask, day):
    with pytest.raises(Refused, match=f"{day} lies outside the calendar") as refusal:
        ask(day)

    assert refusal.value.code == "calendar_range"


@pytest.mark.parametrize("ordinal", [-1, -20_000, -730_120, -767_000, 0, 1, 730_119, 766_645, 10**9])
@pytest.mark.parametrize("n", [0, 1, 20])
def test_no_ordinal_finds_a_wrong_day_through_a_negative_index(ordinal, n):
    with pytest.raises(Refused, match="outside the calendar"):
        CN.add_ordinal(ordinal, n)
    with pytest.raises(Refused, match="outside the calendar"):
        CN.between_ordinals(ordinal, FIRST.toordinal())


@pytest.mark.parametrize("n", [20_000, 30_000, 10**9, 10**30])
def test_a_count_that_leaves_the_calendar_is_refused(n):
    with pytest.raises(Refused, match="beyond 2099-12-31"):
        CN.add(date(2026, 1, 5), n)
    with pytest.raises(Refused, match="before 2000-01-01"):
        CN.back(date(2026, 1, 5), n)


def test_the_first_and_the_last_day_of_the_calendar_can_be_reached():
    plain = Workdays("plain", {}, [])

    assert date(2000, 1, 3) == plain.add(FIRST, 1) == plain.back(date(2000, 1, 4), 1)
    assert plain.add(date(2099, 12, 30), 1) == LAST
    with pytest.raises(Refused):
        plain.add(LAST, 1)
    with pytest.raises(Refused):
        plain.back(date(2000, 1, 3), 1)


def test_counting_backwards_by_mistake_is_an_error_of_the_caller():
    day = date(2026, 1, 5)
    for mistake in (lambda: CN.add(day, -1), lambda: CN.back(day, -1), lambda: CN.between(day, day - DAY)):
        with pytest.raises(ValueError):
            mistake()


def test_a_calendar_does_not_follow_the_table_it_was_made_from():
    table = {date(2026, 6, 1): Exceptional(working=False, name="x", source="y")}
    calendar = Workdays("copy", table, [])
    table.clear()

    assert calendar.explain(date(2026, 6, 1)).kind is DayKind.HOLIDAY


@given(day=days, n=counts, later=st.integers(0, 40), more=st.integers(0, 40))
@settings(deadline=None)
def test_a_later_start_or_a_longer_limit_never_ends_earlier(day, n, later, more):
    assert CN.add(day, n) <= CN.add(day + later * DAY, n)
    assert CN.add(day, n) <= CN.add(day, n + more)


@given(day=days, n=st.integers(1, 400))
@settings(deadline=None)
def test_as_many_days_lie_between_as_were_added(day, n):
    end = CN.add(day, n)

    assert CN.is_workday(end)
    assert n == CN.between(day, end)


@given(day=days, n=counts)
@settings(deadline=None)
def test_going_back_undoes_adding_from_a_working_day(day, n):
    start = CN.add(day, 0)

    assert start == CN.back(CN.add(start, n), n)


@given(day=days, first=st.integers(1, 60), second=st.integers(0, 60))
@settings(deadline=None)
def test_a_limit_may_be_counted_in_two_goes(day, first, second):
    assert CN.add(day, first + second) == CN.add(CN.add(day, first), second)


@given(day=st.dates(date(2024, 1, 1), date(2026, 6, 30)), n=st.integers(0, 60), gap=st.integers(0, 90))
@settings(max_examples=40, deadline=None)
def test_one_more_holiday_never_brings_a_day_forward(day, n, gap):
    off = {day + gap * DAY: Exceptional(working=False, name="x", source="y")}
    longer = Workdays("longer", {**CN.exceptions, **off}, range(2004, 2027))

    assert CN.add(day, n) <= longer.add(day, n)
