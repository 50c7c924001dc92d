"""A holiday notice comes in: every case is reckoned again, or one looks what that would move."""

from collections.abc import Sequence

from desk.office import House, now, open_office
from desk.renewing import renew_quietly
from workflow.calendars import read_notice
from workflow.casework import Actor
from workflow.duties import Duty
from workflow.moving import moved_days
from workflow.people import check_duty
from workflow.proposals import Moved


def add_notice(house: House, text: str, name: str, actor: Actor) -> Sequence[Moved]:
    """Keep a notice and reckon every case again; which last days moved.

    Raises:
        BadInput: the text is no notice; `name` stands in what is said of it.
        Refused: not for that person to do.
    """
    moved = try_notice(house, text, name, actor)
    house.ledger.add_notice(text, actor.name, now())
    renew_quietly(open_office(house.config))
    return moved


def try_notice(house: House, text: str, name: str, actor: Actor) -> Sequence[Moved]:
    """Which last days a notice would move; nothing is kept.

    Raises:
        BadInput: the text is no notice; `name` stands in what is said of it.
        Refused: not for that person to do.
    """
    check_duty(actor, Duty.SETTINGS)
    old, ledger = house.office.law, house.ledger
    new = old.with_notices([*old.notices, read_notice(text, name)])
    return [one for ref in ledger.refs() for one in moved_days(ledger.read(ref), old, new)]
