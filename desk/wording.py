"""The words of a letter a case has called for, with the remedies that hold on its day."""

from dataclasses import dataclass

from desk.config import LettersConfig
from desk.letter_facts import letter_facts
from desk.letterbox import Called
from desk.office import House
from desk.reply_way import reply_way
from desk.unit_letters import letters_of_unit
from letters.compose import LetterContext, compose, plain
from letters.parts import Parts
from letters.render import Render
from workflow.errors import Refused
from workflow.ledger import Record, Request
from workflow.remedies import Remedy, decided
from workflow.vocabulary import Action, ApplicantKind, ServiceMethod

A = Action
#: The acts whose letters tell what the addressee can do against them.
TELLS_REMEDIES = (A.ANSWER, A.LAPSE, A.WITHDRAW, A.OVERRIDE_THIRD_PARTY)


@dataclass(frozen=True, slots=True)
class Worded:
    """A letter as the case calls for it; `remedies` is the paragraph its body must hold."""

    parts: Parts
    remedies: str


def word(house: House, record: Record, called: Called, fill: Render) -> Worded:
    """Word a letter from its case.

    Raises:
        Refused: it lacks facts, would promise a provisional day, or tells of a body the configuration lacks.
    """
    entry, then, request = called.entry, called.then, record.request
    units = house.ledger.units()
    letters = letters_of_unit(house.config.letters, units, request.unit)
    context = LetterContext(
        office=units[request.unit].name,
        ref=record.ref,
        applicant="、".join(applicant.name for applicant in request.applicants),
        organisation=then.kind is not ApplicantKind.NATURAL,
        subject=request.subject,
        received_on=then.received_on,
        channel=then.channel.zh,
        dated=entry.on,
        remedies=_remedies(called, letters, by_net=_goes_by_net(called, request)),
        red_head=letters.red_head,
        sealed=letters.seal,
        facts={"clerk_contact": letters.contact, **letter_facts(request, called.happened, then)},
        items=entry.facts.get("items", ()),
    )
    return Worded(compose(called.letter, context, fill), plain(context.remedies))


def lacks_online_review(called: Called, parts: Parts) -> bool:
    """Whether a letter tells of remedies, but not where review is asked for online: it must not go by net.

    《行政复议法》（2023年修订）第二十二条第二款: 通过互联网渠道送达…的，应当同时提供提交行政复议申请书的
    互联网渠道.
    """
    online = called.then.statute.online_remedy(called.entry.on).partition("{")[0]
    return bool(online) and _remedy(called) is not None and online not in "".join(parts.body)


def _goes_by_net(called: Called, request: Request) -> bool:
    """Whether the letter is sent by net; what the applicant asked for says nothing of a third party's."""
    way = reply_way(request, called.then.channel, called.entry)
    return called.letter.to == "applicant" and way is ServiceMethod.ONLINE


def _remedy(called: Called) -> Remedy | None:
    """The remedies the law asks a letter of that day to tell, the strictest of all its items."""
    letter, then = called.letter, called.then
    if called.entry.action not in TELLS_REMEDIES:
        return None
    ground = called.entry.facts.get("ground", "")
    of_letter = decided(letter.remedy_of, ground) if letter.remedy_of and not then.items else None
    return then.statute.strictest(of_letter or then.decisions, called.entry.on)


def _remedies(called: Called, letters: LettersConfig, *, by_net: bool) -> str:
    """The paragraph of the remedies, with the bodies of the office or the unit."""
    remedy = _remedy(called)
    if remedy is None:
        return ""
    text = remedy.text + (called.then.statute.online_remedy(called.entry.on) if by_net else "")
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
