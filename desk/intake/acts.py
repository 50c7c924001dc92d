"""The acts a row tells of, and those it leaves out: these are implied, and marked assumed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from desk.intake.row import Span, Told
from workflow.case import NEEDS_ACCEPTANCE
from workflow.casework import Act
from workflow.statute import Statute
from workflow.vocabulary import Action, Effect, Outcome, ServiceMethod
from workflow.workdays import Workdays

A = Action

#: Where the words of 理由依据 belong; elsewhere they are the reason.
GROUND_IS = {
    Outcome.ALREADY_PUBLIC: "where",
    Outcome.NOT_OURS: "right_body",
    Outcome.NOT_EXIST: "search",
}
ASSUMED = {"assumed": True}


@dataclass(frozen=True, slots=True)
class Step:
    """An act, and the field of the cell to blame when it cannot have happened."""

    act: Act
    blame: str


@dataclass(slots=True)
class Story:
    """The acts of one row in the making."""

    told: Told
    statute: Statute
    workdays: Workdays
    steps: list[Step] = field(default_factory=list)

    def add(
        self, action: Action, on: date, blame: str, facts: Mapping[str, object], *, assumed: bool = False
    ) -> None:
        """Tell one act; facts that say nothing are left out."""
        said = {name: value for name, value in facts.items() if value not in ("", None)}
        self.steps.append(Step(Act(action, on, {**said, **ASSUMED} if assumed else said), blame))


def steps_of(told: Told, statute: Statute, workdays: Workdays) -> list[Step]:
    """The acts of a row in the order they took effect, the receipt apart."""
    story = Story(told, statute, workdays)
    _fee(story)
    for span in _clarifications(told):
        _clarification(story, span)
    for span in told.consultations:
        _consultation(story, span)
    _extension(story)
    _ending(story)
    # A lapse needs an acceptance too, but only for the want of a fee, which has asked for one already.
    if any(step.act.action in NEEDS_ACCEPTANCE - {A.LAPSE} for step in story.steps):
        accepted = Act(A.ACCEPT, told.receipt.on, ASSUMED)
        story.steps.insert(0, Step(accepted, "received"))
    return sorted(story.steps, key=lambda step: step.act.on)


def _lapsed(told: Told, outcome: Outcome) -> bool:
    return told.reading is not None and told.reading.outcome is outcome


def _fee(story: Story) -> None:
    """The fee. One without a day is put on the day of receipt, where it changes no deadline."""
    told, received = story.told, story.told.receipt.on
    nothing = not told.amount and not _lapsed(told, Outcome.FEE_LAPSED)
    if not (told.charged or told.paid) and nothing:
        return
    facts = {"amount": told.amount}
    # Paid after the reply: no clock waits for it any more.
    late = told.paid if told.paid and told.answered and told.paid > told.answered else None
    charged = told.charged or (told.paid if not late else None) or received
    note = f"缴费日期：{late}" if late else ""
    story.add(A.CHARGE_FEE, charged, "charged", facts | {"note": note}, assumed=not told.charged)
    if told.paid and not late:
        story.add(A.PAY_FEE, told.paid, "paid", facts)
    elif not told.paid and not told.charged and not _lapsed(told, Outcome.FEE_LAPSED):
        story.add(A.PAY_FEE, received, "amount", facts, assumed=True)


def _clarifications(told: Told) -> tuple[Span, ...]:
    """The clarifications told of; a lapse for the want of one needs at least the notice."""
    if told.clarifications or not _lapsed(told, Outcome.CLARIFICATION_LAPSED):
        return told.clarifications
    return (Span("", None, None, None),)


def _clarification(story: Story, span: Span) -> None:
    """One round. A day that is not told is put where it gives the office not a day more."""
    told, end = story.told, span.ending
    asked = span.asked or _notice_nobody_dated(story, span)
    days = story.workdays.between(span.asked, span.by) if span.asked and span.by else 0
    facts = {"answer_within_days": days or None}
    story.add(A.ASK_CLARIFICATION, asked, f"asked{end}", facts, assumed=span.asked is None)
    if span.ended:
        story.add(A.CLARIFY, span.ended, f"clarified{end}", {})
    elif _was_taken_up(told, span):
        story.add(A.CLARIFY, asked, f"clarified{end}", {}, assumed=True)


def _notice_nobody_dated(story: Story, span: Span) -> date:
    """The day of a notice that is not told: where its answer restarts the clock, no earlier day matters."""
    restarts = story.statute.clock[A.CLARIFY].effect is Effect.RESTART
    if span.ended and not restarts:
        return span.ended
    earlier = [s.ended for s in story.told.clarifications if s.ended and s.number < span.number]
    return max([story.told.receipt.on, *earlier])


def _was_taken_up(told: Told, span: Span) -> bool:
    """Whether what came later needs the applicant to have clarified."""
    if any(later.number > span.number for later in told.clarifications):
        return True
    stays_open = (Outcome.WITHDRAWN, Outcome.CLARIFICATION_LAPSED)
    return told.reading is not None and told.reading.outcome not in stays_open


def _consultation(story: Story, span: Span) -> None:
    """One consultation. The reply ends it at the latest: nobody waited any longer."""
    told, end = story.told, span.ending
    several = {"with": f"第{span.number}次征求意见"} if len(told.consultations) > 1 else {}
    ended = span.ended
    if told.answered and (ended is None or ended > told.answered):
        ended = told.answered
    asked = span.asked or ended
    if asked:
        story.add(A.CONSULT, asked, f"consulted{end}", several, assumed=span.asked is None)
    if ended:
        late = ended != span.ended
        note = f"意见收到日期：{span.ended}" if late and span.ended else ""
        story.add(A.END_CONSULTATION, ended, f"opinion{end}", several | {"note": note}, assumed=late)


def _extension(story: Story) -> None:
    """The extension. The day it was granted moves nothing, as long as no later restart forgets it."""
    told = story.told
    if not (told.extended or told.extension):
        return
    restarts = [told.paid, *(span.ended for span in told.clarifications)]
    on = told.extended or max([told.receipt.on, *filter(None, restarts)])
    story.add(A.EXTEND, on, "extended", {"days": told.extension}, assumed=told.extended is None)


def _ending(story: Story) -> None:
    """The answer and its service; a withdrawal and a lapse are acts of their own."""
    told = story.told
    if told.answered is None or told.reading is None:
        return
    outcome, assumed = told.reading.outcome, told.reading.assumed
    note = f"办理结果：{told.words}" if assumed else ""
    if outcome is Outcome.WITHDRAWN:
        _ended(story, A.WITHDRAW, told.answered, "reason", note)
    elif outcome in (Outcome.CLARIFICATION_LAPSED, Outcome.FEE_LAPSED):
        _ended(story, A.LAPSE, told.answered, "why", note)
    else:
        name = GROUND_IS.get(outcome, "reason")
        ground = right_body(told.ground) if outcome is Outcome.NOT_OURS else told.ground
        facts = {"outcome": outcome.value, name: ground, "note": note}
        story.add(A.ANSWER, told.answered, "answered", facts, assumed=assumed)
        _service(story, told.answered)


def _ended(story: Story, action: Action, on: date, name: str, note: str) -> None:
    """An end that nothing is served for; what the row tells of a letter is kept as a note."""
    told, service = story.told, story.told.service
    method = service.method.zh if service.method else ""
    letter = {
        "送达方式": method,
        "交邮日期": service.posted,
        "签收日期": service.signed,
        "快递单号": service.tracking,
    }
    notes = [note, *(f"{heading}：{said}" for heading, said in letter.items() if said)]
    facts = {name: told.ground, "note": "；".join(filter(None, notes))}
    story.add(action, on, "answered", facts, assumed=bool(note))


def _service(story: Story, answered: date) -> None:
    """Served by post on the day of posting, otherwise on the day it was signed for (235号 四)."""
    service = story.told.service
    method = service.method or (ServiceMethod.POST if service.posted else None)
    by_post = method is ServiceMethod.POST
    on = service.posted if by_post else service.signed or service.posted
    facts = {
        "method": method.value if method else "",
        "posted": service.posted,
        "signed": service.signed,
        "tracking": service.tracking,
    }
    blame = "posted" if by_post else "signed"
    story.add(A.SERVE, on or answered, blame, facts, assumed=on is None)


def right_body(ground: str) -> str:
    """The body named in the words that send an applicant on.

    >>> right_body("由自治区自然资源厅负责公开")
    '自治区自然资源厅'
    """
    return ground.rstrip("。 ").removeprefix("由").removesuffix("负责公开").strip() or ground
