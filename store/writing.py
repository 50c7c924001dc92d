"""Cases are kept, and one more entry of one: the path every act takes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date
from typing import Final

from sqlalchemy import bindparam, delete, insert, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from store import docket
from store.copied import columns_of
from store.link import Link
from store.numbers import references
from store.tables import APPLICANTS, CASES, ENTRIES, TEXTS, UNANSWERED
from store.values import day_in, moment_in, tail_of
from workflow.chain import Sealed, seal
from workflow.copies import Copies
from workflow.entries import GENESIS, Entry
from workflow.errors import Conflict
from workflow.ledger import NewCase, Record, Request

#: How each database is asked for the numbers of so many new rows of `cases`.
NEW_IDS: Final = {
    "sqlite": text(
        "WITH RECURSIVE new (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM new WHERE n < :many) "
        "SELECT n + (SELECT coalesce(max(id), 0) FROM cases) FROM new"
    ),
    "postgresql": text("SELECT nextval('cases_id_seq') FROM generate_series(1, :many)"),
}
NEW_CASE = upsert(CASES).on_conflict_do_nothing(index_elements=[CASES.c.ref])
# Two clerks, one case, the same moment: the second finds no row with the version she read.
CHANGED_CASE = update(CASES).where(CASES.c.id == bindparam("case"), CASES.c.version == bindparam("seen"))
NEW_ENTRY = insert(ENTRIES)
NEW_TEXT = insert(TEXTS)
NEW_APPLICANT = insert(APPLICANTS)
NEW_UNANSWERED = insert(UNANSWERED)
NO_UNANSWERED = delete(UNANSWERED).where(UNANSWERED.c.case_id == bindparam("case"))

_UNKNOWN = object()


def add(link: Link, cases: Sequence[NewCase], *, rules: str) -> list[Record]:
    """Keep new cases with all that has happened to them, reckoned by some rules; each table in one go.

    Raises:
        Conflict: another case has one of the references.
    """
    refs, ids = references(link, cases), _new_ids(link, len(cases))
    kept, applicants, entries, texts, unanswered, proceedings = [], [], [], [], [], []
    records = []
    for case, ref, case_id in zip(cases, refs, ids, strict=True):
        chain: list[Sealed] = []
        for entry in case.entries:
            chain.append(_sealed(ref, entry, chain[-1].entry.hash if chain else GENESIS))
        copies = columns_of(case.copies, case.next_alert_on, rules)
        kept.append({"id": case_id, "ref": ref, **_asked(case.request), **_head(chain[-1]), **copies})
        applicants += _applicants(case_id, case.request)
        entries += [_entry(case_id, sealed) for sealed in chain]
        texts += [words for sealed in chain for words in _texts(case_id, sealed)]
        unanswered += _unanswered(case_id, case.copies)
        proceedings += docket.rows(case_id, case.copies.proceedings)
        records.append(Record(case_id, ref, case.request, tuple(sealed.entry for sealed in chain)))
    if link.run_each(NEW_CASE, kept) != len(kept):
        raise _taken(link, records)
    link.run_each(NEW_APPLICANT, applicants)
    link.run_each(NEW_ENTRY, entries)
    link.run_each(NEW_TEXT, texts)
    link.run_each(NEW_UNANSWERED, unanswered)
    link.run_each(docket.NEW, proceedings)
    return records


def append(
    link: Link, record: Record, entry: Entry, copies: Copies, next_alert_on: date | None, *, rules: str
) -> Record:
    """Keep one more entry.

    Raises:
        Conflict: somebody else has written to the case.
    """
    sealed = _sealed(record.ref, entry, record.entries[-1].hash)
    _rewrite(link, record, copies, {**_head(sealed), **columns_of(copies, next_alert_on, rules)})
    link.run(NEW_ENTRY, _entry(record.id, sealed))
    link.run_each(NEW_TEXT, _texts(record.id, sealed))
    return Record(record.id, record.ref, record.request, (*record.entries, sealed.entry))


def refresh(link: Link, record: Record, copies: Copies, next_alert_on: date | None, *, rules: str) -> None:
    """Write the copies anew.

    Raises:
        Conflict: somebody else has written to the case.
    """
    _rewrite(link, record, copies, {"version": record.version, **columns_of(copies, next_alert_on, rules)})


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
    written = change(link, record, columns)
    if "unanswered" in written:
        link.run(NO_UNANSWERED, {"case": record.id})
        link.run_each(NEW_UNANSWERED, _unanswered(record.id, copies))
    if "proceedings" in written:
        docket.keep_anew(link, record.id, copies.proceedings)


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
            "id_tail": tail_of(applicant.id_document),
        }
        for position, applicant in enumerate(request.applicants, start=1)
    ]


def _entry(case_id: int, sealed: Sealed) -> dict[str, object]:
    entry = sealed.entry
    return {
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


def _texts(case_id: int, sealed: Sealed) -> list[dict[str, object]]:
    return [{"case_id": case_id, "digest": d, "salt": s, "text": t} for d, (s, t) in sealed.words.items()]


def _unanswered(case_id: int, copies: Copies) -> list[dict[str, object]]:
    return [{"case_id": case_id, "year": year} for year in copies.unanswered_notices]


def _new_ids(link: Link, many: int) -> list[int]:
    rows = link.run(NEW_IDS[link.core.dialect.name], {"many": many}).fetchall() if many else ()
    return [new for (new,) in rows]


def _taken(link: Link, records: Sequence[Record]) -> Conflict:
    """Names the first of the cases whose reference belongs to another."""
    owners = select(CASES.c.ref, CASES.c.id).where(CASES.c.ref.in_([record.ref for record in records]))
    owner = {row.ref: row.id for row in link.core.execute(owners)}
    ref = next(record.ref for record in records if owner[record.ref] != record.id)
    return Conflict("reference_taken", "Another case has the reference {ref}.", ref=ref)
