"""The service list (送达清单), with which the post room sends out what was issued."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from letters.sheets.press import press
from workflow.errors import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """A letter on its way: what is not yet known is blank, to be written in by hand."""

    ref: str
    number: str
    letter: str
    name: str
    address: str
    postcode: str
    method: str  # in Chinese
    tracking: str = ""
    posted_on: date | None = None
    received: str = ""  # 签收或退回
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceList:
    """What an office hands to its post room on a day."""

    office: str
    day: date
    postings: tuple[Posting, ...]


def write_service_list(listed: ServiceList, *, font_dirs: Sequence[str | Path] = ()) -> bytes:
    """The list as PDF/A, A4 across; the head of the table is repeated on every page.

    Raises:
        Refused: nothing is to be sent, or no font has a character.
    """
    if not listed.postings:
        raise Refused("nothing_to_send", "Nothing is to be sent on {day}.", day=listed.day)
    return press("posting.typ", asdict(listed), listed.day, font_dirs)
