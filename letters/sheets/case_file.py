"""The file of a case (卷宗): all that is on record about it, bound with the letters into one PDF."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from letters.sheets.binding import Bound, bind, open_paper
from letters.sheets.press import press

WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseLine:
    """One entry of the record: what happened, told with its facts as pairs of name and value."""

    line: int
    on: date
    recorded_at: str
    by: str
    what: str
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockDay:
    """One day of the reckoning: `counted` of `total` working days are used by its end, and why."""

    on: date
    mark: str  # in Chinese
    counted: int
    total: int
    article: str
    acts: str = ""
    is_due: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionHeard:
    """What a third party or another body was asked, and what it said."""

    party: str
    asked_on: date
    limit: date | None = None
    answered_on: date | None = None
    opinion: str = ""  # in Chinese
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceProof:
    """How a letter reached the applicant, or came back."""

    letter: str
    method: str  # in Chinese
    posted_on: date | None = None
    signed_on: date | None = None
    returned_on: date | None = None
    tracking: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachedPaper:
    """A paper from outside that is kept as a file; the reader finds it by its SHA-256."""

    line: int
    name: str
    kind: str  # in Chinese
    type: str  # in Chinese
    size: str
    added: str  # the day, and by whom
    sha256: str
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """What stands in the file besides the letters; a part about which nothing is on record is left out.

    `dated` is the day the file is bound; `bound_by` (立卷人) may be left to be signed.
    """

    office: str
    ref: str
    subject: str
    applicant: str
    received_on: date
    closed_on: date | None
    outcome: str  # in Chinese
    particulars: tuple[tuple[str, str], ...]  # the request as registered: name and value
    course: tuple[CourseLine, ...] = ()
    clock: tuple[ClockDay, ...] = ()
    opinions: tuple[OpinionHeard, ...] = ()
    proofs: tuple[ServiceProof, ...] = ()
    attachments: tuple[AttachedPaper, ...] = ()
    note: str = ""
    bound_by: str = ""
    dated: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosed:
    """A paper bound into the file as it was issued."""

    title: str
    number: str
    dated: date
    pdf: bytes


def case_file(
    front: CaseFile, enclosed: Sequence[Enclosed], *, font_dirs: Sequence[str | Path] = ()
) -> bytes:
    """Cover, index, record, the enclosed papers and the back note as one PDF; the same input, the same bytes.

    Pages are numbered from the first paper behind the index, the enclosed ones too: 第 n 页 is stamped into
    their upper right corner. What the office prints here is PDF/A, but the whole is not, nor is it tagged:
    papers of any origin are bound in. Actions and scripts of the enclosed papers do not come along.

    Raises:
        Refused: an enclosed paper is damaged or locked (it is named), or no font has a character.
    """
    papers = [open_paper(paper.title, paper.pdf) for paper in enclosed]
    listed = [
        {"title": paper.title, "number": paper.number, "dated": paper.dated, "pages": len(opened)}
        for paper, opened in zip(enclosed, papers, strict=True)
    ]
    told = _told(front) | {"enclosed": listed}
    front_pdf = press("case_file.typ", told, front.dated, font_dirs)
    bound = Bound(front_pdf, [paper.title for paper in enclosed], papers)
    stamps = {"office": front.office, "first": bound.numbered + 1, "last": bound.last}
    back = {"bound_by": front.bound_by, "note": front.note, "dated": front.dated, "pages": bound.last}
    return bind(
        bound,
        stamps=press("stamps.typ", stamps, front.dated, font_dirs) if papers else b"",
        back=press(
            "back.typ", {"office": front.office, "pieces": bound.pieces} | back, front.dated, font_dirs
        ),
        title=f"{front.ref} {front.subject}",
        author=front.office,
        day=front.dated,
    )


def _told(front: CaseFile) -> dict[str, Any]:
    told = asdict(front)
    for day in told["clock"]:
        day["weekday"] = WEEKDAYS[day["on"].weekday()]
    return told
