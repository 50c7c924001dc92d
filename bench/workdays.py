"""Job B: working days are added and counted, beside the bare tables with nothing checked."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from bench.rounds import Race, Target, share
from workflow.calendars import load_calendar

CALENDAR = load_calendar("cn")
TARGET: Target = share(0.4)
_EPOCH = date(1999, 12, 31)
_ORDINAL = _EPOCH.toordinal()
_DAYS = [_EPOCH + timedelta(n) for n in range(40_000) if _EPOCH + timedelta(n) <= CALENDAR.last]
_WORKED = [day > _EPOCH and CALENDAR.is_workday(day) for day in _DAYS]
#: The bare tables: how many working days lie up to a day, and the day of each.
RANK = [0] * _ORDINAL + list(accumulate(_WORKED))
TABLE = [0, *(day.toordinal() for day, worked in zip(_DAYS, _WORKED, strict=True) if worked)]


def races(*, full: bool) -> Iterator[Race]:
    """The days from 2008 to 2026, each with a number of working days from 1 to 60."""
    many = 400_000 if full else 200_000
    random = Random(20260301)
    first = date(2008, 5, 1).toordinal()
    asked = [(first + random.randrange(6_800), random.randint(1, 60)) for _ in range(many)]
    spans = [(day, day + 2 * n) for day, n in asked]
    days = [(date.fromordinal(day), n) for day, n in asked]
    yield Race("add n days", "bare tables", lambda: bare_add(asked), lambda: add(asked), many, TARGET)
    yield Race("count between", "bare tables", lambda: bare_count(spans), lambda: count(spans), many, TARGET)
    yield Race(
        "add to a date, and whether it is provisional", "bare tables, from date to date",
        lambda: bare_add_dates(days), lambda: add_dates(days), many, TARGET,
    )  # fmt: skip


def bare_add(asked: list[tuple[int, int]]) -> None:
    """Look it up, and check nothing."""
    rank, table = RANK, TABLE
    for day, n in asked:
        table[rank[day] + n]


def add(asked: list[tuple[int, int]]) -> None:
    """The same as the clock does it."""
    of = CALENDAR.add_ordinal
    for day, n in asked:
        of(day, n)


def bare_count(spans: list[tuple[int, int]]) -> None:
    """Subtract, and check nothing."""
    rank = RANK
    for a, b in spans:
        rank[b] - rank[a]


def count(spans: list[tuple[int, int]]) -> None:
    """The same as the clock does it."""
    of = CALENDAR.between_ordinals
    for a, b in spans:
        of(a, b)


def bare_add_dates(days: list[tuple[date, int]]) -> None:
    """Look it up for a date, and check nothing."""
    rank, table = RANK, TABLE
    for day, n in days:
        date.fromordinal(table[rank[day.toordinal()] + n])


def add_dates(days: list[tuple[date, int]]) -> None:
    """The same as a page does it."""
    of, provisional = CALENDAR.add, CALENDAR.is_provisional
    for day, n in days:
        provisional(of(day, n))
