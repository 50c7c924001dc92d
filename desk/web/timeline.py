"""What happened to a case, entry by entry: as written, as it now holds, and what it does to the clock."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from desk.web.visit import Visit
from desk.web.who import naming
from letters import kept
from workflow.casework import Done
from workflow.corrections import as_corrected
from workflow.entries import Entry
from workflow.errors import mark
from workflow.fact_words import fact_name, told_value
from workflow.machine import ABOUT_ATTACHMENTS, ABOUT_LETTERS, ABOUT_PROCEEDINGS, WITH_FILES, may
from workflow.vocabulary import Action, Effect

A = Action
#: The facts that hold a login, or a name.
OF_SOMEBODY = frozenset({"signed_by", "to"})


@dataclass(frozen=True, slots=True)
class Told:
    """A fact of an entry: as it was written, and as it now holds where a correction says otherwise."""

    name: str
    was: str
    now: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """An entry in the timeline.

    `day_now` is its day where a correction moved it; `fate` says whether it was taken back, corrected, or is
    irregular, `mendable` whether the visitor may take it back or correct it.
    """

    entry: Entry
    recorded: str
    facts: Sequence[Told]
    day_now: date | None
    fate: str
    effect: Effect
    mendable: bool


class _Telling(NamedTuple):
    """How facts are told: the language, what letters are called by their kinds, who has which login."""

    lang: str
    titles: Mapping[str, str]
    named: Callable[[str], str]


SERVICE = frozenset({A.SERVE, A.SIGN_FOR, A.RETURN_MAIL, A.SERVE_AGAIN})
# fmt: off
#: What a timeline can be narrowed to: its word in the address, its name, and the entries it keeps.
KINDS: Mapping[str, tuple[str, frozenset[Action]]] = {
    "":            (mark("Everything"),           frozenset(Action)),
    "clock":       (mark("What moves the clock"), frozenset()),
    "letters":     (mark("Letters and service"),  ABOUT_LETTERS | SERVICE),
    "attachments": (mark("Attachments"),          ABOUT_ATTACHMENTS),
    "proceedings": (mark("Reviews and suits"),    ABOUT_PROCEEDINGS | {A.REOPEN}),
    "mended":      (mark("Corrections"),          frozenset({A.CORRECT_ENTRY})),
    "notes":       (mark("Notes"),                frozenset({A.ANNOTATE, A.ASSIGN})),
}
# fmt: on


def timeline(visit: Visit, done: Done, show: str) -> list[Step]:
    """The entries of a case of one kind, oldest first."""
    standing = {entry.line: entry for entry in as_corrected(done.record.entries)}
    titles = {d.kind: kept.recall(d.words).title for d in visit.house.ledger.documents(done.record.ref)}
    told = _Telling(visit.display.lang, titles, naming(visit))
    steps = [_step(visit, done, entry, standing.get(entry.line), told) for entry in done.record.entries]
    return [step for step in steps if _shown(step, show)]


def _shown(step: Step, show: str) -> bool:
    if show == "clock":
        return step.effect is not Effect.NONE
    return step.entry.action in KINDS.get(show, KINDS[""])[1] or (show == "mended" and bool(step.fate))


def _step(visit: Visit, done: Done, entry: Entry, now: Entry | None, telling: _Telling) -> Step:
    zone = ZoneInfo(visit.house.config.office.timezone)
    return Step(
        entry=entry,
        recorded=entry.recorded_at.astimezone(zone).strftime("%Y-%m-%d %H:%M"),
        facts=[_told(telling, entry, now, name) for name in _names(entry, now)],
        day_now=now.on if now and now.on != entry.on else None,
        fate=_fate(visit, entry, now),
        effect=Effect.NONE if entry.irregular else done.case.statute.clock[entry.action].effect,
        mendable=is_mendable(entry, now) and may(A.CORRECT_ENTRY, visit.actor.roles),
    )


def _names(entry: Entry, now: Entry | None) -> Sequence[str]:
    return list(dict.fromkeys((*entry.facts, *(now.facts if now else ()))))


def _told(telling: _Telling, entry: Entry, now: Entry | None, name: str) -> Told:
    def value(of: Entry) -> str:
        if name not in of.facts:
            return "—"
        told = told_value(of.action, name, of.facts[name], telling.lang)
        if name in OF_SOMEBODY:
            return telling.named(told)
        return telling.titles.get(told, told) if name == "letter" else told

    changed = now is not None and now.facts.get(name) != entry.facts.get(name)
    return Told(fact_name(name, telling.lang), value(entry), value(now) if now and changed else "")


def is_mendable(entry: Entry, now: Entry | None) -> bool:
    """Whether a correction can still do something to an entry; what was issued stays."""
    return now is not None and entry.action not in WITH_FILES


def _fate(visit: Visit, entry: Entry, now: Entry | None) -> str:
    if now is None:
        return visit.display.words("taken back")
    if now != entry:
        return visit.display.words("corrected")
    return visit.display.words("irregular") if entry.irregular else ""
