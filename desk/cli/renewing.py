"""Cases are reckoned again before a clerk's eyes."""

from desk.cli.bar import bar
from desk.cli.desk import Desk
from desk.language import say_fault
from desk.office import House
from workflow.errors import mark


def renew_before(desk: Desk, house: House, *, every: bool = False) -> None:
    """Reckon the cases that other rules have reckoned, or every one, and say what is to be minded."""
    from desk.renewing import renew_cases

    with bar(desk, mark("Cases reckoned")) as told:
        renewal, minding = renew_cases(house, every=every, told=told)
    for ref, fault in renewal.failed:
        desk.say("{ref} could not be reckoned: {fault}", ref=ref, fault=say_fault(desk.lang, fault))
    for words in minding.words(desk.lang):
        desk.say("{words}", words=words)
