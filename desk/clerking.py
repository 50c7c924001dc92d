"""What a clerk does with a letter, from the case to the frozen files: none can contradict the case."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import zip_longest

from desk.letterbox import called_for, pick
from desk.numbering import series_of
from desk.office import House
from desk.press import printed
from desk.unit_letters import letters_of_unit
from desk.wording import Worded, word
from letters import kept
from letters.compose import plain
from letters.parts import Annex, Parts
from letters.reading import read_docx
from letters.render import Render
from workflow.again import until_kept
from workflow.casework import Actor, Done, look
from workflow.documents import Document, digest_of
from workflow.errors import Refused
from workflow.ledger import Record
from workflow.paperwork import Printed, Told, check_unissued, draft, edit, issue, sign
from workflow.vocabulary import DocumentStatus


@dataclass(frozen=True, slots=True)
class Clerk:
    """Somebody who handles letters in an office, at a moment; `fill` words them (see `desk.press`)."""

    house: House
    actor: Actor
    fill: Render
    now: datetime


@until_kept
def letters_wanted(
    clerk: Clerk, ref: str, *, kind: str = "", line: int = 0, every: bool = False
) -> list[Document]:
    """The letters a case calls for, each as it was issued in these words, else as a draft; all or none.

    Those of the last act, or of one `line`, the last of a `kind`, or `every` one.

    Raises:
        Refused: a letter lacks facts, would promise a provisional day, or was issued in other words; or none
            such is called for.
    """
    house = clerk.house
    done = look(house.office, ref)
    wanted = pick(called_for(house.office.law, done), kind=kind, line=line, every=every)
    if not wanted:
        raise Refused("no_letter_called_for", "{ref} calls for no such letter yet.", ref=ref)
    worded = [(called, word(house, done.record, called, clerk.fill)) for called in wanted]
    with house.ledger.transaction():
        return [_keep(clerk, Told(ref, *called.place), made) for called, made in worded]


def make_drafts(
    clerk: Clerk, ref: str, *, kind: str = "", line: int = 0, every: bool = False
) -> list[Document]:
    """Draft the letters a case calls for (see `letters_wanted`), those passed over that were issued already.

    Raises:
        Refused: as `letters_wanted`; or every one was issued already.
    """
    found = letters_wanted(clerk, ref, kind=kind, line=line, every=every)
    drafted = [document for document in found if document.status is not DocumentStatus.ISSUED]
    if not drafted:
        check_unissued(found[-1])
    return drafted


def _keep(clerk: Clerk, told: Told, made: Worded) -> Document:
    return draft(clerk.house.office, told, kept.keep(made.parts), clerk.actor, now=clerk.now)


def take_back(clerk: Clerk, document: Document, file: bytes) -> Document:
    """Take a letter back that somebody has finished by hand in Word or WPS, as DOCX.

    Its words may change; whom it is to, whose it is, its day and its remedies come from the case.

    Raises:
        BadInput: the file is no DOCX.
        Refused: it holds what a letter cannot carry, or contradicts the case.
    """
    _, wanted = as_drafted(clerk, document)
    return _finished(clerk, document, replace(read_docx(file, wanted.parts), number=""), wanted)


def reword(clerk: Clerk, document: Document, body: Iterable[str], note: Iterable[str]) -> Document:
    """Give a letter another text and other lines below its day, a paragraph each; empty ones vanish.

    Raises:
        Refused: the text contradicts the case, or lacks what the case asks it to tell.
    """
    _, wanted = as_drafted(clerk, document)
    body, note = (tuple(filter(None, map(plain, lines))) for lines in (body, note))
    return _finished(clerk, document, replace(wanted.parts, body=body, note=note), wanted)


def _finished(clerk: Clerk, document: Document, parts: Parts, wanted: Worded) -> Document:
    _agree(parts, wanted)
    return edit(clerk.house.office, document, kept.keep(parts), clerk.actor, now=clerk.now)


def _agree(parts: Parts, wanted: Worded) -> None:
    """What follows from the case is not the file's to say."""
    for name in ("title", "addressee", "signoff", "day"):
        told, true = getattr(parts, name), getattr(wanted.parts, name)
        if told != true:
            raise Refused(
                "contradicts_the_case",
                "The file says “{told}” where the case says “{true}”.",
                told=told,
                true=true,
            )
    for told, true in zip_longest(parts.annexes, wanted.parts.annexes, fillvalue=Annex("—", ())):
        _agree_annex(told, true)
    if wanted.parts.body[0] not in parts.body:
        raise Refused(
            "another_case",
            "The file lacks the paragraph that says which request it answers: {text}",
            text=wanted.parts.body[0],
        )
    if wanted.remedies and wanted.remedies not in parts.body:
        raise Refused(
            "remedies_changed", "The remedies paragraph must stay as it is: {text}", text=wanted.remedies
        )


def _agree_annex(told: Annex, true: Annex) -> None:
    """The first line that differs is told, or that one of them lacks."""
    for line, wanted in zip_longest((told.title, *told.lines), (true.title, *true.lines), fillvalue="—"):
        if line != wanted:
            raise Refused(
                "contradicts_the_case",
                "In the annex {annex} the file says “{told}” where the case says “{true}”.",
                annex=true.title,
                told=line,
                true=wanted,
            )


def sign_letter(clerk: Clerk, document: Document) -> Document:
    """Put the head's name under a letter that the case still calls for.

    Raises:
        Refused: the case has changed since it was drafted; only heads sign; another must sign it.
    """
    as_drafted(clerk, document)
    return sign(clerk.house.office, document, clerk.actor, now=clerk.now)


def issue_letter(clerk: Clerk, document: Document, on: date) -> tuple[Document, Done]:
    """Issue a letter of a case under the next number of its series, both files frozen.

    Raises:
        Refused: the case has changed since it was drafted; it is dated later; it must be signed; a character
            has no font.
        Conflict: the case changes at this very moment.
    """
    house = clerk.house
    record, _ = as_drafted(clerk, document)
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

    letters = letters_of_unit(house.config.letters, house.ledger.units(), record.request.unit)
    series = series_of(letters, document.kind, on.year)
    return issue(
        house.office, document, series, press, clerk.actor, on=on, now=clerk.now, seen=record.version
    )


def as_drafted(clerk: Clerk, document: Document) -> tuple[Record, Worded]:
    """The case as it is, and a letter that has not been issued as the case calls for it: as it was drafted.

    Raises:
        Refused: the case has changed since.
    """
    house, ref = clerk.house, document.ref
    done = look(house.office, ref)
    places = {called.place: called for called in called_for(house.office.law, done)}
    called = places.get((document.line, document.kind))
    if called is None:
        raise Refused(
            "not_called_for",
            "{ref} does not call for this letter any more: entry {line} was taken back or says otherwise."
            " Discard it: foi letter discard {ref} --line {line}",
            ref=ref,
            line=document.line,
        )
    worded = word(house, done.record, called, clerk.fill)
    if digest_of(kept.keep(worded.parts)) != document.composed:
        raise Refused(
            "draft_stale", "{ref} has changed since this letter was drafted: draft it again.", ref=ref
        )
    return done.record, worded


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
