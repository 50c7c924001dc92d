"""Cases reckoned by the rules that hold now; the bell asks for it, and whoever changes them."""

import logging
from collections.abc import Callable

from desk.moved_words import Minding
from desk.office import House
from workflow.renewing import Renewal, renew, renew_all

LOG = logging.getLogger("foi.renewing")


def renew_cases(
    house: House,
    *,
    every: bool = False,
    told: Callable[[int], None] = lambda _: None,
    enough: Callable[[], bool] = lambda: False,
) -> tuple[Renewal, Minding]:
    """Reckon the cases that other rules have reckoned, or every one; and what now counts otherwise.

    `told` hears how many are done, after each piece; `enough` ends it there. What is written is
    forgotten piece by piece, however many cases there are.
    """
    minding = Minding()

    def piece(renewal: Renewal) -> bool:
        minding.take(house, house.ledger.written())
        told(renewal.seen)
        return not enough()

    return (renew_all if every else renew)(house.office, piece), minding


def renew_quietly(house: House) -> None:
    """The same for the bell: what is to be said is said in the log."""
    renewal, minding = renew_cases(house)
    for ref, fault in renewal.failed:
        LOG.warning("%s could not be reckoned: %s", ref, fault)
    for sentence in minding.words(house.config.office.lang):
        LOG.warning("%s", sentence)
