"""When a message may leave: within the office's hours, and not too soon after a failure."""

from datetime import datetime, time, timedelta
from typing import Final

# fmt: off
#: How patient a sender is: the first pause, what each failure multiplies it by, the longest, and how often it
#: tries. Together a day or so: what a night's outage of a mail server takes, and no more.
FIRST:  Final = timedelta(minutes=1)
FACTOR: Final = 2
LONGEST: Final = timedelta(hours=4)
MOST:   Final = 18
# fmt: on


def again_after(attempts: int, draw: float) -> timedelta | None:
    """The pause after so many failed attempts; None when that is enough.

    `draw` is a random number from 0 to 1: pauses are spread over all their length ("full jitter"), so that
    senders that failed together do not come back together.

    >>> again_after(1, 1.0), again_after(3, 0.5), again_after(18, 0.5)
    (datetime.timedelta(seconds=60), datetime.timedelta(seconds=120), None)
    """
    if attempts >= MOST:
        return None
    pause: timedelta = FIRST * FACTOR ** (attempts - 1)
    return min(pause, LONGEST) * draw


def is_open(at: datetime, begins: time, ends: time, *, workday: bool) -> bool:
    """Whether a message that is not urgent may leave, by the office's clock."""
    return workday and begins <= at.time() < ends
