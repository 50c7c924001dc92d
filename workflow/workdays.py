"""Working days: whether a day is one, why, and how many lie between two dates."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, compress, count
from types import MappingProxyType
from typing import ClassVar

from workflow.errors import Refused
from workflow.vocabulary import Word

#: The days every calendar covers; a count that leaves them is refused.
FIRST = date(2000, 1, 1)
LAST = date(2099, 12, 31)
#: The last day (month, day) that a year's own notice settles. The notice for the next year can still move
#: the days after it: that for 2012 made Saturday 31 December 2011 a working day, and that for 2019 made
#: Saturday 29 December 2018 one and took Monday the 31st.
SETTLED_TO = (12, 24)

_FIRST, _LAST = FIRST.toordinal(), LAST.toordinal()
_DAYS = _LAST - _FIRST + 1
#: Whether each day of the calendar is worked when nothing is known but the day of the week.
_PLAIN = (b"\1\1\1\1\1\0\0" * (_DAYS // 7 + 2))[FIRST.weekday() :][:_DAYS]
#: The rank of a day before the calendar: larger than any table, so that it never finds a day.
_NOWHERE = 1 << 40


class DayKind(Word):
    """What sort of day a day is."""

    WORKDAY = "workday", "工作日"
    WEEKEND = "weekend", "周末"
    HOLIDAY = "holiday", "法定节假日"
    MAKEUP = "makeup", "调休上班日"


@dataclass(frozen=True, slots=True)
class Exceptional:
    """A day that a notice names: off, or worked at a weekend."""

    working: bool
    name: str  # the holiday it belongs to, as the notice calls it
    source: str  # the notice that says so


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a day is, or is not, a working day; `name` and `source` are empty on a plain day of the week."""

    kind: DayKind
    name: str = ""
    source: str = ""


class Workdays:
    """The working days of one place, from 2000 to 2099; it does not change once made.

    A year without a published notice has plain weeks: dates in it are provisional, never refused.

    >>> off = {date(2026, 5, 1): Exceptional(False, "劳动节", "a notice")}
    >>> calendar = Workdays("plain", off, range(2000, 2027))
    >>> print(calendar.add(date(2026, 4, 30), 1), calendar.explain(date(2026, 5, 1)).name)
    2026-05-04 劳动节
    """

    __slots__ = ("_rank", "_table", "exceptions", "name", "published_through", "settled_through")

    first: ClassVar[date] = FIRST
    last: ClassVar[date] = LAST

    def __init__(
        self,
        name: str,
        exceptions: Mapping[date, Exceptional],
        published: Iterable[int],
        settled_to: tuple[int, int] = SETTLED_TO,
    ) -> None:
        self.name = name
        #: Every day a notice names, weekends inside a holiday included.
        self.exceptions: Mapping[date, Exceptional] = MappingProxyType(dict(exceptions))
        #: The last year of the unbroken run of years whose notice is known.
        self.published_through = _end_of_run(published)
        #: The last day that no notice still to come can move.
        self.settled_through = date(self.published_through, *settled_to)

        worked = bytearray(_PLAIN)
        for day, exceptional in exceptions.items():
            worked[_covered(day.toordinal()) - _FIRST] = exceptional.working
        # `_rank[o]` is the number of working days up to and including ordinal o; `_table[k]` is the ordinal
        # of the k-th one. The ranks are padded from ordinal 0 (6 MB a calendar), because the subtraction
        # that would save them costs a fifth of every count.
        self._rank = [_NOWHERE] * _FIRST
        self._rank.extend(accumulate(worked))
        self._table = [0, *compress(range(_FIRST, _LAST + 1), worked)]

    def is_workday(self, day: date) -> bool:
        """Whether the office works on `day`."""
        o = _covered(day.toordinal())
        return self._table[self._rank[o]] == o

    def add(self, day: date, n: int) -> date:
        """The n-th working day after `day`, which itself is never counted.

        With n = 0: `day` itself when it is a working day, otherwise the next working day, because no period
        ends on a day off (民事诉讼法 第八十五条). Beyond 2099 it is refused.
        """
        return date.fromordinal(self.add_ordinal(day.toordinal(), n))

    def add_ordinal(self, o: int, n: int) -> int:
        """Like `add`, on ordinals: what the clock uses."""
        try:
            if n > 0 < o:  # a negative index would find a wrong day instead of none
                return self._table[self._rank[o] + n]
        except IndexError:
            pass
        return self._add_rarely(o, n)

    def _add_rarely(self, o: int, n: int) -> int:
        """Answer the counts that the quick path leaves: of no days, or out of the calendar."""
        if n < 0:
            raise ValueError(f"cannot add {n} working days; back() counts the other way")
        rank = self._rank[_covered(o)]
        if n == 0 and self._table[rank] == o:
            return o
        at = rank + max(n, 1)  # the next working day is the first one after a day off
        if at < len(self._table):
            return self._table[at]
        raise Refused(
            "calendar_range",
            "{n} working days after {day} lie beyond {last}, where the calendar ends.",
            n=n,
            day=date.fromordinal(o),
            last=LAST,
        )

    def back(self, day: date, n: int) -> date:
        """The n-th working day before `day`, which itself is never counted.

        With n = 0: `day` itself when it is a working day, otherwise the working day before it.
        """
        if n < 0:
            raise ValueError(f"cannot go back {n} working days; add() counts the other way")
        o = _covered(day.toordinal())
        at = self._rank[o]
        if n > 0:
            at -= n - (self._table[at] != o)  # after a day off, the first step back is the last one counted
        if at > 0:
            return date.fromordinal(self._table[at])
        raise Refused(
            "calendar_range",
            "{n} working days before {day} lie before {first}, where the calendar begins.",
            n=n,
            day=day,
            first=FIRST,
        )

    def between(self, start: date, end: date) -> int:
        """How many working days lie after `start`, up to and including `end`."""
        return self.between_ordinals(start.toordinal(), end.toordinal())

    def between_ordinals(self, a: int, b: int) -> int:
        """Like `between`, on ordinals: what the clock uses."""
        if not _FIRST <= a <= b <= _LAST and _covered(b) < _covered(a):
            raise ValueError(f"{date.fromordinal(b)} lies before {date.fromordinal(a)}")
        return self._rank[b] - self._rank[a]

    def explain(self, day: date) -> Reason:
        """Why `day` is, or is not, a working day."""
        _covered(day.toordinal())
        weekend = day.weekday() >= 5
        known = self.exceptions.get(day)
        if known is None:
            return Reason(DayKind.WEEKEND if weekend else DayKind.WORKDAY)
        if known.working:
            return Reason(DayKind.MAKEUP if weekend else DayKind.WORKDAY, known.name, known.source)
        return Reason(DayKind.HOLIDAY, known.name, known.source)

    def is_provisional(self, day: date) -> bool:
        """Whether a notice still to come can move `day`, or a count that ends on it."""
        return day > self.settled_through


def _end_of_run(published: Iterable[int]) -> int:
    """The last year before the first gap; 1999 when nothing is published."""
    years = set(published)
    return next(year for year in count(min(years, default=FIRST.year)) if year not in years) - 1


def _covered(o: int) -> int:
    """The ordinal itself, when the calendar covers it."""
    if _FIRST <= o <= _LAST:
        return o
    raise Refused(
        "calendar_range",
        "{day} lies outside the calendar, which covers {first} to {last}.",
        day=date.fromordinal(o) if 0 < o <= date.max.toordinal() else o,
        first=FIRST,
        last=LAST,
    )
