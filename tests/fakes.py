"""A ledger in memory: it keeps the promises of the port in the plainest way, for as long as a test."""

import re
import threading
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date

from tests.fake_arrivals import MemoryArrivals
from tests.fake_docket import MemoryDocket, told_of, years_of
from tests.fake_documents import MemoryDocuments
from tests.fake_lists import MemoryLists
from tests.fake_sweeps import MemoryOfficeAlerts, MemorySweeps
from tests.fake_yearbook import MemoryYearbook
from workflow.chain import check_chain, seal
from workflow.copies import Copies
from workflow.entries import GENESIS, Entry
from workflow.errors import Conflict, NotFound
from workflow.ledger import Ledger, NewCase, Raised, Record, Unit
from workflow.listing import Row
from workflow.question import Facets, Question

OURS = re.compile(r"(?:(.+)-)?([12]\d{3})-(\d{4,15})", re.ASCII)


@dataclass(frozen=True)
class Kept:
    """A case as the memory holds it."""

    record: Record
    facts: tuple[str, ...]
    copies: Copies
    next_alert_on: date | None
    raised: tuple[Raised, ...] = ()
    rules: str = ""

    @property
    def row(self) -> Row:
        record, copies = self.record, self.copies
        return Row(
            id=record.id,
            ref=record.ref,
            unit=record.request.unit,
            applicant=record.request.applicants[0].name if record.request.applicants else "",
            subject=record.request.subject,
            state=copies.state,
            received_on=copies.received_on,
            outcome=None if copies.outcome is None else copies.outcome.value,
            closed_on=copies.closed_on,
            assigned_to=copies.assigned_to,
            reply=copies.deadlines[0],
        )

    def facets(self, notice: int | None = None) -> Facets:
        c = self.copies
        counted = None if c.counted_on is None else c.counted_on.year
        return Facets(
            c.received_on.year, counted, c.counted_outcome, c.timeliness, c.kind, c.channel, notice
        )  # fmt: skip

    def all_facets(self) -> list[Facets]:
        return [
            self.facets(),
            *(self.facets(year) for year in self.copies.unanswered_notices),
            *(replace(self.facets(), proceeding=told_of(one)) for one in self.copies.proceedings),
        ]


