"""When a message may leave, and how patient a sender is."""

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

import pytest

from workflow.sending import LONGEST, MOST, again_after, is_open


def test_every_pause_is_at_most_twice_the_one_before_and_none_is_longer_than_the_longest():
    pauses = [again_after(n, 1.0) for n in range(1, MOST)]

    assert timedelta(minutes=1) == pauses[0]
    assert all(a <= b <= min(2 * a, LONGEST) for a, b in pairwise(pauses))
    assert LONGEST == pauses[-1]


def test_a_sender_outlasts_a_night_and_gives_up_within_two_days():
    assert sum((again_after(n, 0.5) for n in range(1, MOST)), timedelta()) > timedelta(hours=14)
    assert sum((again_after(n, 1.0) for n in range(1, MOST)), timedelta()) < timedelta(days=2)
    assert again_after(MOST, 0.0) is None


def test_a_pause_is_spread_over_all_its_length():
    assert timedelta() == again_after(5, 0.0)
    assert again_after(5, 0.25) * 2 == again_after(5, 0.5)


@pytest.mark.parametrize(
    ("at", "workday", "open_"),
    [
        ("08:29:59", True, False),
        ("08:30:00", True, True),
        ("19:59:59", True, True),
        ("20:00:00", True, False),
        ("23:59:59", True, False),
        ("00:00:00", True, False),
        ("12:00:00", False, False),
    ],
)
def test_nothing_leaves_before_the_hour_of_the_bell_after_the_last_hour_or_on_a_day_off(at, workday, open_):
    at = datetime.combine(datetime(2026, 3, 2, tzinfo=UTC), time.fromisoformat(at))
    assert open_ is is_open(at, time(8, 30), time(20), workday=workday)
