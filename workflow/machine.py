"""THE TABLE of who may do what when, and the one door to `transitions`."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from transitions import EventData, Machine, MachineError

from workflow.errors import NotAllowed, Refused
from workflow.vocabulary import ANSWERED_STATES, OPEN_STATES, Action, Role, State

A, S, R = Action, State, Role
Row = tuple[Action, tuple[State, ...], tuple[State, ...] | None, tuple[Role, ...]]

WRITERS = (R.CLERK, R.REVIEWER, R.HEAD)
SIGNERS = (R.HEAD,)
EVERY_STATE = tuple(State)
AT_WORK = (S.ACCEPTED, S.EXTENDED)
AT_WORK_OR_ASKING = (S.ACCEPTED, S.CONSULTING, S.EXTENDED)

# fmt: off
#: (action, from, to, who may). `None` as the target: the case stays where it is. Several targets: the entries
#: say which (the outcome answered; the place the case had before a clarification or a consultation).
TABLE: tuple[Row, ...] = (
    (A.ACCEPT,               (S.RECEIVED,),                          (S.ACCEPTED,),               WRITERS),
    (A.ASK_CLARIFICATION,    (S.RECEIVED, S.ACCEPTED),               (S.CLARIFYING,),             WRITERS),
    (A.CLARIFY,              (S.CLARIFYING,),                        (S.RECEIVED, S.ACCEPTED),    WRITERS),
    (A.CONSULT,              AT_WORK_OR_ASKING,                      (S.CONSULTING,),             WRITERS),
    (A.END_CONSULTATION,     (S.CONSULTING,),            (S.CONSULTING, S.ACCEPTED, S.EXTENDED),  WRITERS),
    (A.EXTEND,               (S.ACCEPTED,),                          (S.EXTENDED,),               SIGNERS),
    (A.EXTEND,               (S.CONSULTING,),                        None,                        SIGNERS),
    (A.SHORTEN_EXTENSION,    (S.EXTENDED,),                          (S.ACCEPTED, S.EXTENDED),    SIGNERS),
    (A.SHORTEN_EXTENSION,    (S.CONSULTING,),                        None,                        SIGNERS),
    (A.DEFER,                AT_WORK,                                (S.EXTENDED,),               SIGNERS),
    (A.DEFER,                (S.CONSULTING,),                        None,                        SIGNERS),
    (A.ASK_REASONS,          AT_WORK_OR_ASKING,                      None,                        WRITERS),
    (A.GIVE_REASONS,         AT_WORK_OR_ASKING,                      None,                        WRITERS),
    (A.OVERRIDE_THIRD_PARTY, AT_WORK,                                None,                        SIGNERS),
    (A.ANSWER,               (S.RECEIVED, S.ACCEPTED, S.EXTENDED),   ANSWERED_STATES,             SIGNERS),
    (A.SERVE,                ANSWERED_STATES,                        None,                        WRITERS),
    (A.SIGN_FOR,             ANSWERED_STATES,                        None,                        WRITERS),
    (A.RETURN_MAIL,          ANSWERED_STATES,                        None,                        WRITERS),
    (A.SERVE_AGAIN,          ANSWERED_STATES,                        None,                        WRITERS),
    (A.WITHDRAW,             OPEN_STATES,                            (S.ENDED,),                  WRITERS),
    (A.LAPSE,                (S.CLARIFYING, *AT_WORK_OR_ASKING),     (S.ENDED,),                  WRITERS),
    (A.CHARGE_FEE,           AT_WORK,                                None,                        WRITERS),
    (A.PAY_FEE,              (S.ACCEPTED, S.CLARIFYING, S.CONSULTING), None,                      WRITERS),
    (A.PAY_FEE,              (S.EXTENDED,),                          (S.ACCEPTED, S.EXTENDED),    WRITERS),
    (A.REOPEN,               ANSWERED_STATES,                        (S.ACCEPTED,),               SIGNERS),
    (A.CORRECT_ENTRY,        EVERY_STATE,                            None,                        WRITERS),
    (A.ANNOTATE,             EVERY_STATE,                            None,                        WRITERS),
    (A.ASSIGN,               EVERY_STATE,                            None,                        WRITERS),
    (A.ISSUE,                EVERY_STATE,                            None,                        WRITERS),
    (A.VOID,                 EVERY_STATE,                            None,                        SIGNERS),
    (A.FILE_PROCEEDING,      EVERY_STATE,                            None,                        WRITERS),
    (A.RESPOND,              EVERY_STATE,                            None,                        WRITERS),
    (A.DECIDE_PROCEEDING,    EVERY_STATE,                            None,                        WRITERS),
    (A.ATTACH,               EVERY_STATE,                            None,                        WRITERS),
    (A.WITHDRAW_ATTACHMENT,  EVERY_STATE,                            None,                        WRITERS),
)
# fmt: on

EVERY_ROLE = frozenset(Role)
#: What happens to a letter, never to its case: possible at any time, and no step anybody takes next.
ABOUT_LETTERS = frozenset({A.ISSUE, A.VOID})
#: What happens to papers from outside, in the same way.
ABOUT_ATTACHMENTS = frozenset({A.ATTACH, A.WITHDRAW_ATTACHMENT})
#: What has its own door, since a file goes with it.
WITH_FILES = ABOUT_LETTERS | ABOUT_ATTACHMENTS
#: What happens to reviews, suits and complaints over a case, which stays where it is.
ABOUT_PROCEEDINGS = frozenset({A.FILE_PROCEEDING, A.RESPOND, A.DECIDE_PROCEEDING})


@dataclass(slots=True)
class _Token:
    """What travels through the machine in place of a case: a state, and where the entries send it."""

    state: State
    target: State | None


def _goes_to(state: State) -> Callable[[EventData], bool]:
    def fits(event: EventData) -> bool:
        return cast("_Token", event.model).target is state

    return fits


def _transitions(table: Iterable[Row]) -> list[dict[str, object]]:
    return [
        {
            "trigger": action.value,
            "source": list(sources),
            "dest": target,
            "conditions": [_goes_to(target)] if target and targets and len(targets) > 1 else [],
        }
        for action, sources, targets, _ in table
        for target in targets or (None,)
    ]


# One machine for every case: a bare token passes through it and nothing is kept (`add_model` would keep all).
_MACHINE = Machine(
    model=None,
    states=State,
    initial=State.RECEIVED,
    transitions=_transitions(TABLE),
    auto_transitions=False,
    send_event=True,
)


def advance(state: State, action: Action, target: State | None = None) -> State:
    """Where `action` takes a case; `target` is where the entries send it when the table has several.

    Raises:
        NotAllowed: the table has no such step; `possible` lists what it has.
    """
    moved = _step(state, action, target)
    if moved is None:
        raise not_allowed(state, action, allowed(state))
    return moved


@cache  # A step depends on nothing else, so the machine is asked once for each.
def _step(state: State, action: Action, target: State | None) -> State | None:
    token = _Token(state, target)
    try:
        moved = _MACHINE.events[action.value].trigger(token)
    except (MachineError, KeyError):
        return None
    return token.state if moved else None


def not_allowed(state: State, action: Action, possible: Sequence[Action]) -> NotAllowed:
    """The refusal of an action, with what is possible instead."""
    return NotAllowed(
        "action_not_allowed",
        "“{action}” cannot be taken while the case is {state}. Possible now: {possible}.",
        possible=possible,
        action=action,
        state=state,
    )


def allowed(state: State, roles: Iterable[Role] = EVERY_ROLE) -> Sequence[Action]:
    """What somebody with these roles may do in a state, in the order of the table."""
    held = frozenset(roles)
    found = [action for action, sources, _, may in TABLE if state in sources and held.intersection(may)]
    return tuple(action for action in dict.fromkeys(found) if action not in WITH_FILES)


def check_may(action: Action, roles: Iterable[Role], name: str) -> None:
    """Prove that somebody may take an action at all.

    Raises:
        Refused: no role of theirs allows it.
    """
    if not may(action, roles):
        raise Refused(
            "role_not_allowed", "{name} may not take the action {action}.", name=name, action=action
        )  # fmt: skip


def may(action: Action, roles: Iterable[Role]) -> bool:
    """Whether one of these roles may take the action at all; `receive` is for whoever may accept."""
    held = frozenset(roles)
    asked = A.ACCEPT if action is A.RECEIVE else action
    return any(held.intersection(who) for row, _, _, who in TABLE if row is asked)
