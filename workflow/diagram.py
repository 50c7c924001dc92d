"""The office's own flow chart (依申请公开流程图), drawn from the table."""

import sys

from workflow.machine import TABLE
from workflow.vocabulary import ANSWERED_STATES, OPEN_STATES, Action, State

#: Possible everywhere and leading nowhere: they would hide the rest.
LEFT_OUT = (Action.CORRECT_ENTRY, Action.ANNOTATE, Action.ASSIGN)


def mermaid() -> str:
    """The table as a Mermaid state diagram with Chinese labels, the answered states in one group."""
    lines = ["stateDiagram-v2", "    direction TB", "    [*] --> received: 收到申请"]
    lines += [f'    state "{state.zh}" as {state}' for state in OPEN_STATES]
    lines += ["    state 答复 {", *(f'        state "{s.zh}" as {s}' for s in ANSWERED_STATES), "    }"]
    lines += dict.fromkeys(
        f"    {_name(source)} --> {_name(target)}: {action.zh}"
        for action, sources, targets, _ in TABLE
        if action not in LEFT_OUT
        for source in sources
        for target in (targets or (source,))
    )
    return "\n".join([*lines, "    答复 --> [*]"]) + "\n"


def _name(state: State) -> str:
    """Every answer leads into the group; only `ended` is reached by other roads too."""
    return "答复" if state in ANSWERED_STATES else state.value


def page() -> str:
    """The page `docs/flow.md`."""
    return f"# 依申请公开流程图\n\nDrawn from THE TABLE in `workflow/machine.py`.\n\n```mermaid\n{mermaid()}```\n"


if __name__ == "__main__":
    sys.stdout.write(page())
