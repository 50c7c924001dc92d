"""The letters a case calls for, each worded from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from desk.letter_facts import goes_by_net, letter_facts
from desk.office import House
from letters.catalogue import Letter, letters_for
from letters.compose import LetterContext, compose, plain
from letters.parts import Parts
from letters.render import Render
from workflow.case import Case
from workflow.casework import Done
from workflow.corrections import as_corrected
from workflow.entries import Entry, in_legal_order
from workflow.errors import Refused
from workflow.law import Law
from workflow.remedies import decided
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

#: The acts whose letters tell what the addressee can do against them.
TELLS_REMEDIES = (A.ANSWER, A.LAPSE, A.WITHDRAW, A.OVERRIDE_THIRD_PARTY)


class Moment(NamedTuple):
    """An entry somebody must be told of, and the case as it stood when it had taken effect."""

    entry: Entry
    then: Case


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter as the case calls for it.

    `line` is the entry it tells of, `remedies` the paragraph its body must hold.
    """

    letter: Letter
    line: int
    parts: Parts
    remedies: str


def drafts(house: House, done: Done, fill: Render, kind: str = "") -> list[Draft]:
    """The letters a case has called for so far, or those of one kind.

    Raises:
        Refused: a letter lacks facts, or would promise a provisional day; or none of that kind is called for.
    """
    found = [
        _draft(house, done, moment, letter, fill)
        for moment in _told(house.office.law, done)
        for letter in _letters(moment)
        if kind in ("", letter.kind)
    ]
    if not found:
        raise Refused("no_letter_called_for", "{ref} calls for no such letter yet.", ref=done.record.ref)
    return found


def latest(house: House, done: Done, fill: Render) -> list[Draft]:
    """The letters that the last act somebody must be told of calls for."""
    moment = list(_told(house.office.law, done))[-1]
    return [_draft(house, done, moment, letter, fill) for letter in _letters(moment)]


def _told(law: Law, done: Done) -> Iterator[Moment]:
    standing = as_corrected(done.record.entries)
    happened = [entry for entry in in_legal_order(standing) if entry.action is not A.CORRECT_ENTRY]
    for n, entry in enumerate(happened, start=1):
        if entry.action in TOLD and not entry.irregular:
            yield Moment(entry, replay(law, happened[:n], recorded=done.record.version))


def _letters(moment: Moment) -> tuple[Letter, ...]:
    entry, then = moment
    party = Party.of(entry.facts.get("party", Party.THIRD_PARTY)) if entry.action is A.CONSULT else None
    return letters_for(then.statute.id, entry.action, _outcome(entry, then), party)


def _outcome(entry: Entry, then: Case) -> Outcome | None:
    """The outcome the letter tells; none where its items have unlike ones and none of them is given."""
    if entry.action not in (A.ANSWER, A.LAPSE, A.WITHDRAW):
        return None
    unlike = len(then.outcomes) > 1 and then.outcome is not Outcome.PARTIAL
    return None if unlike else then.outcome


def _draft(house: House, done: Done, moment: Moment, letter: Letter, fill: Render) -> Draft:
    entry, then = moment
    request, letters = done.record.request, house.config.letters
    context = LetterContext(
        office=house.ledger.units()[request.unit].name,
        ref=done.record.ref,
        applicant="、".join(applicant.name for applicant in request.applicants),
        organisation=done.case.kind is not ApplicantKind.NATURAL,
        subject=request.subject,
        received_on=done.case.received_on,
        channel=done.case.channel.zh,
        dated=entry.on,
        remedies=_remedies(house, moment, letter, by_net=goes_by_net(done, entry)),
        red_head=letters.red_head,
        sealed=letters.seal,
        facts={"clerk_contact": letters.contact, **letter_facts(done, then, entry)},
        items=entry.facts.get("items", ()),
    )
    return Draft(letter, entry.line, compose(letter, context, fill), plain(context.remedies))


def _remedies(house: House, moment: Moment, letter: Letter, *, by_net: bool) -> str:
    """The remedies paragraph the law asks for in a letter of that day, with the bodies of the office.

    《行政复议法》（2023年修订）第二十二条第二款: 通过互联网渠道送达…的，应当同时提供提交行政复议申请书的
    互联网渠道.
    """
    entry, then = moment
    ground = entry.facts.get("ground", "")
    of_letter = decided(letter.remedy_of, ground) if letter.remedy_of and not then.items else None
    told = (
        then.statute.strictest(of_letter or then.decisions, entry.on)
        if entry.action in TELLS_REMEDIES
        else None
    )
    if told is None:
        return ""
    online = then.statute.online_remedy(entry.on) if by_net else None
    text = told.text + (online.text if online else "")
    letters = house.config.letters
    bodies = {
        "review_body": letters.review_body,
        "court": letters.court,
        "online_review": letters.online_review,
    }
    for name, body in bodies.items():
        if f"{{{name}}}" in text and not body:
            raise Refused(
                "no_remedy_body",
                "The remedies paragraph needs [letters] {name} in the configuration.",
                name=name,
            )
    return text.format(**bodies)
