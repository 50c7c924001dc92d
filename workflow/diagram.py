"""The office's own flow chart (依申请公开流程图), drawn from the table."""

import sys
from collections.abc import Iterator

from workflow.machine import TABLE
from workflow.vocabulary import ANSWERED_STATES, OPEN_STATES, Action, State

#: Possible everywhere and leading nowhere: they would hide the rest.
LEFT_OUT = (
    Action.CORRECT_ENTRY,
    Action.ANNOTATE,
    Action.ASSIGN,
    Action.ISSUE,
    Action.VOID,
    Action.FILE_PROCEEDING,
    Action.RESPOND,
    Action.DECIDE_PROCEEDING,
    Action.ATTACH,
    Action.WITHDRAW_ATTACHMENT,
)
#: The answered states are drawn as one group with this name.
ANSWERED = "答复"


def mermaid() -> str:
    """The table as a Mermaid state diagram with Chinese labels; acts that change no state stand as notes."""
    lines = ["stateDiagram-v2", "    direction TB", f"    [*] --> received: {Action.RECEIVE.zh}"]
    lines += [f'    state "{state.zh}" as {state}' for state in OPEN_STATES]
    lines += [
        f"    state {ANSWERED} {{",
        *(f'        state "{s.zh}" as {s}' for s in ANSWERED_STATES),
        "    }",
    ]
    lines += _arrows()
    lines += _notes()
    return "\n".join([*lines, f"    {ANSWERED} --> [*]"]) + "\n"


def page() -> str:
    """The page `docs/flow.md`."""
    head = "# 依申请公开流程图\n\nDrawn from THE TABLE in `workflow/machine.py`."
    always = f"任何时候都可以：{'、'.join(action.zh for action in LEFT_OUT)}。"
    return f"{head}\n\n```mermaid\n{mermaid()}```\n\n{always}\n"


def _arrows() -> Iterator[str]:
    """One arrow between two states, with every act that leads along it."""
    roads: dict[tuple[str, str], dict[str, None]] = {}
    for action, sources, targets, _ in TABLE:
        for source in sources:
            for target in targets or ():
                roads.setdefault((_name(source), _name(target)), {})[action.zh] = None
    for (start, end), acts in roads.items():
        if start != end:
            yield f"    {start} --> {end}: {'、'.join(acts)}"


def _notes() -> Iterator[str]:
    """What can be done in a state without leaving it."""
    staying: dict[str, dict[str, None]] = {}
    for action, sources, targets, _ in TABLE:
        for source in sources if action not in LEFT_OUT else ():
            if not targets or source in targets:
                staying.setdefault(_name(source), {})[action.zh] = None
    for name, acts in staying.items():
        yield f"    note right of {name}: {'、'.join(acts)}"


def _name(state: State) -> str:
    return ANSWERED if state in ANSWERED_STATES else state.value


if __name__ == "__main__":
    sys.stdout.write(page())
