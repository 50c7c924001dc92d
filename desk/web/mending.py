"""The fields of an entry that is to be corrected, and what was changed in them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from desk.web.at_fault import field_at_fault, field_of_item
from desk.web.forms import Field, field_of
from desk.web.visit import Display, Typed
from letters.catalogue import letter_for
from workflow.casework import Done
from workflow.corrections import as_corrected
from workflow.entries import Entry
from workflow.errors import BadFacts, CaseworkError
from workflow.fact_words import fact_name, told_value
from workflow.facts import FACTS
from workflow.items import ANSWER_WORDS, ITEM, Item, outcomes_of, read_items
from workflow.ledger import Record
from workflow.statute import Statute
from workflow.values import Fact
from workflow.vocabulary import Action, Outcome

#: What stands before the name of a fact on the form: a correction has a reason of its own.
OF_ENTRY = "f_"
#: The facts that no form of one field can hold, or that the system fills in.
NOT_MENDED = frozenset({"items", "assumed"})
#: Fen in a yuan.
FEN = 100


class Change(NamedTuple):
    """A fact before and after a correction, in words."""

    name: str
    was: str
    now: str


def fields_of_entry(done: Done, entry: Entry, display: Display, typed: Typed) -> list[Field]:
    """The facts of an entry as fields, as they now hold or as they were typed; then those of its items."""
    names = _names(done, entry, typed)
    now = {OF_ENTRY + name: as_typed(name, entry.facts[name]) for name in names if name in entry.facts}
    fields = [
        field_of(OF_ENTRY + name, name, Fact(FACTS[entry.action][name].kind), display, {**now, **typed})
        for name in names
    ]
    for n, item in enumerate(entry.facts.get("items", ())):
        kept = {f"i{n}_{name}": as_typed(name, value) for name, value in item.items()}
        for name in _names_of_item(done.case.statute, item):
            one = field_of(f"i{n}_{name}", name, Fact(ITEM[name].kind), display, {**kept, **typed})
            fields.append(Field(one.name, f"{n + 1}. {one.label}", one.kind, False, one.value, one.choices))
    return fields


def mended_facts(done: Done, entry: Entry, typed: Typed, *, back: bool) -> dict[str, object]:
    """The facts of a correction: what was changed on the form, nothing where the entry is taken `back`.

    Raises:
        BadFacts: it has no reason, changes nothing, or empties what an entry has told.
    """
    if not typed.get("reason"):
        raise BadFacts("no_reason", "Say why it is corrected.")
    facts: dict[str, object] = {"line": entry.line, "reason": typed["reason"]}
    if back:
        return facts
    changed: dict[str, object] = {}
    if typed.get("day", str(entry.on)) != str(entry.on):
        changed["day"] = typed["day"]
    for name in _names(done, entry, typed):
        told = typed.get(OF_ENTRY + name)
        if _differs(name, entry.facts, told):
            changed["right_reason" if name == "reason" else name] = told
    changed |= _mended_items(entry, typed, changed)
    if not changed:
        raise BadFacts(
            "nothing_changed", "Nothing is changed yet: put in what is right, or take the entry back."
        )
    return facts | changed


def _differs(name: str, facts: Mapping[str, Any], told: str | None) -> bool:
    was = as_typed(name, facts[name]) if name in facts else ""
    if told is None or told == was.strip():
        return False
    if not told:
        raise BadFacts("fact_emptied", "What {fact} said cannot be emptied: put in what is right.", fact=name)
    return True


def _mended_items(entry: Entry, typed: Typed, changed: Mapping[str, object]) -> dict[str, object]:
    """The items of an answer, all of them where one was changed, and the outcome they lead to."""
    was = [_typed_item(item) for item in entry.facts.get("items", ())]
    now = [
        {name: told for name in ITEM if (told := typed.get(f"i{n}_{name}", item.get(name, "")))}
        for n, item in enumerate(was)
    ]
    if was == now:
        return {}
    items = read_items(now)
    possible = outcomes_of(items)
    stays = changed.get("outcome", entry.facts["outcome"]) in possible
    return {"items": items} if stays else {"items": items, "outcome": possible[0].value}


def _typed_item(item: Item) -> dict[str, str]:
    return {name: as_typed(name, item[name]).strip() for name in ITEM if item.get(name)}


def change_of(display: Display, entry: Entry, after: Record) -> list[Change]:
    """What a correction would make of an entry, fact by fact; nothing where it takes it back."""
    now = {one.line: one for one in as_corrected(after.entries)}.get(entry.line)
    if now is None:
        return []
    changes = [] if now.on == entry.on else [Change(display.words("Day"), str(entry.on), str(now.on))]
    for name in dict.fromkeys((*entry.facts, *now.facts)):
        if entry.facts.get(name) != now.facts.get(name):
            was, becomes = (_told(display, one, name) for one in (entry, now))
            changes.append(Change(fact_name(name, display.lang), was, becomes))
    return changes


def field_of_mending(fault: CaseworkError, line: int) -> str:
    """Where the form tells a fault: at the right day, the reason, or a fact of the entry on this `line`."""
    inner = fault.values.get("fault")
    if isinstance(inner, CaseworkError) and fault.values.get("line") == line:
        fault = inner  # the entry itself would be impossible as it is corrected
    if "n" in fault.values or ": " in field_at_fault(fault):
        return field_of_item(fault)
    named = field_at_fault(fault)
    if named in {"on", "day"}:
        return "day"
    if fault.code == "no_reason":
        return "reason"
    return OF_ENTRY + ("reason" if named == "right_reason" else named)


def as_typed(name: str, value: Any) -> str:
    """A fact as it would be typed; money, kept in fen, in yuan."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if name == "amount":
        return f"{value / FEN:.2f}"
    return value.isoformat() if isinstance(value, date) else str(value)


def _told(display: Display, entry: Entry, name: str) -> str:
    return told_value(entry.action, name, entry.facts[name], display.lang) if name in entry.facts else "—"


def _names(done: Done, entry: Entry, typed: Typed) -> Sequence[str]:
    """The facts that a correction of this entry may replace: of an answer those its letter tells."""
    if entry.action is Action.CORRECT_ENTRY:
        return ()
    names = [name for name in FACTS[entry.action] if name not in NOT_MENDED]
    if entry.action is not Action.ANSWER:
        return names
    outcome = typed.get(OF_ENTRY + "outcome", entry.facts["outcome"])
    told = set() if "items" in entry.facts else _letter_facts(done.case.statute, outcome)
    return [name for name in names if name not in ANSWER_WORDS or name in told or name in entry.facts]


def _names_of_item(statute: Statute, item: Item) -> Sequence[str]:
    told = _letter_facts(statute, item["outcome"])
    return ["what", "outcome", *(n for n in ANSWER_WORDS if n != "what" and (n in told or n in item))]


def _letter_facts(statute: Statute, outcome: str) -> set[str]:
    if outcome not in statute.outcomes:
        return set()
    return set(letter_for(statute.id, Action.ANSWER, Outcome.of(outcome)).facts)
