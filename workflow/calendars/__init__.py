"""The one door to the libraries and files that know which days are off."""

import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from workflow.calendars.notice import JURISDICTIONS, Notice, each_day, read_notice
from workflow.errors import NotFound
from workflow.workdays import FIRST, LAST, SETTLED_TO, Exceptional, Workdays

__all__ = ["JURISDICTIONS", "Notice", "load_calendar", "read_notice", "regions"]

_HERE = Path(__file__).parent
#: What the library calls by half a name.
_FULL_NAMES = {"清明": "清明节", "端午": "端午节", "中秋": "中秋节"}

#: What is added to a source that nobody has compared with the notice itself.
_CAVEATS = {"primary": "", "secondary": "（据转载，未核对原文）"}

_Days = dict[date, Exceptional]


def load_calendar(name: str = "cn", region: str = "", notices: Sequence[Notice] = ()) -> Workdays:
    """The working days of a country, with one region's own days and the notices an office has added.

    Notices of another country or region are left aside. Of two for the same year, the later one holds.
    The same question gives the same calendar, made once.

    >>> load_calendar("cn").explain(date(2026, 10, 10)).name
    '国庆节'
    """
    return _load(name, region, tuple(notice for notice in notices if _concerns(notice, name, region)))


def regions() -> tuple[str, ...]:
    """The regions whose own days come with the program."""
    return tuple(sorted(path.stem for path in _HERE.glob("*-*.toml")))


def _concerns(notice: Notice, name: str, region: str) -> bool:
    """Whether a notice speaks about this calendar."""
    return notice.jurisdiction == name and notice.region in ("", region)


@lru_cache(maxsize=8)
def _load(name: str, region: str, notices: tuple[Notice, ...]) -> Workdays:
    """Lay one upon the other: the library, the office's notices year by year, the region's own days."""
    if name not in JURISDICTIONS:
        raise NotFound(
            "calendar_unknown",
            "There is no calendar “{name}”. Known: {known}.",
            name=name,
            known=", ".join(JURISDICTIONS),
        )
    days, published, settled_to = _bank_holidays() if name == "uk" else _state_council()
    # An amended notice takes the place of the one before for its year, whatever days either names.
    national = {notice.year: notice for notice in notices if not notice.region}
    for _, notice in sorted(national.items()):
        _replace_year(days, notice, settled_to)
        published.add(notice.year)
    if region:
        days |= _overlay(name, region, notices)
    return Workdays(region or name, days, published, settled_to)


def _replace_year(days: _Days, notice: Notice, settled_to: tuple[int, int]) -> None:
    """Let a notice speak for its whole year, which begins where the notice of the year before ends."""
    begins, ends = date(notice.year - 1, *settled_to), date(notice.year, *settled_to)
    for day in [day for day in days if begins < day <= ends]:
        del days[day]
    days |= _of_notice(notice)


def _of_notice(notice: Notice) -> _Days:
    """The days a notice names."""
    return {day: Exceptional(working, name, notice.title) for day, working, name in notice.days}


def _overlay(name: str, region: str, notices: tuple[Notice, ...]) -> _Days:
    """A region's own days: those that come with the program, then those of the office's notices."""
    own = [notice for notice in notices if notice.region]
    supplied = region in regions() and region.startswith(f"{name}-")
    if not own and not supplied:
        raise NotFound(
            "region_unknown",
            "No days of the region “{region}” are known to the calendar “{name}”. Known: {known}.",
            region=region,
            name=name,
            known=", ".join(regions()),
        )
    days = dict(_supplied(region)) if supplied else {}
    # As above: the last of a year.
    for notice in {notice.year: notice for notice in own}.values():
        days |= _of_notice(notice)
    return days


def _supplied(region: str) -> Iterator[tuple[date, Exceptional]]:
    """The days of a region's file."""
    for year in _toml(f"{region}.toml")["year"]:
        source = year["source"] + _CAVEATS[year["verified"]]
        for row in year["day"]:
            exceptional = Exceptional(row["working"], row["name"], source)
            for day in each_day(row.get("from", row.get("date")), row.get("to", row.get("date"))):
                yield day, exceptional


def _state_council() -> tuple[_Days, set[int], tuple[int, int]]:
    """The arrangements of the State Council, read from the library's tables, not asked for day by day."""
    from chinese_calendar import __version__, constants

    chinese = {h.value: _FULL_NAMES.get(h.chinese, h.chinese) for h in constants.Holiday}
    days: _Days = {}
    for working, table in ((False, constants.holidays), (True, constants.workdays)):
        for day, holiday in table.items():
            # A day after 24 December belongs to the arrangement of the year it leads into.
            year = day.year + ((day.month, day.day) > SETTLED_TO)
            source = f"国务院办公厅{year}年节假日安排（chinesecalendar {__version__}）"
            days[day] = Exceptional(working, chinese[holiday], source)
    return days, {day.year for day in constants.holidays}, SETTLED_TO


def _bank_holidays() -> tuple[_Days, set[int], tuple[int, int]]:
    """The bank holidays of all four countries: one in any of them is no working day (FOIA 2000, s. 10(6))."""
    from holidays.utils import country_holidays
    from holidays.version import __version__

    facts = _toml("uk.toml")
    countries: dict[str, str] = facts["countries"]
    found: dict[date, dict[str, list[str]]] = {}
    for code, country in countries.items():
        years = range(FIRST.year, LAST.year + 1)
        holidays = country_holidays("GB", subdiv=code, years=years, language="en_GB")
        for day in holidays:
            for name in holidays.get_list(day):
                found.setdefault(day, {}).setdefault(name, []).append(country)
    source = f"bank holidays (holidays {__version__})"
    days = {day: Exceptional(False, _joined(names, len(countries)), source) for day, names in found.items()}
    month, last = facts["settled_to"]
    return days, set(range(FIRST.year, facts["published_through"] + 1)), (month, last)


def _joined(names: dict[str, list[str]], all_of_them: int) -> str:
    """The names of one day, each with its countries unless it is kept in all of them."""
    return "; ".join(
        name if len(where) == all_of_them else f"{name} ({', '.join(where)})" for name, where in names.items()
    )


def _toml(name: str) -> dict[str, Any]:
    """A data file of this room."""
    return tomllib.loads((_HERE / name).read_text("utf-8"))
