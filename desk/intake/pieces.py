"""An import by pieces: each is kept whole by itself, and whoever stops between two goes on there."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from desk.intake.keep import Keeping, Kept, Memory, WorkOut
from desk.intake.plan import Plan
from desk.intake.planning import Planned
from workflow.again import until_kept
from workflow.casework import Actor, Office

#: Told inside the transaction of a piece what has been kept so far; what it raises takes the piece back.
After = Callable[[Kept], None]


def bring_in_by_pieces(
    office: Office,
    work_out: WorkOut,
    actor: Actor,
    *,
    now: datetime,
    memory: Memory,
    so_far: Kept,
    after: After,
) -> tuple[Plan, Kept]:
    """Keep the cases of a ledger, some in each transaction, as one import that can be undone as a whole.

    Rows that `so_far` or another import has brought are passed over. The others of an office are not kept
    waiting, as `bring_in` would have them for as long as the ledger is. A fault ends it before its piece.

    Raises:
        BadInput: the file stops being CSV somewhere in the middle.
        Refused: the actor may not take an action that a row tells of.
        Conflict: somebody took one of the references meanwhile.
    """
    kept = Keeping(office, actor, now, memory, so_far.cases, so_far.number)

    @until_kept
    def keep(rows: Sequence[Planned]) -> None:
        nonlocal kept
        if rows:
            # A piece that is taken back takes back what it had counted, and its new units.
            keeping = replace(kept, units=dict(kept.units))
            with office.ledger.transaction():
                keeping.keep(rows)
                after(Kept(keeping.cases, keeping.number))
            kept = keeping

    found = work_out(keep=keep, good_rows=False)
    return found, Kept(kept.cases, kept.number)
