"""What a letter may tell: the facts of its entry, and what the case knew when the entry had taken effect."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from workflow.case import Case
from workflow.charging import check_tariff, fee_steps, scale_of
from workflow.clock import ASKED
from workflow.entries import Entry
from workflow.errors import Refused
from workflow.fee import Step
from workflow.ledger import Request
from workflow.reckoning import Pause
from workflow.vocabulary import Action, DeadlineKind, Effect, FeeBasis, Opinion, Party, ServiceMethod

A = Action


def letter_facts(request: Request, happened: Sequence[Entry], then: Case) -> dict[str, Any]:
    """The facts for the letter of the last entry that had happened; `then` is the case as it then stood.

    Raises:
        Refused: the letter would promise a day the next holiday notice can still move.
    """
    facts = {**_derived(request, happened, then), **happened[-1].facts}
    return {name: value for name, value in facts.items() if value not in (None, "")}


def _derived(request: Request, happened: Sequence[Entry], then: Case) -> Mapping[str, Any]:
    """What the entry itself need not say."""
    entry, reply = happened[-1], then.clock.reply
    match entry.action:
        case A.RECEIVE:
            return {"due": None if reply.provisional else reply.due_on}
        case A.ASK_CLARIFICATION:
            asked = _due(then, DeadlineKind.CLARIFICATION)
            firm = asked is not None and not then.clock.workdays.is_provisional(asked)
            return {"clarify_by": asked if firm else None}
        case A.EXTEND:
            return _extended(then)
        case A.CHARGE_FEE:
            return _fee(then, entry) | {"pay_by": _firm(_due(then, DeadlineKind.FEE), then)}
        case A.LAPSE:
            return _asked_in_vain(then)
        case A.WITHDRAW:
            return {"withdrawn_on": entry.on}
        case A.ANSWER:
            return {"way": _way(request, entry), **_clarified(then), **_opinion(happened)}
        case A.CONSULT:
            return {"party": Party.THIRD_PARTY.value}
        case A.OVERRIDE_THIRD_PARTY:
            return _opinion(happened)
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


def _extended(then: Case) -> dict[str, Any]:
    """The last day before and after an extension; while nobody can know it, what the period waits for.

    Raises:
        Refused: the period waits for a fee with whose payment it begins anew, and the extension is gone.
    """
    clock = then.clock
    if clock.reply.due_on is not None:
        return {"old_due": _firm(clock.first_limit, then), "new_due": _firm(clock.reply.due_on, then)}
    waiting = [pause for pause in clock.pauses if pause.excludes and pause.last is None]
    anew = then.statute.clock[A.PAY_FEE].effect is Effect.RESTART
    if anew and any(pause.entry.action is A.CHARGE_FEE for pause in waiting):
        raise Refused(
            "extension_falls_away",
            "When the fee is paid the period begins anew and this extension is gone: do not promise it."
            " Take the entry back, and extend after the payment.",
        )
    return {"paused": "、".join(dict.fromkeys(_waits_for(pause) for pause in waiting))}


def _waits_for(pause: Pause) -> str:
    return f"征求{pause.party.zh}意见" if pause.entry.action is A.CONSULT else "等待缴纳信息处理费"


def _fee(then: Case, entry: Entry) -> dict[str, Any]:
    """The amount of a fee notice, kept in fen, as a letter prints it; by the tariff, how it comes about."""
    fen = entry.facts.get("amount")
    told = {} if fen is None else {"amount_yuan": f"{Decimal(fen) / 100:.2f}".removesuffix(".00")}
    if "per" not in entry.facts:
        check_tariff(then.statute, entry.on)
        return told
    basis = FeeBasis.of(entry.facts["per"])
    scale = scale_of(then.statute, basis, entry.on)
    steps = [_step(step, UNITS[basis]) for step in fee_steps(then.statute, entry)]
    return told | {
        "basis": f"{basis.zh}计收，按{scale.counts}，本件{_counted(basis, entry)}",
        "tariff": scale.text,
        "fee_steps": "；".join(steps),
    }


def _counted(basis: FeeBasis, notice: Entry) -> str:
    """Pages are counted for each application, items along the month."""
    count, before = notice.facts["count"], notice.facts.get("before", 0)
    if basis is FeeBasis.PAGE:
        return f"共{count}页"
    first, last = before + 1, before + count
    return f"为其中第{first}至{last}件" if count > 1 else f"为其中第{last}件"


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
    if asked.action is A.CHARGE_FEE:
        check_tariff(then.statute, asked.on)
    name = "pay_by" if asked.action is A.CHARGE_FEE else "clarify_by"
    return {"notice_on": asked.on, name: _due(then, ASKED[asked.action])}


def _clarified(then: Case) -> Mapping[str, Any]:
    """The last clarification asked for and received."""
    asked = [p for p in then.clock.pauses if p.entry.action is A.ASK_CLARIFICATION and p.ended]
    if not asked:
        return {}
    return {"notice_on": asked[-1].entry.on, "clarified_on": date.fromordinal(asked[-1].ended or 0)}


def _opinion(happened: Sequence[Entry]) -> Mapping[str, Any]:
    """What the third party had said before the last entry, and its name.

    Of several parties none speaks for another: where they differ nothing is derived, and an override is told
    to the party it names in that party's own words.
    """
    standing = [entry for entry in happened if not entry.irregular]
    asked = {e.line: e for e in standing if e.action is A.CONSULT and _is_third_party(e)}
    heard = {
        e.facts["consultation"]: e.facts.get("opinion")
        for e in standing
        if e.action is A.END_CONSULTATION and e.facts.get("consultation") in asked
    }
    named = happened[-1].facts.get("with")
    of_interest = [line for line in heard if named is None or asked[line].facts.get("with") == named]
    if not of_interest or len({heard[line] for line in of_interest}) > 1:
        return {}
    last = of_interest[-1]
    told: dict[str, Any] = {"with": asked[last].facts.get("with")}
    if opinion := heard[last]:
        told["opinion_summary"] = Opinion.of(opinion).zh
    return told


def _is_third_party(consult: Entry) -> bool:
    return bool(consult.facts.get("party", Party.THIRD_PARTY) == Party.THIRD_PARTY)


def _way(request: Request, answer: Entry) -> str:
    """How the information is supplied: as asked for, else as the answer says it is sent."""
    asked = "，".join(filter(None, (request.form_of_supply, request.way)))
    if asked or "send_by" not in answer.facts:
        return asked
    return ServiceMethod.of(answer.facts["send_by"]).zh + "提供"
