"""The approval sheet (呈批表), on which the heads sign on paper."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from letters.sheets.press import press


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalSheet:
    """What the heads are asked to approve; `dated` is the day it is laid before them.

    `due_note` says what is to be known of the reply day (暂定, 已延期 …); `due_on` is None while it cannot be
    known. `number` is blank until the letter is issued. 条例(2019)第四十五条: 登记、审核、办理、答复、归档.
    """

    office: str
    ref: str
    received_on: date
    channel: str  # in Chinese
    due_on: date | None
    due_note: str = ""
    applicant: str
    applicant_kind: str  # in Chinese
    request: str
    outcome: str  # in Chinese
    reason: str = ""
    items: tuple[str, ...] = ()
    letter: str
    number: str = ""
    handled_by: str
    remark: str = ""
    dated: date


def write_approval(sheet: ApprovalSheet, *, font_dirs: Sequence[str | Path] = ()) -> bytes:
    """The sheet as PDF/A: one A4 page, more where the texts are long.

    Raises:
        Refused: no font has a character.
    """
    return press("approval.typ", asdict(sheet), sheet.dated, font_dirs)
