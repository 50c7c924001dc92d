"""Which field of a form a fault is about, so that it is said there too."""

from workflow.errors import CaseworkError

#: The values of a fault that name a fact, and so the field it was typed in.
NAMES = ("fact", "name", "field", "key")
# fmt: off
#: The faults that name nothing, by their code; those about no field, or about several, lead nowhere.
FIELDS = {
    # days
    "away_already":            "since",
    "ends_before":             "until",
    "after_the_limit":         "on",
    "answered_before_copy":    "on",
    "bad_day":                 "on",
    "before_receipt":          "on",
    "calendar_range":          "on",
    "clarification_too_late":  "on",
    "fee_before_tariff":       "on",
    "not_lapsed_yet":          "on",
    "service_on_another_day":  "on",
    "copy_before_filing":      "received",
    "deferral_too_early":      "until",
    "delivered_before_sent":   "delivered",
    "no_receipt_day":          "received",
    "received_before_arrival": "arrived",
    "signed_before_posted":    "signed",
    # numbers and amounts
    "bad_fee":                 "count",
    "extension_too_long":      "days",
    "fee_counts_too_much":     "count",
    "fee_differs":             "amount",
    "fee_told_twice":          "basis",
    "no_tariff":               "per",
    "not_shorter":             "days",
    "nothing_to_pay":          "count",
    # which of several
    "no_open_proceeding":      "proceeding",
    "no_simple_procedure":     "simple",
    "no_such_proceeding":      "proceeding",
    "pending_is_no_result":    "proceeding_result",
    "which_consultation":      "consultation",
    "which_proceeding":        "proceeding",
    # who is away
    "no_deputy":               "deputy",
    "not_away":                "",
    "not_theirs":              "login",
    # where a request belongs
    "arrives_later":           "arrived",
    "bad_reference":           "number",
    "no_unit":                 "unit",
    "not_to_confirm":          "channel",
    "reference_taken":         "number",
    # words
    "logged_just_now":         "again",
    "no_applicant":            "name0",
    "no_reason":               "reason",
    "no_subject":              "subject",
    "not_irregular":           "irregular",
    "not_signed":              "signed_by",
    # the whole
    "action_not_allowed":      "",
    "attached_stays":          "",
    "bad_item":                "",
    "bad_item_fact":           "",  # an answer asks `field_of_item`
    "bad_items":               "",
    "breaks_another_entry":    "",
    "extended_already":        "",
    "issued_stays":            "",
    "items_say_otherwise":     "",
    "no_extension":            "",
    "no_such_line":            "",
    "not_an_answer":           "",
    "not_by_hand":             "",
    "not_mendable":            "",
    "nothing_changed":         "",
    "nothing_chosen":          "",
    "outcome_not_in_statute":  "",
    "receipt_stays":           "",
    "role_not_allowed":        "",
    "stale":                   "",
    "told_already":            "",
}
# fmt: on


def field_at_fault(fault: CaseworkError | None) -> str:
    """The name of the field; empty where the fault is about none, or about the whole."""
    if fault is None:
        return ""
    named = next((str(fault.values[name]) for name in NAMES if name in fault.values), "")
    return FIELDS.get(fault.code, named.rpartition("] ")[2])


def field_of_item(fault: CaseworkError) -> str:
    """The same for an answer, where each thing asked for has its fields under its number: `i0_reason`."""
    if "n" in fault.values:
        n, name = str(fault.values["n"]), str(fault.values.get("name", ""))
    else:
        n, _, name = field_at_fault(fault).rpartition(": ")
    return f"i{int(n or 1) - 1}_{name}"