class MemoryLedger(MemoryDocuments, MemoryYearbook, MemoryDocket, MemoryLists, Ledger):
    def __init__(self) -> None:
        super().__init__()
        self.rules = ""
        self._lock = threading.RLock()
        self._cases: dict[str, Kept] = {}
        self._series: dict[tuple[object, ...], int] = {}
        self._units: dict[int, Unit] = {}
        self._notices: list[str] = []
        self._noticed_at = []
        self.arrivals = MemoryArrivals(self)
        self.swept, self.silences = {}, {}
        self._office_alerts = MemoryOfficeAlerts()

    @contextmanager
    def transaction(self):
        with self._lock:
            before = {name: kept.copy() for name, kept in vars(self).items() if isinstance(kept, dict | list)}
            try:
                yield
            except BaseException:
                vars(self).update(before)
                raise

    # What happened.

    def add(self, request, entries, copies, next_alert_on, ref=""):
        return self.add_many([NewCase(request, entries, copies, next_alert_on, ref)])[0]

    def add_many(self, cases):
        with self.transaction():
            for case in cases:
                self._pass_over(case.ref)
            return [self._add(case) for case in cases]

    def _add(self, case):
        ref = case.ref or self._next(case.request.unit, case.entries[0].on.year)
        if ref in self._cases:
            raise Conflict("reference_taken", "Another case has the reference {ref}.", ref=ref)
        chain = []
        for entry in case.entries:
            chain.append(seal(ref, _in_utc(entry), chain[-1].entry.hash if chain else GENESIS))
        record = Record(len(self._cases) + 1, ref, case.request, tuple(sealed.entry for sealed in chain))
        facts = tuple(sealed.facts for sealed in chain)
        self._cases[ref] = Kept(record, facts, case.copies, case.next_alert_on, rules=self.rules)
        return record

    def append(self, record, entry, copies, next_alert_on):
        with self.transaction():
            kept = self._as_read(record)
            sealed = seal(record.ref, _in_utc(entry), record.entries[-1].hash)
            record = replace(record, entries=(*record.entries, sealed.entry))
            facts = (*kept.facts, sealed.facts)
            self._cases[record.ref] = Kept(record, facts, copies, next_alert_on, kept.raised, self.rules)
            return record

    def refresh(self, record, copies, next_alert_on):
        with self.transaction():
            kept = self._as_read(record)
            self._cases[record.ref] = replace(
                kept, copies=copies, next_alert_on=next_alert_on, rules=self.rules
            )  # fmt: skip

    def read(self, ref):
        return self._kept(ref).record

    def copies(self, record):
        return self._kept(record.ref).copies

    def next_alert_on(self, record):
        return self._kept(record.ref).next_alert_on

    def refs(self, *, open_only=False, after=""):
        kept = (k for k in self._in_order() if not open_only or k.copies.closed_on is None)
        return iter([k.record.ref for k in kept if k.record.ref > after])

    def written_since(self, at):
        return [k.record.ref for k in self._in_order() if any(e.recorded_at >= at for e in k.record.entries)]

    def check(self, ref):
        kept = self._kept(ref)
        check_chain(ref, zip(kept.record.entries, kept.facts, strict=True))

    def first_moment(self):
        moments = (e.recorded_at for k in self._cases.values() for e in k.record.entries)
        return min(moments, default=None)

    # Lists and counts.

    def tally(self, year, units):
        found = Counter(
            facets
            for kept in self._cases.values()
            if not units or kept.record.request.unit in units
            for facets in kept.all_facets()
            if year in years_of(facets)
        )
        return list(found.items())

    def cases(self, question: Question, year, units, after="", limit=50):
        return self._page(
            lambda kept: (
                (not units or kept.record.request.unit in units)
                and any(question.asks_for(facets, year) for facets in kept.all_facets())
            ),
            after,
            limit,
        )

    def rows_of(self, refs):
        return [kept.row for kept in self._in_order() if kept.record.ref in refs]

    # The bell.

    def due(self, today, after, limit):
        waiting = sorted(
            (kept.next_alert_on, kept.record.id, kept.record.ref)
            for kept in self._cases.values()
            if kept.next_alert_on is not None and kept.next_alert_on <= today
        )
        return [place for place in waiting if after is None or place[:2] > after][:limit]

    def behind(self, after, limit):
        found = sorted((k.rules, k.record.id, k.record.ref) for k in self._cases.values())
        behind = [place for place in found if place[0] != self.rules]
        return [place for place in behind if after is None or place[:2] > after][:limit]

    def count_behind(self):
        return sum(kept.rules != self.rules for kept in self._cases.values())

    def is_behind(self, record):
        return self._kept(record.ref).rules != self.rules

    @property
    def sweeps(self):
        return MemorySweeps(self)

    @property
    def office_alerts(self):
        return self._office_alerts

    def alerts(self, record):
        return sorted(self._kept(record.ref).raised, key=lambda raised: raised.alert.owed_on)

    def raise_alerts(self, record, raised, next_alert_on):
        with self.transaction():
            kept = self._as_read(record)
            known: dict[object, Raised] = {one.alert.key: one for one in kept.raised}
            for one in raised:
                known.setdefault(one.alert.key, one)
            self._cases[record.ref] = replace(
                kept, raised=tuple(known.values()), next_alert_on=next_alert_on
            )  # fmt: skip
            return len(known) - len(kept.raised)

    # The office.

    def units(self):
        return dict(self._units)

    def add_unit(self, name, code="", parent=None):
        with self.transaction():
            if parent is not None and parent not in self._units:
                raise NotFound("no_unit", "There is no unit {unit}.", unit=parent)
            if any(name == unit.name or (code and code == unit.code) for unit in self._units.values()):
                raise Conflict("unit_taken", "There is a unit {name} or {code}.", name=name, code=code)
            unit = Unit(len(self._units) + 1, name, code, parent)
            self._units[unit.id] = unit
            return unit

    def change_unit(self, unit):
        with self.transaction():
            for wanted in (unit.id, unit.parent or unit.id):
                if wanted not in self._units:
                    raise NotFound("no_unit", "There is no unit {unit}.", unit=wanted)
            others = [one for one in self._units.values() if one.id != unit.id]
            if any(unit.name == one.name or (unit.code and unit.code == one.code) for one in others):
                raise Conflict("unit_taken", "There is a unit {name}.", name=unit.name)
            self._units[unit.id] = unit

    def notices(self):
        return list(self._notices)

    def add_notice(self, text, by, at):
        self._notices.append(text)
        self._noticed_at.append(at)

    def noticed_at(self):
        return sorted(self._noticed_at)

    # How it is kept.

    def _in_order(self) -> list[Kept]:
        return [self._cases[ref] for ref in sorted(self._cases)]

    def _page(self, asked_for, after: str, limit: int) -> list[Row]:
        return [kept.row for kept in self._in_order() if kept.record.ref > after and asked_for(kept)][:limit]

    def _kept(self, ref: str) -> Kept:
        if ref not in self._cases:
            raise NotFound("no_case", "There is no case {ref}.", ref=ref)
        return self._cases[ref]

    def _as_read(self, record: Record) -> Kept:
        kept = self._kept(record.ref)
        if kept.record.version != record.version:
            raise Conflict("stale", "{ref} has been changed by somebody else.", ref=record.ref)
        return kept

    def _next(self, unit: int, year: int) -> str:
        if unit not in self._units:
            raise NotFound("no_unit", "There is no unit {unit}.", unit=unit)
        code = self._units[unit].code
        number = self._series[code, year] = self._series.get((code, year), 0) + 1
        return _written(code, year, number)

    def _pass_over(self, ref: str) -> None:
        like = OURS.fullmatch(ref)
        if like is not None and _written(like[1] or "", int(like[2]), int(like[3])) == ref:
            series = (like[1] or "", int(like[2]))
            self._series[series] = max(self._series.get(series, 0), int(like[3]))


def _written(code: str, year: int, number: int) -> str:
    return f"{code}-{year}-{number:04}" if code else f"{year}-{number:04}"


def _in_utc(entry: Entry) -> Entry:
    return replace(entry, recorded_at=entry.recorded_at.astimezone(UTC))
