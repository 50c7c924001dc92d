"""What a letter may tell: the facts of its entry, and what the case knew when the entry had taken effect."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from workflow.case import Case
from workflow.casework import Done
from workflow.clock import ASKED
from workflow.entries import Entry
from workflow.errors import Refused
from workflow.vocabulary import Action, DeadlineKind, Opinion, Party, ServiceMethod

A = Action


def letter_facts(done: Done, then: Case, entry: Entry) -> dict[str, Any]:
    """The facts for the letter of an entry; `then` is the case as it stood when the entry had taken effect.

    Raises:
        Refused: the letter would promise a day the next holiday notice can still move.
    """
    facts = {**_derived(done, then, entry), **entry.facts}
    return {name: value for name, value in facts.items() if value not in (None, "")}


def _derived(done: Done, then: Case, entry: Entry) -> Mapping[str, Any]:
    """What the entry itself need not say."""
    reply = then.clock.reply
    match entry.action:
        case A.RECEIVE:
            return {"due": None if reply.provisional else reply.due_on}
        case A.ASK_CLARIFICATION:
            return {"clarify_by": _due(then, DeadlineKind.CLARIFICATION)}
        case A.EXTEND:
            return {"old_due": _firm(then.clock.first_limit, then), "new_due": _firm(reply.due_on, then)}
        case A.CHARGE_FEE:
            return {"amount_yuan": _yuan(entry), "pay_by": _firm(_due(then, DeadlineKind.FEE), then)}
        case A.LAPSE:
            return _asked_in_vain(then)
        case A.WITHDRAW:
            return {"withdrawn_on": entry.on}
        case A.ANSWER:
            return {"way": _way(done), **_clarified(then), **_opinion(done)}
        case A.CONSULT:
            return {"party": Party.THIRD_PARTY.value}
        case A.OVERRIDE_THIRD_PARTY:
            return _opinion(done)
        case _:
            return {}


def _due(case: Case, kind: DeadlineKind) -> date | None:
    """The last day of the latest deadline of a kind."""
    days = [deadline.due_on for deadline in case.clock.deadlines if deadline.kind is kind]
    return days[-1] if days else None


def _firm(day: date | None, case: Case) -> date | None:
    """A day a letter may promise.

    Raises:
        Refused: the next holiday notice can still move it.
    """
    if day and case.clock.workdays.is_provisional(day):
        raise Refused(
            "provisional_day",
            "No letter can promise {day}: it is provisional until the notice for {year} is on file."
            " Add it: foi calendar add FILE",
            day=day,
            year=case.clock.workdays.published_through + 1,
        )
    return day


def _yuan(entry: Entry) -> str | None:
    """The amount of a fee notice, kept in fen, as a letter prints it."""
    fen = entry.facts.get("amount")
    return None if fen is None else f"{Decimal(fen) / 100:.2f}".removesuffix(".00")


def _asked_in_vain(then: Case) -> Mapping[str, Any]:
    """What the applicant was asked for, and until when."""
    waiting = [p.entry for p in then.clock.pauses if p.ended is None and p.entry.action is not A.CONSULT]
    if not waiting:
        return {}
    asked = waiting[-1]
    name = "pay_by" if asked.action is A.CHARGE_FEE else "clarify_by"
    return {"notice_on": asked.on, name: _due(then, ASKED[asked.action])}


def _clarified(then: Case) -> Mapping[str, Any]:
    """The last clarification asked for and received."""
    asked = [p for p in then.clock.pauses if p.entry.action is A.ASK_CLARIFICATION and p.ended]
    if not asked:
        return {}
    return {"notice_on": asked[-1].entry.on, "clarified_on": date.fromordinal(asked[-1].ended or 0)}


def _opinion(done: Done) -> Mapping[str, Any]:
    """What the party consulted last said, and its name."""
    heard = [
        entry for entry in done.record.entries if entry.action is A.END_CONSULTATION and not entry.irregular
    ]
    if not heard:
        return {}
    asked = {entry.line: entry for entry in done.record.entries if entry.action is A.CONSULT}
    consult = asked.get(heard[-1].facts.get("consultation", 0))
    told: dict[str, Any] = {"with": consult.facts.get("with")} if consult else {}
    if "opinion" in heard[-1].facts:
        told["opinion_summary"] = f"第三方{Opinion.of(heard[-1].facts['opinion']).zh}"
    return told


def _way(done: Done) -> str:
    """How the information is supplied: as asked for, or as the reply was served."""
    request = done.record.request
    asked = "，".join(filter(None, (request.form_of_supply, request.way)))
    served = [e.facts.get("method") for e in done.record.entries if e.action is A.SERVE]
    if asked or not served or not served[-1]:
        return asked
    return ServiceMethod.of(served[-1]).zh + "提供"
