"""Work is begun again where the database asks for it: two were in each other's way, or it was away."""

import random
import time
from collections.abc import Callable
from functools import wraps
from typing import Final, ParamSpec, TypeVar

from workflow.errors import Again

P = ParamSpec("P")
T = TypeVar("T")

#: For so many seconds work is begun anew; then somebody is told.
PATIENCE: Final = 5.0
#: The first pause between two attempts and the longest, in seconds; each is drawn anew, up to twice the last.
FIRST, LONGEST = 0.005, 0.5


def until_kept(work: Callable[P, T]) -> Callable[P, T]:
    """Work of one transaction that is done from its beginning until it is done once.

    The transaction must be the only one it writes in, and whatever else it does must bear being done twice.
    As a part of a transaction around it is not begun again alone: only the whole is.

    Raises:
        Again: the database has asked for it too long.
    """

    @wraps(work)
    def patient(*words: P.args, **named: P.kwargs) -> T:
        until, pause = time.monotonic() + PATIENCE, FIRST
        while True:
            try:
                return work(*words, **named)
            except Again:
                # Drawn, or two who were in each other's way would meet again.
                pause = random.uniform(FIRST, min(2 * pause, LONGEST))  # noqa: S311
                if time.monotonic() + pause > until:
                    raise
            time.sleep(pause)

    return patient
