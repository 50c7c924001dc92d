"""Letters written from a case: what its entries and its clock know becomes the facts of the letter."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from desk.office import House
from letters.catalogue import Letter, letter_for, letter_of_kind
from letters.compose import LetterContext, Parts, compose
from letters.pdf import write_pdf
from letters.word import write_docx
from workflow.case import Case
from workflow.casework import Done
from workflow.corrections import as_corrected
from workflow.entries import Entry, in_legal_order
from workflow.errors import Refused
from workflow.law import Law
from workflow.replay import replay
from workflow.vocabulary import Action, ApplicantKind, DeadlineKind, Outcome, ServiceMethod


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter ready to be printed; `line` is the entry it tells of. A draft is not a fact."""

    letter: Letter
    line: int
    parts: Parts


def drafts(house: House, done: Done, kind: str = "") -> list[Draft]:
    """The letters a case calls for, one for each entry somebody must be told of, or those of one kind.

    Raises:
        Refused: a letter lacks facts, or would quote a provisional day; or no entry calls for that kind.
    """
    wanted = letter_of_kind(done.case.statute.id, kind) if kind else None
    found = [
        Draft(letter, entry.line, compose(letter, _context(house, done, letter, entry)))
        for entry, letter in _called_for(done)
        if isinstance(letter, Letter) and wanted in (None, letter)
    ]
    if not found:
        raise Refused("no_letter_called_for", "{ref} calls for no such letter yet.", ref=done.record.ref)
    return found


def latest(house: House, done: Done) -> Draft:
    """The letter the last such entry calls for."""
    _, letter = list(_called_for(done))[-1]
    if isinstance(letter, Refused):
        raise letter
    return drafts(house, done, letter.kind)[-1]


def write(draft: Draft, ref: str, folder: Path, fonts: str) -> tuple[Path, Path]:
    """Write a draft as DOCX, to edit, and as PDF/A, to send; both or neither."""
    font_dirs = (Path(fonts),) if fonts else ()
    docx, pdf = write_docx(draft.parts), write_pdf(draft.parts, font_dirs=font_dirs)
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{ref}-{draft.line}-{draft.letter.kind}"
    paths = folder / f"{name}.docx", folder / f"{name}.pdf"
    paths[0].write_bytes(docx)
    paths[1].write_bytes(pdf)
    return paths


def _called_for(done: Done) -> Iterator[tuple[Entry, Letter | Refused]]:
    """The entries somebody must be told of, each with its letter, or why there is none."""
    for entry in in_legal_order(as_corrected(done.record.entries)):
        if entry.irregular or entry.action not in (
            Action.RECEIVE,
            Action.ASK_CLARIFICATION,
            Action.EXTEND,
            Action.ANSWER,
        ):
            continue
        outcome = Outcome.of(entry.facts["outcome"]) if entry.action is Action.ANSWER else None
        try:
            yield entry, letter_for(done.case.statute.id, entry.action, outcome)
        except Refused as none:
            yield entry, none


def _context(house: House, done: Done, letter: Letter, entry: Entry) -> LetterContext:
    request = done.record.request
    unit = house.ledger.units()[request.unit]
    return LetterContext(
        office=unit.name,
        ref=done.record.ref,
        applicant="、".join(applicant.name for applicant in request.applicants),
        organisation=done.case.kind is not ApplicantKind.NATURAL,
        subject=request.subject,
        received_on=done.case.received_on,
        channel=done.case.channel.zh,
        dated=entry.on,
        remedies=_remedies(house, done.case, entry),
        facts={
            name: value
            for name, value in _facts(house.office.law, done, entry).items()
            if name in letter.facts
        },
    )


def _facts(law: Law, done: Done, entry: Entry) -> dict[str, Any]:
    """What the letter of an entry may tell: its own facts, and the days the clock knew then."""
    then = _as_of(law, done, entry)
    facts = dict(entry.facts)
    match entry.action:
        case Action.RECEIVE:
            if not then.clock.reply.provisional:
                facts["due"] = then.clock.reply.due_on
        case Action.ASK_CLARIFICATION:
            asked = [d.due_on for d in then.clock.deadlines if d.kind is DeadlineKind.CLARIFICATION]
            facts["clarify_by"] = asked[-1] if asked else None
        case Action.EXTEND:
            facts |= {
                "old_due": _firm(then.clock.first_limit, then),
                "new_due": _firm(then.clock.reply.due_on, then),
            }
        case Action.ANSWER:
            facts.setdefault("way", _way(done))
    return {name: value for name, value in facts.items() if value not in (None, "")}


def _as_of(law: Law, done: Done, entry: Entry) -> Case:
    """The case as it stood when the entry had taken effect."""
    earlier = in_legal_order(as_corrected(done.record.entries))
    return replay(law, earlier[: earlier.index(entry) + 1], recorded=done.record.version)


def _firm(day: date | None, case: Case) -> date | None:
    """A day a letter may promise.

    Raises:
        Refused: the next holiday notice can still move it.
    """
    if day and case.clock.workdays.is_provisional(day):
        raise Refused(
            "provisional_day",
            "No letter can promise {day}: it is provisional until the notice for {year} is on file."
            " Add it: foi calendar add FILE",
            day=day,
            year=case.clock.workdays.published_through + 1,
        )
    return day


def _way(done: Done) -> str:
    """How the information is supplied: as recorded, as asked for, or as the reply was served."""
    request = done.record.request
    asked = "，".join(filter(None, (request.form_of_supply, request.way)))
    served = [e.facts.get("method") for e in done.record.entries if e.action is Action.SERVE]
    if asked or not served or not served[-1]:
        return asked
    return ServiceMethod.of(served[-1]).zh + "提供"


def _remedies(house: House, case: Case, entry: Entry) -> str:
    if entry.action is not Action.ANSWER:
        return ""
    remedy = case.statute.remedy(Outcome.of(entry.facts["outcome"]), entry.on)
    if remedy is None:
        return ""
    bodies = {"review_body": house.config.letters.review_body, "court": house.config.letters.court}
    for name, body in bodies.items():
        if f"{{{name}}}" in remedy.text and not body:
            raise Refused(
                "no_remedy_body",
                "The remedies paragraph needs [letters] {name} in the configuration.",
                name=name,
            )
    return remedy.text.format(**bodies)
