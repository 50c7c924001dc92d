"""A holiday notice comes in: every case is reckoned again, or one looks what that would move."""

from collections.abc import Sequence

from desk.office import House, kept_notices, now
from workflow.again import until_kept
from workflow.calendars import read_notice
from workflow.casework import Actor, Office
from workflow.duties import Duty
from workflow.people import check_duty
from workflow.upkeep import Moved, recompute


class _TriedOut(Exception):
    """What was tried is undone."""


@until_kept
def add_notice(house: House, text: str, name: str, actor: Actor) -> Sequence[Moved]:
    """Keep a notice and reckon every case again, in one transaction; which last days moved.

    Raises:
        BadInput: the text is no notice; `name` stands in what is said of it.
        Refused: not for that person to do.
    """
    check_duty(actor, Duty.SETTINGS)
    read_notice(text, name)
    with house.ledger.transaction():
        house.ledger.add_notice(text, actor.name, now())
        law = house.office.law.with_notices(kept_notices(house.ledger))
        return recompute(Office(law, house.ledger, house.office.policy), house.ledger.refs())


@until_kept
def try_notice(house: House, text: str, name: str, actor: Actor) -> Sequence[Moved]:
    """Which last days a notice would move; nothing is kept.

    Raises:
        BadInput: the text is no notice; `name` stands in what is said of it.
        Refused: not for that person to do.
    """
    moved: Sequence[Moved] = ()
    try:
        with house.ledger.transaction():
            moved = add_notice(house, text, name, actor)
            raise _TriedOut  # noqa: TRY301 — only a fault takes a transaction back
    except _TriedOut:
        return moved
