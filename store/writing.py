"""A case is kept, and one more entry: the path every act takes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date

from sqlalchemy import bindparam, delete, insert, update
from sqlalchemy.dialects.postgresql import insert as upsert

from store.copied import columns_of
from store.link import Link
from store.numbers import keep_reference, next_reference
from store.tables import APPLICANTS, CASES, ENTRIES, TEXTS, UNANSWERED
from store.values import day_in, moment_in
from workflow.chain import Sealed, seal
from workflow.copies import Copies
from workflow.entries import GENESIS, Entry
from workflow.errors import Conflict
from workflow.ledger import Record, Request

NEW_CASE = upsert(CASES).on_conflict_do_nothing(index_elements=[CASES.c.ref]).returning(CASES.c.id)
# Two clerks, one case, the same moment: the second finds no row with the version she read.
CHANGED_CASE = update(CASES).where(CASES.c.id == bindparam("case"), CASES.c.version == bindparam("seen"))
NEW_ENTRY = insert(ENTRIES)
NEW_TEXT = insert(TEXTS)
NEW_APPLICANT = insert(APPLICANTS)
NEW_UNANSWERED = insert(UNANSWERED)
NO_UNANSWERED = delete(UNANSWERED).where(UNANSWERED.c.case_id == bindparam("case"))

_UNKNOWN = object()


def add(
    link: Link,
    request: Request,
    entries: Sequence[Entry],
    copies: Copies,
    next_alert_on: date | None,
    *,
    ref: str,
) -> Record:
    """Keep a new case with all that has happened to it.

    Raises:
        Conflict: another case has that reference.
    """
    if ref:
        keep_reference(link, ref)
    else:
        ref = next_reference(link, request.unit, entries[0].on.year)
    chain: list[Sealed] = []
    for entry in entries:
        chain.append(_sealed(ref, entry, chain[-1].entry.hash if chain else GENESIS))
    case = {"ref": ref, **_asked(request), **_head(chain[-1]), **columns_of(copies, next_alert_on)}
    kept = link.run(NEW_CASE, case).fetchone()
    if kept is None:
        raise Conflict("reference_taken", "Another case has the reference {ref}.", ref=ref)
    (case_id,) = kept
    link.run_each(NEW_APPLICANT, _applicants(case_id, request))
    for sealed in chain:
        _keep(link, case_id, sealed)
    _keep_unanswered(link, case_id, copies)
    return Record(case_id, ref, request, tuple(sealed.entry for sealed in chain))


def append(link: Link, record: Record, entry: Entry, copies: Copies, next_alert_on: date | None) -> Record:
    """Keep one more entry.

    Raises:
        Conflict: somebody else has written to the case.
    """
    sealed = _sealed(record.ref, entry, record.entries[-1].hash)
    _rewrite(link, record, copies, {**_head(sealed), **columns_of(copies, next_alert_on)})
    _keep(link, record.id, sealed)
    return Record(record.id, record.ref, record.request, (*record.entries, sealed.entry))


def refresh(link: Link, record: Record, copies: Copies, next_alert_on: date | None) -> None:
    """Write the copies anew.

    Raises:
        Conflict: somebody else has written to the case.
    """
    _rewrite(link, record, copies, {"version": record.version, **columns_of(copies, next_alert_on)})


def change(link: Link, record: Record, columns: Mapping[str, object]) -> Collection[str]:
    """Change what is new of a case that stands as it was read; the names of the columns written.

    What has not changed is left alone, and so are the indexes that hold it. The version is always written.

    Raises:
        Conflict: somebody else has written to the case.
    """
    was = link.seen.setdefault(record.id, {})
    new = {name: value for name, value in columns.items() if was.get(name, _UNKNOWN) != value}
    cursor = link.run(CHANGED_CASE, {**new, "case": record.id, "seen": record.version})
    if cursor.rowcount != 1:
        raise Conflict(
            "stale",
            "{ref} has been changed by somebody else since you looked. Look again, then decide.",
            ref=record.ref,
        )
    was |= new
    del was["version"]
    return new


def _rewrite(link: Link, record: Record, copies: Copies, columns: Mapping[str, object]) -> None:
    if "unanswered" in change(link, record, columns):
        link.run(NO_UNANSWERED, {"case": record.id})
        _keep_unanswered(link, record.id, copies)


def _sealed(ref: str, entry: Entry, prev: str) -> Sealed:
    if entry.recorded_at.tzinfo is not UTC:
        # The hash is of the instant as it will be read again.
        entry = replace(entry, recorded_at=entry.recorded_at.astimezone(UTC))
    return seal(ref, entry, prev)


def _asked(request: Request) -> dict[str, object]:
    return {
        "unit_id": request.unit,
        "subject": request.subject,
        "topic": request.topic,
        "form_of_supply": request.form_of_supply,
        "way": request.way,
        "arrived_on": day_in(request.arrived_on),
        "note": request.note,
    }


def _head(sealed: Sealed) -> dict[str, object]:
    return {"version": sealed.entry.line, "head": sealed.entry.hash}


def _applicants(case_id: int, request: Request) -> list[dict[str, object]]:
    return [
        {
            "case_id": case_id,
            "position": position,
            "name": applicant.name,
            "id_document": applicant.id_document,
            "contact": applicant.contact,
            "address": applicant.address,
            "postcode": applicant.postcode,
            "agent": applicant.agent,
        }
        for position, applicant in enumerate(request.applicants, start=1)
    ]


def _keep(link: Link, case_id: int, sealed: Sealed) -> None:
    entry = sealed.entry
    row = {
        "case_id": case_id,
        "line": entry.line,
        "action": entry.action.value,
        "on": entry.on.isoformat(),
        "recorded_at": moment_in(entry.recorded_at),
        "by": entry.by,
        "facts": sealed.facts,
        "prev": entry.prev,
        "hash": entry.hash,
    }
    link.run(NEW_ENTRY, row)
    words = [{"case_id": case_id, "digest": d, "salt": s, "text": t} for d, (s, t) in sealed.words.items()]
    link.run_each(NEW_TEXT, words)


def _keep_unanswered(link: Link, case_id: int, copies: Copies) -> None:
    years = [{"case_id": case_id, "year": year} for year in copies.unanswered_notices]
    link.run_each(NEW_UNANSWERED, years)
