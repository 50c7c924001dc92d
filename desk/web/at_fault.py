"""Which field of a form a fault is about, so that it is said there too."""

from workflow.errors import CaseworkError

#: The values of a fault that name a fact, and so the field it was typed in.
NAMES = ("fact", "name", "field", "key")
# fmt: off
#: The faults that name nothing, by their code.
FIELDS = {
    "bad_day":                 "on",
    "no_receipt_day":          "received",
    "received_before_arrival": "arrived",
    "no_subject":              "subject",
    "no_applicant":            "name0",
    "no_reason":               "reason",
    "extension_too_long":      "days",
    "not_shorter":             "days",
    "clarification_too_late":  "on",
    "after_the_limit":         "on",
    "delivered_before_sent":   "delivered",
    "signed_before_posted":    "signed",
    "copy_before_filing":      "received",
    "which_consultation":      "with",
    "which_proceeding":        "proceeding",
    "not_signed":              "signed_by",
}
# fmt: on


def field_at_fault(fault: CaseworkError | None) -> str:
    """The name of the field; empty where the fault is about none, or about the whole."""
    if fault is None:
        return ""
    named = next((str(fault.values[name]) for name in NAMES if name in fault.values), "")
    return FIELDS.get(fault.code, named.rpartition("] ")[2])
