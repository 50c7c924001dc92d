"""Cases, deadlines and alerts as plain values: the JSON that programs lean on."""

from collections.abc import Mapping
from datetime import UTC, date
from typing import Any

from desk.language import say_fault
from workflow.casework import Done
from workflow.clock import Deadline
from workflow.docket import DocketRow
from workflow.documents import Document
from workflow.entries import Entry
from workflow.errors import CaseworkError, Refused
from workflow.explain import DayLine
from workflow.ledger import Raised
from workflow.listing import Row
from workflow.proceedings import Proceeding
from workflow.recourse import OpenUntil, recourses


def plain_case(done: Done) -> dict[str, Any]:
    """A case with its entries, deadlines and what is possible now."""
    record, case = done.record, done.case
    return {
        "ref": record.ref,
        "state": case.state.value,
        "outcome": case.outcome.value if case.outcome else None,
        "version": record.version,
        "statute": case.statute.id,
        "received": case.received_on.isoformat(),
        "answered": case.answered_on.isoformat() if case.answered_on else None,
        "served": case.served_on.isoformat() if case.served_on else None,
        "delivery": case.delivery.value if case.delivery else None,
        "signed": case.signed_on.isoformat() if case.signed_on else None,
        "recourses": [plain_recourse(way) for way in recourses(case)],
        "proceedings": [plain_proceeding(one) for one in case.proceedings],
        "items": [plain_facts(item) for item in case.items],
        "closed": case.clock.stopped_on.isoformat() if case.clock.stopped_on else None,
        "channel": case.channel.value,
        "kind": case.kind.value,
        "applicants": [applicant.name for applicant in record.request.applicants],
        "subject": record.request.subject,
        "topic": record.request.topic,
        "deficiencies": deficiencies(done),
        "possible": [action.value for action in case.possible()],
        "irregular": [entry.line for entry in case.irregular],
        "reply": plain_due(case.clock.reply),
        "deadlines": [plain_deadline(deadline) for deadline in case.clock.deadlines],
        "entries": [plain_entry(entry) for entry in record.entries],
    }


def deficiencies(done: Done) -> list[str]:
    """What the application lacks (2019 第二十九条: 身份证明、联系方式); no reason not to log it."""
    wanted = ("id_document", "contact") if done.case.statute.id == "cn-2019" else ("contact",)
    return [
        name for name in wanted if not all(getattr(person, name) for person in done.record.request.applicants)
    ]


def plain_due(deadline: Deadline) -> dict[str, Any]:
    """A deadline's last day, null while it is unknown."""
    due = deadline.due_on.isoformat() if deadline.due_on else None
    return {"due": due, "provisional": deadline.provisional}


def plain_deadline(deadline: Deadline) -> dict[str, Any]:
    """A deadline with the article that sets it."""
    return {
        "kind": deadline.kind.value,
        **plain_due(deadline),
        "running": deadline.running,
        "article": deadline.sentence.article,
        "line": deadline.line,
    }


def plain_entry(entry: Entry) -> dict[str, Any]:
    """A line of the ledger."""
    return {
        "line": entry.line,
        "action": entry.action.value,
        "on": entry.on.isoformat(),
        "recorded_at": entry.recorded_at.astimezone(UTC).isoformat(),
        "by": entry.by,
        "facts": plain_facts(entry.facts),
    }


def plain_facts(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts with their days as text; items are facts of their own."""
    return {
        name: [plain_facts(item) for item in v]
        if isinstance(v, tuple)
        else str(v)
        if isinstance(v, date)
        else v
        for name, v in facts.items()
    }


def plain_recourse(way: OpenUntil) -> dict[str, Any]:
    """Until when the applicant may go to review or to court, null while the day of receipt is unknown."""
    return {
        "kind": way.kind.value,
        "until": way.until.isoformat() if way.until else None,
        "provisional": way.provisional,
        "filed": _iso(way.filed_on),
    }


def plain_proceeding(one: Proceeding) -> dict[str, Any]:
    """A review, a suit or a complaint over a case; `line` is the entry of its filing."""
    return {
        "line": one.line,
        "kind": one.kind.value,
        "filed": one.filed.on.isoformat(),
        "received": one.received_on.isoformat(),
        "due": _iso(one.due_on),
        "responded": _iso(one.responded.on) if one.responded else None,
        "decided": _iso(one.decided.on) if one.decided else None,
        "result": one.result.value,
        "reopened": _iso(one.reopened.on) if one.reopened else None,
        "body": one.filed.facts.get("body", ""),
        "case_number": one.filed.facts.get("case_number", ""),
    }


def plain_docket_row(row: DocketRow) -> dict[str, Any]:
    """A proceeding in a list over all cases; `due` while its answer is awaited."""
    one = row.proceeding
    return {
        "ref": row.ref,
        "line": one.line,
        "kind": one.kind.value,
        "filed": one.filed_on.isoformat(),
        "due": _iso(one.due_on),
        "decided": _iso(one.decided_on),
        "result": one.result.value,
        "applicant": row.applicant,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def plain_day(line: DayLine) -> dict[str, Any]:
    """One day of an explained clock."""
    return {
        "on": line.on.isoformat(),
        "mark": line.mark.value,
        "why": line.why.kind.value,
        "name": line.why.name,
        "counted": line.counted,
        "of": line.total,
        "article": line.sentence.article,
        "acts": [action.value for action in line.acts],
        "due": line.is_due,
    }


def plain_row(row: Row) -> dict[str, Any]:
    """A case in a list."""
    return {
        "ref": row.ref,
        "state": row.state.value,
        "outcome": row.outcome,
        "applicant": row.applicant,
        "subject": row.subject,
        "received": row.received_on.isoformat(),
        "closed": row.closed_on.isoformat() if row.closed_on else None,
        "due": row.reply.due_on.isoformat() if row.reply.due_on else None,
        "provisional": row.reply.provisional,
    }


def plain_alert(raised: Raised) -> dict[str, Any]:
    """An alert: when it was owed, when it was raised, how late."""
    alert = raised.alert
    return {
        "ref": raised.ref,
        "kind": alert.kind.value,
        "due": alert.due_on.isoformat(),
        "threshold": alert.threshold,
        "owed": alert.owed_on.isoformat(),
        "raised": raised.raised_on.isoformat(),
        "raised_at": raised.raised_at.astimezone(UTC).isoformat(),
        "late_by": raised.late_by,
        "superseded": raised.superseded,
    }


def plain_document(document: Document, *, idle: bool = False) -> dict[str, Any]:
    """A letter: what it tells, how far it has come, and the SHA-256 of its files once it is issued.

    `idle` is a draft that its case calls for no more.
    """
    return {
        "id": document.id,
        "ref": document.ref,
        "line": document.line,
        "kind": document.kind,
        "status": document.status.value,
        "number": document.number,
        "edited": document.edited,
        "idle": idle,
        "drafted_by": document.drafted_by,
        "signed_by": document.signed_by,
        "issued_on": document.issued_on.isoformat() if document.issued_on else None,
        "sha256": {"docx": document.docx, "pdf": document.pdf} if document.docx else None,
    }


def plain_fault(fault: CaseworkError, lang: str) -> dict[str, Any]:
    """A fault as a program reads it."""
    told: dict[str, Any] = {"code": fault.code, "message": say_fault(lang, fault)}
    if "faults" in fault.values:
        told["faults"] = fault.values["faults"]
    if isinstance(fault, Refused) and fault.possible:
        told["possible"] = list(fault.possible)
    return told
