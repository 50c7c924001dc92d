"""A history given in plain words, for which somebody asks only the deadlines."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from workflow.case import Case
from workflow.clock import Deadline, deadlines_of
from workflow.entries import Entry
from workflow.errors import BadFacts
from workflow.facts import read_facts
from workflow.law import Law
from workflow.replay import Progress, progress_of
from workflow.values import read_day
from workflow.vocabulary import Action, DeadlineKind, Outcome

KNOWN = frozenset({"id", "received", "statute", "region", "events"})
#: What can happen after the receipt.
ACTIONS = {action.value: action for action in Action if action is not Action.RECEIVE}
#: The answer has no bearing on the clock, so a history may leave out which it was.
UNTOLD_OUTCOME = Outcome.PROVIDED


def answer(law: Law, line: Mapping[str, Any]) -> dict[str, Any]:
    """The deadlines of one history, as plain values.

    `line` holds `received`, and optionally `id`, `statute`, `region` and `events`; each event an `action`,
    the day `on` and the facts of that action. An acceptance may be left out.

    Raises:
        BadFacts: the line is malformed.
        Refused: the history is impossible.
    """
    region = line.get("region")
    progress = _progress(law.in_region(region) if region and region != law.region else law, line)
    told: dict[str, Any] = {"id": line.get("id"), "statute": progress.statute.id}
    # Of several of a kind the one that is still waited for is told.
    for deadline in sorted(deadlines_of(progress.reckoning), key=lambda d: d.running):
        told[deadline.kind.value] = tell(deadline)
    return told


def tell(deadline: Deadline) -> dict[str, Any]:
    """A deadline as a program expects it: the day, or null while it is unknown."""
    due = deadline.due_on.isoformat() if deadline.due_on else None
    if deadline.kind is DeadlineKind.REPLY:
        return {"due": due, "provisional": deadline.provisional}
    return {"due": due}


def read_case(law: Law, line: Mapping[str, Any]) -> Case:
    """The case a history tells.

    Raises:
        BadFacts: the line is malformed.
        Refused: the history is impossible.
    """
    return _progress(law, line).case()


def _progress(law: Law, line: Mapping[str, Any]) -> Progress:
    if unknown := line.keys() - KNOWN:
        raise BadFacts("unknown_key", "A history has no {key}.", key=", ".join(sorted(unknown)))
    statute = line.get("statute") or ""
    if not isinstance(statute, str) or not isinstance(line.get("region") or "", str):
        raise BadFacts("bad_history", "statute and region are names.")
    return progress_of(law, read_entries(line), implied=True, statute=statute)


def read_entries(line: Mapping[str, Any]) -> Sequence[Entry]:
    """The entries of a history: the receipt is line 1, the events follow in the order they are listed.

    Raises:
        BadFacts: the line is malformed.
    """
    events = line.get("events")
    if events is None:
        events = []
    if not isinstance(events, list):
        raise BadFacts("bad_events", "events is a list.")
    receipt = Entry(1, Action.RECEIVE, _day("received", line.get("received")))
    return [receipt, *(_read_event(n, event) for n, event in enumerate(events, start=2))]


def _read_event(line: int, event: object) -> Entry:
    if not isinstance(event, dict):
        raise BadFacts("bad_event", "Event {line} is not an object.", line=line)
    facts = dict(event)
    word, day = facts.pop("action", None), facts.pop("on", None)
    action = ACTIONS.get(word) if isinstance(word, str) else None
    if action is None:
        raise BadFacts("unknown_action", "“{action}” is no action.", action=word)
    if action is Action.ANSWER:
        facts.setdefault("outcome", UNTOLD_OUTCOME.value)
    return Entry(line, action, _day("on", day), read_facts(action, facts))


def _day(name: str, value: object) -> date:
    try:
        return read_day(value if isinstance(value, str) else "")
    except ValueError:
        raise BadFacts(
            "bad_day", "{name} = “{value}” is not a day like 2026-03-09.", name=name, value=value
        ) from None
