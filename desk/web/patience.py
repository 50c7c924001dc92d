"""How long a page works on what may take minutes: a moment, and then it shows how far it has come."""

from collections.abc import Callable
from time import monotonic

#: Seconds.
MOMENT = 2.0


def patience() -> Callable[[], bool]:
    """Whether the moment is over, each time it is asked."""
    end = monotonic() + MOMENT
    return lambda: monotonic() > end
