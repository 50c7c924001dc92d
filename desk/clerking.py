"""What a clerk does with a letter, from the case to the frozen files: none can contradict the case."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from desk.letterbox import Draft, drafts, latest
from desk.numbering import series_of
from desk.office import House
from desk.press import printed
from letters import kept
from letters.parts import Parts
from letters.reading import read_docx
from letters.render import Render
from workflow.casework import Actor, Done, look
from workflow.documents import Document, digest_of
from workflow.errors import BadInput, Refused
from workflow.paperwork import Printed, Told, draft, edit, issue


@dataclass(frozen=True, slots=True)
class Clerk:
    """Somebody who handles letters in an office, at a moment; `fill` words them (see `desk.press`)."""

    house: House
    actor: Actor
    fill: Render
    now: datetime


def make_drafts(clerk: Clerk, ref: str, *, kind: str = "", every: bool = False) -> list[Document]:
    """Draft the letters that the last act calls for, or those of a kind, or every one; all or none.

    Raises:
        Refused: a letter lacks facts, would promise a provisional day, or has been issued already.
    """
    house = clerk.house
    done = look(house.office, ref)
    found = drafts(house, done, clerk.fill, kind) if kind or every else latest(house, done, clerk.fill)
    with house.ledger.transaction():
        return [_keep(clerk, ref, each) for each in found]


def _keep(clerk: Clerk, ref: str, made: Draft) -> Document:
    told = Told(ref, made.line, made.letter.kind)
    return draft(clerk.house.office, told, kept.keep(made.parts), clerk.actor, now=clerk.now)


def take_back(clerk: Clerk, document: Document, file: Path) -> Document:
    """Take a letter back that somebody has finished by hand in Word or WPS.

    Its words may change; whom it is to, whose it is, its day and its remedies come from the case.

    Raises:
        BadInput: the file cannot be read.
        Refused: it holds what a letter cannot carry, or contradicts the case.
    """
    called_for = _called_for(clerk, document)
    try:
        data = file.read_bytes()
    except OSError as fault:
        raise BadInput("unreadable", "{path} cannot be read: {fault}", path=file, fault=fault) from None
    parts = replace(read_docx(data, called_for.parts), number="")
    _agree(parts, called_for)
    return edit(clerk.house.office, document, kept.keep(parts), clerk.actor, now=clerk.now)


def _agree(parts: Parts, called_for: Draft) -> None:
    """What follows from the case is not the file's to say."""
    for name in ("title", "addressee", "signoff", "day", "annexes"):
        told, true = getattr(parts, name), getattr(called_for.parts, name)
        if told != true:
            raise Refused(
                "contradicts_the_case",
                "The file says “{told}” where the case says “{true}”.",
                told=told,
                true=true,
            )
    if called_for.parts.body[0] not in parts.body:
        raise Refused(
            "another_case",
            "The file lacks the paragraph that says which request it answers: {text}",
            text=called_for.parts.body[0],
        )
    if called_for.remedies and called_for.remedies not in parts.body:
        raise Refused(
            "remedies_changed", "The remedies paragraph must stay as it is: {text}", text=called_for.remedies
        )


def issue_letter(clerk: Clerk, document: Document, on: date) -> tuple[Document, Done]:
    """Issue a letter of a case under the next number of its series, both files frozen.

    Raises:
        Refused: the case has changed since it was drafted; it is dated later; it must be signed; a character
            has no font.
    """
    house = clerk.house
    _called_for(clerk, document)
    parts = kept.recall(document.words)
    if on < parts.dated:
        raise Refused(
            "issued_before_its_date",
            "The letter is dated {dated}; it cannot be issued on {on}.",
            dated=parts.dated,
            on=on,
        )

    def press(number: str) -> Printed:
        return printed(replace(parts, number=number), house.config)

    unit = house.ledger.units()[look(house.office, document.ref).record.request.unit].name
    series = series_of(house.config.letters, unit, document.kind, on.year)
    return issue(house.office, document, series, press, clerk.actor, on=on, now=clerk.now)


def _called_for(clerk: Clerk, document: Document) -> Draft:
    """The letter as the case calls for it now; it must be the one that was drafted.

    Raises:
        Refused: the case has changed since.
    """
    done = look(clerk.house.office, document.ref)
    for each in drafts(clerk.house, done, clerk.fill, document.kind):
        if each.line == document.line and digest_of(kept.keep(each.parts)) == document.composed:
            return each
    raise Refused(
        "draft_stale", "{ref} has changed since this letter was drafted: draft it again.", ref=document.ref
    )


def printed_draft(house: House, document: Document) -> Printed:
    """A letter that has not been issued, on paper.

    Raises:
        Refused: no font has one of its characters.
    """
    return printed(kept.recall(document.words), house.config)


def frozen(house: House, document: Document) -> Printed:
    """A letter byte for byte as it was issued.

    Raises:
        Broken: a file is missing, or has been changed.
    """
    return Printed(house.ledger.file(document.docx), house.ledger.file(document.pdf))
