"""What an entry charges: its fee by the tariff of its day, whole and as it comes about."""

from datetime import date

from workflow.entries import Entry
from workflow.errors import BadFacts, Refused
from workflow.fee import Scale, Step, in_force
from workflow.statute import Statute
from workflow.vocabulary import FeeBasis

#: Fen in a yuan.
FEN = 100
#: No notice counts more items or pages.
MOST = 1_000_000


def scale_of(statute: Statute, basis: FeeBasis, day: date) -> Scale:
    """How a notice of this day charges by item or by page.

    Raises:
        Refused: the statute had no tariff then, or none of that basis.
    """
    tariff = in_force(statute.tariffs, day)
    if tariff is None or basis not in tariff.scales:
        raise Refused(
            "no_tariff", "{title} had no tariff {basis} on {day}.", title=statute.title, basis=basis, day=day
        )
    return tariff.scales[basis]


def check_tariff(statute: Statute, day: date) -> None:
    """Prove that a letter of this day may rest a fee on the tariff of the statute, where it has one.

    第四十二条: 行政机关收取信息处理费的具体办法由国务院价格主管部门会同国务院财政部门…制定.

    Raises:
        Refused: the tariff came later.
    """
    if statute.tariffs and in_force(statute.tariffs, day) is None:
        raise Refused(
            "fee_before_tariff", "{title} had no tariff yet on {day}.", title=statute.title, day=day
        )


def fee_steps(statute: Statute, entry: Entry) -> tuple[Step, ...]:
    """How the fee of a notice comes about, tier by tier.

    Raises:
        BadFacts: it does not say how much was counted, counts too much, or tells what follows from it.
        Refused: no tariff was in force.
    """
    facts = entry.facts
    basis = FeeBasis.of(facts["per"])
    if "count" not in facts or ("before" in facts and basis is FeeBasis.PAGE):
        raise BadFacts(
            "bad_fee", "A fee wants the fact count, by item also before: how many came earlier that month."
        )
    if max(facts["count"], facts.get("before", 0)) > MOST:
        raise BadFacts("fee_counts_too_much", "A fee counts {most} items or pages at most.", most=MOST)
    if told := tuple(name for name in ("basis", "tariff") if name in facts):
        raise BadFacts("fee_told_twice", "With per these follow by themselves: {facts}.", facts=told)
    return scale_of(statute, basis, entry.on).steps(facts["count"], facts.get("before", 0))


def fee_of(statute: Statute, entry: Entry) -> int:
    """The fee of a notice in fen.

    Raises:
        BadFacts: it does not say how much was counted.
        Refused: no tariff was in force, or the amount it names is another.
    """
    fen = sum(step.total for step in fee_steps(statute, entry)) * FEN
    if entry.facts.get("amount", fen) != fen:
        raise Refused(
            "fee_differs",
            "The tariff makes it {yuan} yuan, not {found}.",
            yuan=fen // FEN,
            found=f"{entry.facts['amount'] / FEN:.2f}".removesuffix(".00"),
        )
    return fen
