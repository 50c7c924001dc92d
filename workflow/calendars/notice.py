"""A holiday notice that an office adds itself, and how strictly it is read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from workflow.calendars.toml_file import Keys, TomlFile
from workflow.errors import BadInput
from workflow.workdays import FIRST, LAST

#: The countries whose calendars an office can keep up to date.
JURISDICTIONS = ("cn", "uk")
#: 全国年节及纪念日放假办法: a national arrangement that leaves one of these out is not whole.
NATIONAL_HOLIDAYS = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")
#: No holiday is so long; a longer range is a slip of the pen.
LONGEST_RANGE = 31

# fmt: off
_TOP: Keys = {
    "jurisdiction": (str,  True,  'jurisdiction = "cn"'),
    "region":       (str,  False, 'region = "cn-64"'),
    "year":         (int,  True,  "year = 2027"),
    "title":        (str,  True,  'title = "国务院办公厅关于2027年部分节假日安排的通知"'),
    "day":          (list, True,  "[[day]]"),
}
_DAY: Keys = {
    "date":         (date, False, "date = 2027-01-01"),
    "from":         (date, False, "from = 2027-10-01"),
    "to":           (date, False, "to = 2027-10-07"),
    "working":      (bool, True,  "working = false"),
    "name":         (str,  True,  'name = "元旦"'),
}
# fmt: on


@dataclass(frozen=True)
class Notice:
    """One notice: which days of a year are off, or worked at a weekend.

    Without a region it gives the arrangement of its whole year, and replaces what was known of that year.
    With one it adds the region's own days, and replaces no more than an earlier one of that region and year.
    """

    year: int
    jurisdiction: str
    title: str
    days: tuple[tuple[date, bool, str], ...]  # day, working or not, the holiday it belongs to
    text: str  # the file as it was read, so that it can be kept and read again
    region: str = ""


def each_day(first: date, last: date) -> Iterator[date]:
    """The days from `first` to `last`, both included."""
    for n in range((last - first).days + 1):
        yield first + timedelta(n)


def read_notice(text: str, filename: str) -> Notice:
    """Read a notice, or refuse it, naming the file and the line at fault."""
    file = TomlFile.parse(text, filename)
    top = file.checked(file.table, -1, _TOP)
    _check_top(file, top)
    days: dict[date, tuple[bool, str]] = {}
    named_in: dict[date, int] = {}
    for nth, table in enumerate(top["day"]):
        row = file.checked(table, nth, _DAY)
        for day in _days_of(file, nth, row):
            _check_day(file, nth, day, top["year"], row["working"])
            if day in days:
                raise BadInput(
                    "notice_day_twice",
                    "{file}, line {line}: {day} was already named on line {before}.",
                    **file.at("", nth),
                    day=day,
                    before=file.at("", named_in[day])["line"],
                )
            days[day], named_in[day] = (row["working"], row["name"]), nth
    flat = tuple((day, working, name) for day, (working, name) in sorted(days.items()))
    notice = Notice(top["year"], top["jurisdiction"], top["title"], flat, text, top.get("region", ""))
    _check_whole(file, notice)
    return notice


def _check_top(file: TomlFile, top: Mapping[str, Any]) -> None:
    """Refuse a country, a region or a year that no calendar has."""
    if top["jurisdiction"] not in JURISDICTIONS:
        raise BadInput(
            "notice_jurisdiction",
            "{file}, line {line}: there is no calendar “{jurisdiction}”. Known: {known}.",
            **file.at("jurisdiction"),
            jurisdiction=top["jurisdiction"],
            known=", ".join(JURISDICTIONS),
        )
    if "region" in top and not top["region"].startswith(f"{top['jurisdiction']}-"):
        raise BadInput(
            "notice_region",
            "{file}, line {line}: a region of “{jurisdiction}” is written {jurisdiction}-…, not “{region}”.",
            **file.at("region"),
            jurisdiction=top["jurisdiction"],
            region=top["region"],
        )
    if not FIRST.year < top["year"] <= LAST.year:
        raise BadInput(
            "notice_year",
            "{file}, line {line}: the calendar takes notices for {first} to {last}, not for {year}.",
            **file.at("year"),
            year=top["year"],
            first=FIRST.year + 1,
            last=LAST.year,
        )


def _days_of(file: TomlFile, nth: int, row: Mapping[str, Any]) -> Iterator[date]:
    """The days of one table: a date, or a range."""
    if row.keys() & {"date", "from", "to"} not in ({"date"}, {"from", "to"}):
        raise BadInput(
            "notice_date_or_range",
            "{file}, line {line}: give either “date”, or “from” and “to”.",
            **file.at("", nth),
        )
    first, last = row.get("from", row.get("date")), row.get("to", row.get("date"))
    if first > last:
        raise BadInput(
            "notice_range_backwards",
            "{file}, line {line}: the range ends on {last}, before it begins on {first}.",
            **file.at("from", nth),
            first=first,
            last=last,
        )
    if (last - first).days >= LONGEST_RANGE:
        raise BadInput(
            "notice_range_long",
            "{file}, line {line}: the range has {count} days; no holiday has more than {most}.",
            **file.at("from", nth),
            count=(last - first).days + 1,
            most=LONGEST_RANGE,
        )
    return each_day(first, last)


def _check_day(file: TomlFile, nth: int, day: date, year: int, working: bool) -> None:
    """Refuse a day of another year, and a make-up day that is worked anyway."""
    # 元旦 reaches back: the arrangement for 2019 moved the days from 29 December 2018.
    if not date(year - 1, 12, 25) <= day <= date(year, 12, 31):
        raise BadInput(
            "notice_day_outside",
            "{file}, line {line}: {day} is neither in {year} nor in the last week of the year before.",
            **file.at("", nth),
            day=day,
            year=year,
        )
    if working and day.weekday() < 5:
        raise BadInput(
            "notice_day_worked_anyway",
            "{file}, line {line}: {day} is a working day already; a make-up day falls on a weekend.",
            **file.at("", nth),
            day=day,
        )


def _check_whole(file: TomlFile, notice: Notice) -> None:
    """Refuse a national arrangement that leaves a holiday out: it would replace the year and lose it."""
    named = "\n".join(name for _, working, name in notice.days if not working)
    missing = [holiday for holiday in NATIONAL_HOLIDAYS if holiday not in named]
    if notice.jurisdiction == "cn" and not notice.region and missing:
        raise BadInput(
            "notice_not_whole",
            "{file}, line {line}: a national notice gives the whole year, and this one leaves out {missing}.",
            **file.at("year"),
            missing="、".join(missing),
        )
