"""Working days, asked for one at a time."""

from datetime import date, timedelta
from functools import cache

import chinese_calendar
import holidays

ONE_DAY = timedelta(days=1)
LAST_PUBLISHED_YEAR = 2026

# fmt: off
#: Ningxia's own days off (False) and its one own make-up day (True).
NINGXIA = {
    date(2016, 9, 10): True, date(2016, 9, 12): False, date(2016, 9, 13): False, date(2016, 9, 14): False,
    date(2019, 6, 5): False, date(2019, 6, 6): False, date(2019, 8, 12): False, date(2019, 8, 13): False,
    date(2020, 5, 25): False, date(2020, 5, 26): False, date(2020, 7, 30): False, date(2020, 7, 31): False,
    date(2021, 5, 13): False, date(2021, 5, 14): False, date(2021, 7, 19): False, date(2021, 7, 20): False,
    date(2022, 7, 11): False, date(2022, 7, 12): False,
}
# fmt: on
BANK_HOLIDAYS = [holidays.country_holidays("GB", subdiv=nation) for nation in ("ENG", "WLS", "SCT", "NIR")]


@cache
def is_working(day, calendar):
    """Whether offices work that day; beyond the published years every weekday is taken for one."""
    if calendar == "uk":
        return day.weekday() < 5 and not any(day in nation for nation in BANK_HOLIDAYS)
    if calendar == "cn-64" and day in NINGXIA:
        return NINGXIA[day]
    if day.year > LAST_PUBLISHED_YEAR:
        return day.weekday() < 5
    return chinese_calendar.is_workday(day)


def working_day_after(start, number, calendar, excluded=()):
    """The day on which the count says `number`; the start itself is never counted, nor is an excluded day."""
    day, counted = start, 0
    while counted < number:
        day += ONE_DAY
        if is_working(day, calendar) and day not in excluded:
            counted += 1
    return day
