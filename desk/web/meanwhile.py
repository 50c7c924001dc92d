"""What others wrote while somebody had a form open, beside what was typed into it."""

from collections.abc import Sequence
from dataclasses import dataclass

from desk.web.visit import Display
from workflow.casework import Act
from workflow.entries import Entry
from workflow.errors import CaseworkError
from workflow.fact_words import fact_name, told, told_value
from workflow.facts import read_facts
from workflow.ledger import Record


@dataclass(frozen=True, slots=True)
class Since:
    """An entry written while a form was open, and its facts in words."""

    entry: Entry
    facts: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Clash:
    """A fact that two people told differently: as it was typed, and as it was written meanwhile."""

    name: str
    typed: str
    written: str


def since_seen(display: Display, record: Record, seen: int | None) -> Sequence[Since]:
    """What has been written to a case since its version was `seen`."""
    return [
        Since(entry, told(entry.action, entry.facts, display.lang))
        for entry in record.entries
        if seen is not None and entry.line > seen
    ]


def clashes(display: Display, act: Act, since: Sequence[Since]) -> Sequence[Clash]:
    """Where the same step was written otherwise; of a correction, another one of the same entry."""
    try:
        facts = {"on": act.on, **read_facts(act.action, act.facts)}
    except CaseworkError:
        return []
    found: dict[str, Clash] = {}
    for entry in (one.entry for one in since):
        if entry.action is act.action and entry.facts.get("line") == facts.get("line"):
            written = {"on": entry.on, **entry.facts}
            for name in sorted(facts.keys() | written.keys()):
                if facts.get(name) != written.get(name):
                    found[name] = _clash(display, act, name, (facts.get(name), written.get(name)))
    return list(found.values())


def _clash(display: Display, act: Act, name: str, values: tuple[object, object]) -> Clash:
    typed, written = (_told(display, act, name, value) for value in values)
    return Clash(display.words("Day") if name == "on" else fact_name(name, display.lang), typed, written)


def _told(display: Display, act: Act, name: str, value: object) -> str:
    if value is None:
        return "—"
    return str(value) if name == "on" else told_value(act.action, name, value, display.lang)
