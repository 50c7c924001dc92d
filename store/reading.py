"""A case is read back: what was asked, and every entry with its texts."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, select

from store import docket
from store.copied import NAMES, columns_in, columns_of, copies_from
from store.link import Link
from store.tables import APPLICANTS, CASES, ENTRIES, TEXTS, UNANSWERED
from store.values import day_out, moment_out
from workflow.chain import check_chain, unseal
from workflow.copies import Copies
from workflow.entries import Entry
from workflow.errors import Broken, NotFound
from workflow.ledger import Applicant, Record, Request
from workflow.vocabulary import Action

#: How many references are read at a time.
PAGE = 1000
#: Of so many cases a transaction knows the copies; of one it has forgotten, every column is written.
MOST_SEEN = 1000

_C, _A, _E, _T = CASES.c, APPLICANTS.c, ENTRIES.c, TEXTS.c
FIND = (
    select(_C.id, _C.ref, _C.unit_id, _C.subject, _C.topic, _C.form_of_supply, _C.way, _C.arrived_on, _C.note)
    .add_columns(_A.name, _A.id_document, _A.contact, _A.address, _A.postcode, _A.agent)
    .select_from(CASES.outerjoin(APPLICANTS, _A.case_id == _C.id))
    .where(_C.ref == bindparam("wanted"))
    .order_by(_A.position)
)
# Who reads in order to write holds the case until the transaction ends (SQLite holds them all as it is), and
# is shown the copies, so that only what changes need be written.
HOLD = FIND.add_columns(*(_C[name] for name in NAMES)).with_for_update(of=CASES)
FIND_ENTRIES = (
    select(_E.line, _E.action, _E.on, _E.facts, _E.by, _E.recorded_at, _E.prev, _E.hash)
    .where(_E.case_id == bindparam("wanted"))
    .order_by(_E.line)
)
FIND_TEXTS = select(_T.digest, _T.salt, _T.text).where(_T.case_id == bindparam("wanted"))

Texts = Mapping[str, tuple[str, str]]


def read(link: Link, ref: str) -> Record:
    """The case with this reference.

    Raises:
        NotFound: there is none.
    """
    rows = link.run(HOLD if link.writes else FIND, {"wanted": ref}).fetchall()
    if not rows:
        raise no_case(ref)
    case_id, ref, unit, subject, topic, form_of_supply, way, arrived_on, note = rows[0][:9]
    applicants = tuple(Applicant(*row[9:15]) for row in rows if row[9] is not None)
    if link.writes:
        if len(link.seen) >= MOST_SEEN:
            link.seen.clear()
        link.seen[case_id] = columns_in(rows[0][15:])
    asked = Request(
        unit, applicants, subject, topic, form_of_supply, way, day_out(arrived_on), note
    )  # fmt: skip
    return Record(case_id, ref, asked, tuple(entry for entry, _ in _entries(link, case_id)))


def check(link: Link, ref: str) -> None:
    """Prove the chain of a case, from its receipt to the head its row remembers.

    Raises:
        Broken: it does not hold.
    """
    row = link.core.execute(select(_C.id, _C.version, _C.head).where(_C.ref == ref)).one_or_none()
    if row is None:
        raise no_case(ref)
    kept = list(_entries(link, row.id))
    check_chain(ref, kept)
    if len(kept) != row.version or not kept or kept[-1][0].hash != row.head:
        raise Broken("chain_cut", "{ref}: entries are missing after entry {line}.", ref=ref, line=len(kept))


def kept_copies(link: Link, record: Record) -> Copies:
    """The copies as they are kept."""
    row = dict(link.core.execute(select(CASES).where(_C.id == record.id)).mappings().one())
    try:
        copies = copies_from(row)
        called_for = columns_of(copies, row["next_alert_on"], row["rules"])
    except (ValueError, LookupError):
        raise Broken("copies_unreadable", "The copies cannot be read.") from None
    kept = columns_in([row[name] for name in NAMES])
    # Some columns only repeat others, so that an index can hold them.
    for name in NAMES:
        if called_for[name] != kept[name]:
            raise Broken("columns_disagree", "The column {name} disagrees with another.", name=name)
    years = link.core.execute(select(UNANSWERED.c.year).where(UNANSWERED.c.case_id == record.id)).scalars()
    if sorted(years) != sorted(copies.unanswered_notices):
        raise Broken("columns_disagree", "The column {name} disagrees with another.", name="unanswered")
    if docket.of_case(link, record.id) != copies.proceedings:
        raise Broken("columns_disagree", "The column {name} disagrees with another.", name="proceedings")
    return copies


def next_alert_on(link: Link, record: Record) -> date | None:
    """The day on which the sweep looks at the case again."""
    found: date | None = link.core.execute(select(_C.next_alert_on).where(_C.id == record.id)).scalar_one()
    return found


def page_of_refs(link: Link, after: str, units: frozenset[int], *, open_only: bool) -> Sequence[str]:
    """The references that follow one, of some units or of all."""
    wanted = select(_C.ref).where(_C.ref > after).order_by(_C.ref).limit(PAGE)
    if units:
        wanted = wanted.where(_C.unit_id.in_(units))
    if open_only:
        wanted = wanted.where(_C.closed_on.is_(None))
    return link.core.execute(wanted).scalars().all()


def written_since(link: Link, at: datetime) -> Sequence[str]:
    """The references of the cases that have an entry recorded at an instant or later."""
    recent = select(_E.case_id).where(_E.recorded_at >= at)
    return link.core.execute(select(_C.ref).where(_C.id.in_(recent)).order_by(_C.ref)).scalars().all()


def no_case(ref: str) -> NotFound:
    """What is said of a case that is not there."""
    return NotFound("no_case", "There is no case {ref}.", ref=ref)


def _entries(link: Link, case_id: int) -> Iterator[tuple[Entry, str]]:
    """The entries of a case, each with the JSON kept of its facts."""
    rows: list[Any] = link.run(FIND_ENTRIES, {"wanted": case_id}).fetchall()
    texts: Texts = {}
    if any('"sealed"' in row[3] for row in rows):
        found = link.run(FIND_TEXTS, {"wanted": case_id}).fetchall()
        texts = {digest: (salt, text) for digest, salt, text in found}
    for row in rows:
        try:
            entry = _entry(row, texts)
        except (ValueError, LookupError, TypeError, AttributeError):
            raise Broken("entry_unreadable", "Entry {line} cannot be read.", line=row[0]) from None
        yield entry, row[3]


def _entry(row: Sequence[Any], texts: Texts) -> Entry:
    line, word, on, facts, by, recorded_at, prev, own = row
    action = Action.of(word)
    return Entry(
        line, action, day_out(on), unseal(action, facts, texts), by, moment_out(recorded_at), prev, own
    )
