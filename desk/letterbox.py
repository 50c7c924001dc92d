"""Letters written from a case: which are called for, and each put on paper. A draft is not a fact."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desk.letter_facts import letter_facts
from desk.office import House
from letters.catalogue import Letter, letters_for
from letters.compose import LetterContext, compose
from letters.parts import Parts
from letters.pdf import write_pdf
from letters.word import write_docx
from workflow.case import Case
from workflow.casework import Done
from workflow.corrections import as_corrected
from workflow.entries import Entry, in_legal_order
from workflow.errors import Refused
from workflow.law import Law
from workflow.replay import replay
from workflow.vocabulary import Action, ApplicantKind, Outcome, Party

A = Action
#: What somebody must be told of in writing.
TOLD = (
    A.RECEIVE,
    A.ASK_CLARIFICATION,
    A.EXTEND,
    A.DEFER,
    A.ASK_REASONS,
    A.CONSULT,
    A.OVERRIDE_THIRD_PARTY,
    A.CHARGE_FEE,
    A.ANSWER,
    A.LAPSE,
    A.WITHDRAW,
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter ready to be printed; `line` is the entry it tells of."""

    letter: Letter
    line: int
    parts: Parts


def drafts(house: House, done: Done, kind: str = "") -> list[Draft]:
    """The letters a case has called for so far, or those of one kind.

    Raises:
        Refused: a letter lacks facts, or would promise a provisional day; or none of that kind is called for.
    """
    found = [
        _draft(house, done, entry, then, letter)
        for entry, then in _told(house.office.law, done)
        for letter in _letters(done, entry, then)
        if kind in ("", letter.kind)
    ]
    if not found:
        raise Refused("no_letter_called_for", "{ref} calls for no such letter yet.", ref=done.record.ref)
    return found


def latest(house: House, done: Done) -> list[Draft]:
    """The letters that the last act somebody must be told of calls for."""
    entry, then = list(_told(house.office.law, done))[-1]
    return [_draft(house, done, entry, then, letter) for letter in _letters(done, entry, then)]


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


def _told(law: Law, done: Done) -> Iterator[tuple[Entry, Case]]:
    """The entries somebody must be told of, each with the case as it stood when it had taken effect."""
    happened = in_legal_order(as_corrected(done.record.entries))
    for n, entry in enumerate(happened, start=1):
        if entry.action in TOLD and not entry.irregular:
            yield entry, replay(law, happened[:n], recorded=done.record.version)


def _letters(done: Done, entry: Entry, then: Case) -> tuple[Letter, ...]:
    outcome = then.outcome if entry.action in (A.ANSWER, A.LAPSE, A.WITHDRAW) else None
    party = Party.of(entry.facts.get("party", Party.THIRD_PARTY)) if entry.action is A.CONSULT else None
    return letters_for(done.case.statute.id, entry.action, outcome, party)


def _draft(house: House, done: Done, entry: Entry, then: Case, letter: Letter) -> Draft:
    request, facts = done.record.request, letter_facts(done, then, entry)
    context = LetterContext(
        office=house.ledger.units()[request.unit].name,
        ref=done.record.ref,
        applicant="、".join(applicant.name for applicant in request.applicants),
        organisation=done.case.kind is not ApplicantKind.NATURAL,
        subject=request.subject,
        received_on=done.case.received_on,
        channel=done.case.channel.zh,
        dated=entry.on,
        remedies=_remedies(house, done.case, letter.remedy_of, entry),
        facts={name: value for name, value in facts.items() if name in letter.facts},
    )
    return Draft(letter, entry.line, compose(letter, context))


def _remedies(house: House, case: Case, outcome: Outcome | None, entry: Entry) -> str:
    """The remedies paragraph the law asks for in a letter of that day, with the bodies of the office."""
    remedy = case.statute.remedy(outcome, entry.on) if outcome else None
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
