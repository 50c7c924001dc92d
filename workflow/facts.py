"""The facts each action must bring, and how they are read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, DecimalException
from types import MappingProxyType
from typing import Literal

from workflow.entries import Facts
from workflow.errors import BadFacts, mark
from workflow.vocabulary import Action, ApplicantKind, Channel, Opinion, Outcome, Party, ServiceMethod, Word

Kind = Literal["day", "number", "count", "text", "money", "flag"] | type[Word]


#: Control characters but for tab and new line, and the halves of characters that bad bytes leave behind.
UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Fact:
    """What a fact holds, and whether its action can do without it."""

    kind: Kind
    required: bool = False


DAY, COUNT, TEXT = Fact("day"), Fact("count"), Fact("text")

#: What an answer may tell in words, each in the letters that need it.
ANSWER_WORDS: Mapping[str, Fact] = dict.fromkeys(
    (
        "items", "reason", "way", "where", "search", "right_body", "right_body_contact", "given", "withheld",
        "ground", "opinion_summary", "forbidding_law", "special_law", "what", "reasons_given", "result",
        "earlier_number",
    ),
    TEXT,
) | {"earlier_on": DAY}  # fmt: skip

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
    Action.ANSWER:               {"outcome": Fact(Outcome, required=True), "signed_by": TEXT, **ANSWER_WORDS},
    Action.SERVE:                {"method": Fact(ServiceMethod), "posted": DAY, "signed": DAY,
                                  "tracking": TEXT, "assumed": Fact("flag")},
    Action.WITHDRAW:             {"reason": TEXT},
    Action.LAPSE:                {"why": TEXT},
    Action.CHARGE_FEE:           {"amount": Fact("money"), "basis": TEXT, "tariff": TEXT, "how_to_pay": TEXT},
    Action.PAY_FEE:              {"amount": Fact("money")},
    Action.REOPEN:               {"decision": TEXT, "days": COUNT},
    Action.CORRECT_ENTRY:        {"line": Fact("count", required=True), "reason": TEXT, "day": DAY,
                                  "right_reason": TEXT},
    Action.ANNOTATE:             {"text": TEXT},
    Action.ASSIGN:               {"to": TEXT, "until": DAY},
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
        return read_value(fact.kind, value)
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
}
ONE_OF = mark("{action}: {fact} = “{value}” is not one of {known}.")


def read_value(kind: Kind, value: object) -> object:
    """One value of a fact.

    Raises:
        ValueError: it cannot be read as that kind.
    """
    if not isinstance(kind, str):
        return kind.of(str(value)).value
    match kind:
        case "day":
            return value if isinstance(value, date) else read_day(str(value))
        case "number" | "count":
            return _whole(value, 1 if kind == "count" else 0)
        case "money":
            return _fen(value)
        case "flag":
            return _flag(value)
        case _:
            if not isinstance(value, str) or not value.strip() or not is_writable(value):
                raise ValueError(value)
            return value


def is_writable(text: str) -> bool:
    """Whether a text can stand in every database and on every page: no control characters or broken bytes."""
    return UNWRITABLE.search(text) is None


def read_day(text: str) -> date:
    """A day written as 2026-03-09, and in no other way.

    Raises:
        ValueError: it is not such a day.
    """
    day = date.fromisoformat(text)
    if day.isoformat() != text:
        raise ValueError(text)
    return day


def _whole(value: object, least: int) -> int:
    if isinstance(value, str) and value.isascii() and value.isdigit():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise ValueError(value)
    return value


def _flag(value: object) -> bool:
    if str(value).lower() not in {"true", "false"}:
        raise ValueError(value)
    return str(value).lower() == "true"


def _fen(value: object) -> int:
    try:
        fen = Decimal(str(value)) * 100
    except DecimalException:
        raise ValueError(value) from None
    if not fen.is_finite() or fen != fen.to_integral_value() or fen < 0:
        raise ValueError(value)
    return int(fen)


def is_sealed(action: Action, name: str) -> bool:
    """Whether a fact is free text, kept out of the chain but for its digest."""
    return _kind_of(action, name) == "text"


def is_day(action: Action, name: str) -> bool:
    """Whether a fact holds a day."""
    return _kind_of(action, name) == "day"


def _kind_of(action: Action, name: str) -> Kind | None:
    fact = _ALLOWED[action].get(name)
    return fact.kind if fact else None
