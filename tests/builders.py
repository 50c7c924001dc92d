"""Terse stories: a case, or its entries, from a few words."""

from dataclasses import replace
from datetime import UTC, date, datetime

from workflow.case import Case
from workflow.clock import Deadline
from workflow.entries import Entry
from workflow.facts import read_facts
from workflow.law import Law, open_law
from workflow.replay import replay
from workflow.vocabulary import Action, DeadlineKind

LAW = open_law()
#: A Monday with two plain weeks before it and five weeks without a holiday but 清明 (Mon 6 April) after it.
RECEIVED = "2026-03-02"


def day(text: str) -> date:
    """A day, written as short as it can be."""
    return date.fromisoformat(text)


def entry(words: str, line: int = 2) -> Entry:
    """One entry: `consult 2026-03-09 with=甲 party=other_body`; ⏎ begins a new line of a fact."""
    action, on, *facts = words.split()
    read = read_facts(Action.of(action), dict(fact.replace("⏎", "\n").split("=", 1) for fact in facts))
    return Entry(line, Action.of(action), day(on), read)


def entries(*happened: str, received: str = RECEIVED) -> list[Entry]:
    """The receipt, and what happened after it, in the order it was written down."""
    told = [f"receive {received}", *happened]
    return [entry(words, line) for line, words in enumerate(told, start=1)]


def a_case(
    *happened: str,
    received: str = RECEIVED,
    statute: str = "",
    law: Law = LAW,
    implied: bool = True,
) -> Case:
    """The case that a story tells; an acceptance may be left out of it."""
    return replay(law, entries(*happened, received=received), implied=implied, statute=statute)


def due(*happened: str, received: str = RECEIVED, statute: str = "", law: Law = LAW) -> date | None:
    """The reply day of a story."""
    return a_case(*happened, received=received, statute=statute, law=law).clock.reply.due_on


def deadline(case: Case, kind: DeadlineKind) -> Deadline:
    """The one deadline of this kind."""
    (found,) = (d for d in case.clock.deadlines if d.kind is kind)
    return found


def recorded(told: Entry, by: str = "小王") -> Entry:
    """An entry as it is when somebody has typed it, at nine in the morning of its day."""
    return replace(told, by=by, recorded_at=datetime(told.on.year, told.on.month, told.on.day, 1, tzinfo=UTC))
