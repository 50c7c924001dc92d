"""Which thresholds a running deadline has crossed, found by walking the calendar a day at a time.

Another algorithm than the engine's tables of ranks. Its rules: a threshold of n stands n working days before
the last day, that of 0 on the last working day up to it; one that lay on or before day zero was never
crossed, but for 0. After the last day of what nobody else brings back to mind each working day is a
threshold; of the other kinds only the negative days asked for are.
"""

from tests.oracle.days import ONE_DAY, is_working

RINGS_ON = ("reply", "review_reply", "evidence", "clarification", "fee", "hand_out", "service")


def crossed(kind, since, due, today, days):
    """The thresholds crossed by the end of `today` with their days: `{3: date, 0: date, -1: date, …}`."""
    found = {n: day for n in days if n >= 0 and ((day := days_before_due(due, n)) > since or n == 0)}
    late, day = 0, due
    while day < today:
        day += ONE_DAY
        if is_working(day, "cn"):
            late += 1
            if kind in RINGS_ON or -late in days:
                found[-late] = day
    return {n: day for n, day in found.items() if day <= today}


def days_before_due(due, number):
    """The day on which so many working days are left."""
    day, left = due, number
    while left or (not number and not is_working(day, "cn")):
        day -= ONE_DAY
        if number and is_working(day, "cn"):
            left -= 1
    return day
