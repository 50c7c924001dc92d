"""The facts each action must bring, and how they are read."""

from collections.abc import Mapping
from types import MappingProxyType

from workflow.entries import Facts
from workflow.errors import BadFacts, mark
from workflow.file_words import AttachmentKind, FileType
from workflow.items import ANSWER_WORDS, read_items
from workflow.values import COUNT, DAY, TEXT, Fact, Kind, read_value
from workflow.vocabulary import (
    Action,
    ApplicantKind,
    Channel,
    FeeBasis,
    Opinion,
    Outcome,
    Party,
    ProceedingKind,
    ProceedingResult,
    ServiceMethod,
)

# fmt: off
#: The facts an action may bring. `text` is sealed: the chain keeps its digest, the words can be erased.
FACTS: Mapping[Action, Mapping[str, Fact]] = {
    Action.RECEIVE:              {"channel": Fact(Channel), "kind": Fact(ApplicantKind)},
    Action.ACCEPT:               {},
    Action.ASK_CLARIFICATION:    {"what": TEXT, "answer_within_days": COUNT},
    Action.CLARIFY:              {},
    Action.CONSULT:              {"with": TEXT, "party": Fact(Party), "delivered": DAY, "what": TEXT,
                                  "answer_within_days": COUNT},
    Action.END_CONSULTATION:     {"with": TEXT, "party": Fact(Party), "opinion": Fact(Opinion),
                                  "consultation": COUNT},
    Action.EXTEND:               {"days": Fact("count", required=True), "reason": TEXT, "signed_by": TEXT},
    Action.SHORTEN_EXTENSION:    {"days": Fact("number"), "reason": TEXT},
    Action.DEFER:                {"until": Fact("day", required=True), "reason": TEXT, "what": TEXT},
    Action.ASK_REASONS:          {"what": TEXT, "answer_within_days": COUNT},
    Action.GIVE_REASONS:         {"reason": TEXT},
    Action.OVERRIDE_THIRD_PARTY: {"with": TEXT, "given": TEXT, "reason": TEXT},
    Action.ANSWER:               {"outcome": Fact(Outcome, required=True), "signed_by": TEXT,
                                  "items": Fact("items"), "send_by": Fact(ServiceMethod), **ANSWER_WORDS},
    Action.SERVE:                {"method": Fact(ServiceMethod), "posted": DAY, "signed": DAY,
                                  "tracking": TEXT, "assumed": Fact("flag")},
    Action.SIGN_FOR:             {},
    Action.RETURN_MAIL:          {"reason": TEXT},
    Action.SERVE_AGAIN:          {"method": Fact(ServiceMethod), "posted": DAY, "signed": DAY,
                                  "tracking": TEXT},
    Action.WITHDRAW:             {"reason": TEXT},
    Action.LAPSE:                {"why": TEXT},
    Action.CHARGE_FEE:           {"per": Fact(FeeBasis), "count": COUNT, "before": Fact("number"),
                                  "amount": Fact("money"), "basis": TEXT, "tariff": TEXT, "how_to_pay": TEXT},
    Action.PAY_FEE:              {"amount": Fact("money")},
    Action.REOPEN:               {"decision": TEXT, "days": COUNT, "proceeding": COUNT},
    Action.CORRECT_ENTRY:        {"line": Fact("count", required=True), "reason": TEXT, "day": DAY,
                                  "right_reason": TEXT},
    Action.ANNOTATE:             {"text": TEXT},
    Action.ASSIGN:               {"to": TEXT, "until": DAY},
    Action.ISSUE:                {"letter": Fact("code", required=True), "of": Fact("count", required=True),
                                  "number": Fact("text", required=True),
                                  "docx": Fact("digest", required=True), "pdf": Fact("digest", required=True),
                                  "signed_by": TEXT},
    Action.VOID:                 {"issued": Fact("count", required=True),
                                  "reason": Fact("text", required=True)},
    Action.FILE_PROCEEDING:      {"proceeding_kind": Fact(ProceedingKind, required=True), "received": DAY,
                                  "simple": Fact("flag"), "body": TEXT, "case_number": TEXT},
    Action.RESPOND:              {"proceeding": COUNT},
    Action.DECIDE_PROCEEDING:    {"proceeding": COUNT, "decision": TEXT,
                                  "proceeding_result": Fact(ProceedingResult, required=True)},
    Action.ATTACH:               {"attachment_kind": Fact(AttachmentKind, required=True),
                                  "name": Fact("text", required=True),
                                  "file_type": Fact(FileType, required=True),
                                  "bytes": Fact("count", required=True),
                                  "sha256": Fact("digest", required=True), "proves": COUNT},
    Action.WITHDRAW_ATTACHMENT:  {"attachment": Fact("count", required=True),
                                  "reason": Fact("text", required=True)},
}
# fmt: on

