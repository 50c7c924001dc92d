"""Whether the machine's clock has gone back: a write by one that has would be of a moment that was not."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Final

from store import marks
from store.link import Link
from store.marks import Mark
from workflow.errors import ClockBehind, mark

#: This instant, in the zone of the office.
Clock = Callable[[], datetime]
#: How far a clock may go back: a time server corrects a machine by seconds, two machines differ by as much.
BACK: Final = timedelta(minutes=5)
#: How exactly the last write is remembered: so seldom is one more row written.
STEP: Final = timedelta(minutes=1)


@contextmanager
def minded(link: Link, clock: Clock) -> Iterator[None]:
    """Whatever is written inside is written by a clock that has not gone back; the moment is remembered.

    Raises:
        ClockBehind: the clock stands more than `BACK` before the last write.
    """
    last = check(link, clock)
    yield
    # At the end, since whoever else writes waits from here until the transaction is over.
    says = clock()
    if last is None or says - last > STEP:
        marks.note(link, Mark.RECORDED, says)


def check(link: Link, clock: Clock) -> datetime | None:
    """Prove that the clock has not gone back; when something was last written, to the minute.

    Raises:
        ClockBehind: it stands more than `BACK` before that.
    """
    last, says = marks.last(link, Mark.RECORDED), clock()
    if last is not None and last - says > BACK:
        raise ClockBehind(
            "clock_behind", BEHIND, says=_words(says), last=_words(last.astimezone(says.tzinfo))
        )
    return last


def _words(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}"


BEHIND: Final = mark(
    "The machine's clock says {says}, but the last record was made at {last}: nothing was written. Set the"
    " clock right (time server, or the machine's battery). If it is right now and was ahead then, an"
    " administrator runs: foi clock-accept"
)
