"""What a letter may tell: the facts of its entry, and what the case knew when the entry had taken effect."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from workflow.case import Case
from workflow.casework import Done
from workflow.charging import fee_steps, scale_of
from workflow.clock import ASKED
from workflow.corrections import as_corrected
from workflow.entries import Entry
from workflow.errors import Refused
from workflow.fee import Step
from workflow.vocabulary import Action, DeadlineKind, FeeBasis, Opinion, Party, ServiceMethod

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
            return _fee(then, entry) | {"pay_by": _firm(_due(then, DeadlineKind.FEE), then)}
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


def _fee(then: Case, entry: Entry) -> dict[str, Any]:
    """The amount of a fee notice, kept in fen, as a letter prints it; by the tariff, how it comes about."""
    fen = entry.facts.get("amount")
    told = {} if fen is None else {"amount_yuan": f"{Decimal(fen) / 100:.2f}".removesuffix(".00")}
    if "per" not in entry.facts:
        return told
    basis, before = FeeBasis.of(entry.facts["per"]), entry.facts.get("before", 0)
    scale = scale_of(then.statute, basis, entry.on)
    unit = UNITS[basis]
    first, last = before + 1, before + entry.facts["count"]
    counted = f"第{first}至{last}{unit}" if last > first else f"第{last}{unit}"
    steps = [_step(step, unit) for step in fee_steps(then.statute, entry)]
    return told | {
        "basis": f"{basis.zh}计收，按{scale.counts}，本件为其中{counted}",
        "tariff": scale.text,
        "fee_steps": "；".join(steps),
    }


#: What each basis counts in.
UNITS = {FeeBasis.ITEM: "件", FeeBasis.PAGE: "页"}


def _step(step: Step, unit: str) -> str:
    count = step.last - step.first + 1
    span = f"{step.first}至{step.last}{unit}" if count > 1 else f"第{step.last}{unit}"
    return f"{span}：{count}{unit}×{step.yuan}元={step.total}元"


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
    """What the third party consulted last said, and its name."""
    entries = [entry for entry in as_corrected(done.record.entries) if not entry.irregular]
    asked = {
        entry.line: entry
        for entry in entries
        if entry.action is A.CONSULT and entry.facts.get("party", Party.THIRD_PARTY) == Party.THIRD_PARTY
    }
    heard = [e for e in entries if e.action is A.END_CONSULTATION and e.facts.get("consultation") in asked]
    if not heard:
        return {}
    told: dict[str, Any] = {"with": asked[heard[-1].facts["consultation"]].facts.get("with")}
    if "opinion" in heard[-1].facts:
        told["opinion_summary"] = Opinion.of(heard[-1].facts["opinion"]).zh
    return told


def _way(done: Done) -> str:
    """How the information is supplied: as asked for, or as the reply was served."""
    request = done.record.request
    asked = "，".join(filter(None, (request.form_of_supply, request.way)))
    served = [e.facts.get("method") for e in as_corrected(done.record.entries) if e.action is A.SERVE]
    if asked or not served or not served[-1]:
        return asked
    return ServiceMethod.of(served[-1]).zh + "提供"


#: Words for the net in what an applicant asked for.
NET = ("网", "邮件", "邮箱", "online", "email")


def goes_by_net(done: Done, entry: Entry) -> bool:
    """Whether a reply is to be sent by net: as the answer says, else as the applicant asked for it."""
    if "send_by" in entry.facts:
        return bool(entry.facts["send_by"] == ServiceMethod.ONLINE)
    return any(word in done.record.request.way.lower() for word in NET)