_EVERY_FACT = {name: fact for facts in FACTS.values() for name, fact in facts.items()} | {
    "days": Fact("number")
}

#: What every entry may say of itself.
COMMON: Mapping[str, Fact] = {"assumed": Fact("flag"), "note": TEXT, "irregular": TEXT}

# What replaces the wrong facts of an entry is judged with that entry, so a correction may bring any.
_ALLOWED = {action: {**COMMON, **facts} for action, facts in FACTS.items()}
_ALLOWED[Action.CORRECT_ENTRY] = _EVERY_FACT | _ALLOWED[Action.CORRECT_ENTRY]
_REQUIRED = {
    action: tuple(name for name, fact in facts.items() if fact.required) for action, facts in FACTS.items()
}


def read_facts(action: Action, raw: Mapping[str, object]) -> Facts:
    """Read the facts of an action, given as text (command line, spreadsheet) or as JSON values.

    Days become `date`, money whole fen (分), words their value.

    Raises:
        BadFacts: a fact is unknown, missing or malformed; the message names it.
    """
    allowed = _ALLOWED[action]
    facts = {name: _read_fact(action, name, allowed.get(name), value) for name, value in raw.items()}
    for name in _REQUIRED[action]:
        if name not in facts:
            raise BadFacts("missing_fact", "{action} needs the fact {fact}.", action=action, fact=name)
    return MappingProxyType(facts)


def check_facts(action: Action, facts: Facts) -> None:
    """Prove that facts read elsewhere fit this action.

    Raises:
        BadFacts: one is unknown to it, or too small.
    """
    for name, value in facts.items():
        fact = COMMON.get(name) or FACTS[action].get(name)
        if fact is None or (fact.kind == "count" and value < 1):
            _read_fact(action, name, fact, str(value))


def _read_fact(action: Action, name: str, fact: Fact | None, value: object) -> object:
    if fact is None:
        known = (*FACTS[action], *COMMON)
        raise BadFacts(
            "unknown_fact",
            "{action} has no fact {fact}. It may have: {known}.",
            action=action,
            fact=name,
            known=known,
        )
    try:
        return read_items(value) if fact.kind == "items" else read_value(fact.kind, value)
    except ValueError:
        known = tuple(fact.kind) if not isinstance(fact.kind, str) else ()
        template = WANTED[fact.kind] if isinstance(fact.kind, str) else ONE_OF
        raise BadFacts("bad_fact", template, action=action, fact=name, value=value, known=known) from None


#: What a fact should have been, said of the one that was given.
WANTED: Mapping[str, str] = {
    "day": mark("{action}: {fact} = “{value}” is not a day like 2026-03-09."),
    "number": mark("{action}: {fact} = “{value}” is not a whole number, 0 or more."),
    "count": mark("{action}: {fact} = “{value}” is not a whole number, 1 or more."),
    "text": mark("{action}: {fact} = “{value}” is not text."),
    "money": mark("{action}: {fact} = “{value}” is not an amount in yuan like 12.50."),
    "flag": mark("{action}: {fact} = “{value}” is neither true nor false."),
    "code": mark("{action}: {fact} = “{value}” is not a word like extension_notice."),
    "digest": mark("{action}: {fact} = “{value}” is not a SHA-256."),
}
ONE_OF = mark("{action}: {fact} = “{value}” is not one of {known}.")


def kind_of(action: Action, name: str) -> Kind | None:
    """What a fact holds; `text` is kept out of the chain but for its digest."""
    fact = _ALLOWED[action].get(name)
    return fact.kind if fact else None
