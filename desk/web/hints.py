"""What a form says of a field whose name alone leaves a newcomer guessing."""

from collections.abc import Mapping

from workflow.errors import mark
from workflow.vocabulary import Action

A = Action
PAYS = mark("By item or by page; the amount then follows from the tariff. Left empty: type the amount.")
ONLY_OWN = mark("Only where the fee does not follow from the tariff.")
POSTED = mark("By post: the period ends on this day, whenever it arrives.")
SIGNED = mark(
    "Handed over, by net or through another: the period ends on this day. "
    "By post it opens the applicant's own periods."
)
# fmt: off
#: By the action and the fact.
HINTS: Mapping[tuple[Action, str], str] = {
    (A.ASK_CLARIFICATION, "what"):               mark("What the applicant is to make clear."),
    (A.ASK_CLARIFICATION, "answer_within_days"): mark("How many working days the applicant has for it."),
    (A.ASSIGN, "to"):                            mark("A colleague or a unit, by name."),
    (A.ASSIGN, "until"):                         mark("The day it is wanted back; it has its own alerts."),
    (A.CHARGE_FEE, "per"):                       PAYS,
    (A.CHARGE_FEE, "count"):                     mark("How many items, or pages."),
    (A.CHARGE_FEE, "before"):                    mark("By item: how many came earlier that month."),
    (A.CHARGE_FEE, "amount"):                    ONLY_OWN,
    (A.CHARGE_FEE, "basis"):                     ONLY_OWN,
    (A.CHARGE_FEE, "tariff"):                    ONLY_OWN,
    (A.CHARGE_FEE, "how_to_pay"):                mark("The fee notice tells it."),
    (A.CONSULT, "what"):                         mark("What they are asked about."),
    (A.EXTEND, "days"):                          mark("How many working days are added."),
    (A.EXTEND, "signed_by"):                     mark("Left empty: you."),
    (A.FILE_PROCEEDING, "received"):             mark("The office's own last day runs from it."),
    (A.SERVE, "posted"):                         POSTED,
    (A.SERVE, "signed"):                         SIGNED,
    (A.SERVE_AGAIN, "posted"):                   POSTED,
    (A.SERVE_AGAIN, "signed"):                   SIGNED,
}
# fmt: on
