"""Who asks has asked before: the latest requests of the same applicants, and which of them are alike."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workflow.arrivals import Arrivals
from workflow.ledger import Applicant
from workflow.listing import Row
from workflow.sentences import Certainty, Sentence
from workflow.statute import Statute
from workflow.vocabulary import Outcome

#: How many are shown, and from which share of common pairs of characters on two subjects are alike.
MOST, ALIKE = 10, 0.5


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier request of one of the applicants; `alike` where it asks for much the same."""

    row: Row
    alike: bool


def earlier(
    arrivals: Arrivals, applicants: Iterable[Applicant], subject: str, *, besides: str = ""
) -> Sequence[Earlier]:
    """What these applicants have asked before, those that are alike first; `besides` is left out."""
    names = {one.name.strip() for one in applicants} - {""}
    rows = [row for row in arrivals.asked_before(names, MOST + 1) if row.ref != besides][:MOST]
    found = [Earlier(row, likeness(row.subject, subject) >= ALIKE) for row in rows]
    return sorted(found, key=lambda one: not one.alike)


def likeness(one: str, other: str) -> float:
    """How much of two texts is the same, from 0 to 1: their common pairs of characters (Dice).

    >>> likeness("城东片区征收补偿方案", "城东片区征收补偿的方案") > 0.8
    True
    >>> likeness("城东片区征收补偿方案", "某路施工合同")
    0.0
    """
    pairs, others = _pairs(one), _pairs(other)
    total = pairs.total() + others.total()
    return 2 * (pairs & others).total() / total if total else 0.0


def repeat_rule(statute: Statute) -> Sentence | None:
    """What a law says of asking the same twice (2019 第三十六条第（六）项); nothing where it is silent."""
    rule = statute.outcomes.get(Outcome.REPEAT)
    return rule.sentence if rule and rule.sentence.verified is not Certainty.DESIGN else None


def _pairs(text: str) -> Counter[str]:
    letters = "".join(text.split())
    return Counter(letters[n : n + 2] for n in range(len(letters) - 1))
