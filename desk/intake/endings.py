"""How a case ended, as a row tells it: the answer and its service, a withdrawal or a lapse."""

from datetime import date

from desk.intake.story import Story
from workflow.vocabulary import Action, Outcome, ServiceMethod

A = Action

#: Where the words of 理由依据 belong; elsewhere they are the reason.
GROUND_IS = {
    Outcome.ALREADY_PUBLIC: "where",
    Outcome.NOT_OURS: "right_body",
    Outcome.NOT_EXIST: "search",
}


def tell_ending(story: Story) -> None:
    """Tell the answer and its service; a withdrawal and a lapse are acts of their own."""
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
        if not told.service.still_to_come:
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
