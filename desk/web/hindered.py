"""Why a step is not offered: its role, the state of the case, no occasion for it, or the day."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import NamedTuple

from desk.web.visit import Display, Visit
from workflow.case import Case
from workflow.casework import Act, Done
from workflow.errors import Refused, mark
from workflow.machine import TABLE, WITH_FILES, may
from workflow.supposing import supposed
from workflow.vocabulary import Action, State, Word

A = Action
#: The steps a case can take, in the order of the table; what mends or remarks stands apart.
STEPS = tuple(
    dict.fromkeys(
        action for action, *_ in TABLE if action not in WITH_FILES | {A.CORRECT_ENTRY, A.ANNOTATE, A.ASSIGN}
    )
)
# fmt: off
#: What is missing where the table allows a step and the case gives no occasion for it.
NO_OCCASION: Mapping[Action, str] = {
    A.SERVE:             mark("The reply has been served already."),
    A.SIGN_FOR:          mark("Nothing is in the mail."),
    A.RETURN_MAIL:       mark("Nothing is in the mail."),
    A.SERVE_AGAIN:       mark("No reply has come back."),
    A.LAPSE:             mark("The applicant has been asked for nothing that is still open."),
    A.CHARGE_FEE:        mark("A fee notice is open already."),
    A.PAY_FEE:           mark("No fee notice is open."),
    A.REOPEN:            mark("The case is not closed yet."),
    A.RESPOND:           mark("No review or suit waits for an answer."),
    A.DECIDE_PROCEEDING: mark("No review, suit or complaint is open."),
}
# fmt: on
#: The steps the law binds to a day, with the least facts they can be tried with; `until` is given there.
BY_THE_DAY: Mapping[Action, Mapping[str, object]] = {
    A.ASK_CLARIFICATION: {},
    A.EXTEND: {"days": 1},
    A.SHORTEN_EXTENSION: {"days": 0},
    A.DEFER: {},
    A.CHARGE_FEE: {},
    A.LAPSE: {},
}


class Hindrance(NamedTuple):
    """A step and the sentence that says why it is not to be taken."""

    action: Action
    why: str


def hindrances(visit: Visit, case: Case) -> list[Hindrance]:
    """Every step that is not open to the visitor now, each with its sentence."""
    mine = case.possible(visit.actor.roles)
    return [Hindrance(action, _why(visit, case, action)) for action in STEPS if action not in mine]


def _why(visit: Visit, case: Case, action: Action) -> str:
    display, states = visit.display, states_of(action)
    if case.state not in states:
        return display.words(
            "The case is “{state}”; this is done while it is: {states}.",
            state=display.word(case.state),
            states=_list(display, states),
        )
    if action not in case.possible():
        return display.words(NO_OCCASION[action])
    roles = [role for row, _, _, who in TABLE if row is action for role in who]
    return display.words("This is for: {roles}.", roles=_list(display, dict.fromkeys(roles)))


def states_of(action: Action) -> tuple[State, ...]:
    """The states in which the table allows an action."""
    return tuple(dict.fromkeys(state for row, states, _, _ in TABLE if row is action for state in states))


def too_late_today(visit: Visit, done: Done) -> list[Hindrance]:
    """The steps on offer that the law refuses today; they can still be entered as taken on an earlier day."""
    found = []
    for action in done.case.possible(visit.actor.roles):
        if action in BY_THE_DAY and may(action, visit.actor.roles):
            facts = dict(BY_THE_DAY[action])
            if action is A.DEFER:
                facts["until"] = max(visit.today, done.case.clock.reply.due_on or visit.today) + timedelta(1)
            try:
                act = Act(action, visit.today, facts)
                supposed(visit.house.office, done, act, visit.actor, now=visit.now)
            except Refused as fault:
                found.append(Hindrance(action, visit.display.fault(fault)))
    return found


def _list(display: Display, words: Iterable[Word]) -> str:
    return ("、" if display.lang == "zh" else ", ").join(display.word(word) for word in words)
