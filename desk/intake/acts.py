"""The acts a row tells of, and those it leaves out: these are implied, and marked assumed."""

from datetime import date

from desk.intake.endings import tell_ending
from desk.intake.row import Span, Told
from desk.intake.story import ASSUMED, Step, Story
from workflow.casework import Act
from workflow.replay import NEEDS_ACCEPTANCE
from workflow.statute import Statute
from workflow.vocabulary import Action, Effect, Outcome
from workflow.workdays import Workdays

A = Action


def steps_of(told: Told, statute: Statute, workdays: Workdays) -> list[Step]:
    """The acts of a row in the order they took effect, the receipt apart."""
    story = Story(told, statute, workdays)
    _fee(story)
    for span in _clarifications(story):
        _clarification(story, span)
    for span in told.consultations:
        _consultation(story, span)
    _extension(story)
    for span in told.consultations:
        _ended_by_reply(story, span)
    tell_ending(story)
    # A lapse needs an acceptance too, but only for the want of a fee, which has asked for one already.
    if any(step.act.action in NEEDS_ACCEPTANCE - {A.LAPSE} for step in story.steps):
        accepted = Act(A.ACCEPT, told.receipt.on, ASSUMED)
        story.steps.insert(0, Step(accepted, "received"))
    return sorted(story.steps, key=lambda step: step.act.on)


def _fee(story: Story) -> None:
    """The fee. One without a day is put on the day of receipt, where it changes no deadline."""
    told, received = story.told, story.told.receipt.on
    nothing = not told.amount and not story.ends_as(Outcome.FEE_LAPSED)
    if not (told.charged or told.paid) and nothing:
        return
    facts = {"amount": told.amount}
    note = f"缴费日期：{told.paid}" if told.paid and not told.paid_in_time else ""
    charged = told.charged or told.paid_in_time or received
    story.add(A.CHARGE_FEE, charged, "charged", facts | {"note": note}, assumed=not told.charged)
    if told.paid_in_time:
        story.add(A.PAY_FEE, told.paid_in_time, "paid", facts)
    elif not told.paid and not told.charged and not story.ends_as(Outcome.FEE_LAPSED):
        story.add(A.PAY_FEE, received, "amount", facts, assumed=True)


def _clarifications(story: Story) -> tuple[Span, ...]:
    """The clarifications told of; a lapse for the want of one needs at least the notice."""
    told = story.told
    if told.clarifications or not story.ends_as(Outcome.CLARIFICATION_LAPSED):
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
    earlier = (s.ended or s.asked for s in story.told.clarifications if s.number < span.number)
    return max([story.told.receipt.on, *filter(None, earlier)])


def _was_taken_up(told: Told, span: Span) -> bool:
    """Whether what came later needs the applicant to have clarified."""
    if any(later.number > span.number for later in told.clarifications):
        return True
    stays_open = (Outcome.WITHDRAWN, Outcome.CLARIFICATION_LAPSED)
    return told.reading is not None and told.reading.outcome not in stays_open


def _consultation(story: Story, span: Span) -> None:
    """One consultation, and the opinion if it came before the reply."""
    told, end = story.told, span.ending
    asked = span.asked or _opinion_in_time(told, span) or told.answered
    if asked:
        party = {"party": span.party.value if span.party else ""}
        several = _with(told, span) | party
        story.add(A.CONSULT, asked, f"consulted{end}", several, assumed=span.asked is None)
    if ended := _opinion_in_time(told, span):
        story.add(A.END_CONSULTATION, ended, f"opinion{end}", _with(told, span))


def _ended_by_reply(story: Story, span: Span) -> None:
    """The reply ends a consultation at the latest: nobody waited any longer. No reply, no end."""
    told = story.told
    no_reply = any(map(story.ends_as, (Outcome.WITHDRAWN, Outcome.CLARIFICATION_LAPSED, Outcome.FEE_LAPSED)))
    if told.answered and not _opinion_in_time(told, span) and (span.ended or not no_reply):
        note = {"note": f"意见收到日期：{span.ended}" if span.ended else ""}
        facts = _with(told, span) | note
        story.add(A.END_CONSULTATION, told.answered, f"opinion{span.ending}", facts, assumed=True)


def _opinion_in_time(told: Told, span: Span) -> date | None:
    late = span.ended and told.answered and span.ended > told.answered
    return None if late else span.ended


def _with(told: Told, span: Span) -> dict[str, str]:
    return {"with": f"第{span.number}次征求意见"} if len(told.consultations) > 1 else {}


def _extension(story: Story) -> None:
    """The extension. The day it was granted moves nothing, as long as no later restart forgets it."""
    told = story.told
    if not (told.extended or told.extension):
        return
    restarts = [told.paid_in_time, *(span.ended for span in told.clarifications)]
    on = told.extended or max([told.receipt.on, *filter(None, restarts)])
    story.add(A.EXTEND, on, "extended", {"days": told.extension}, assumed=told.extended is None)
