"""Lists of a ledger in memory: every case is looked at, and the page cut out of them."""

from collections.abc import Iterable

from workflow.listing import Filter, Order


class MemoryLists:
    def rows(self, wanted):
        after = _key(wanted, wanted.after_day, wanted.after)
        kept = [one for one in self._found(wanted) if not wanted.after or _place(wanted, one) > after]
        return [one.row for one in sorted(kept, key=lambda one: _place(wanted, one))][: wanted.limit]

    def count(self, wanted, most):
        return min(most, len(list(self._found(wanted))))

    def by_document(self, tail, limit=50):
        wanted = tail.strip().upper()
        found = [
            kept.row
            for kept in self._in_order()
            if any(a.id_document.strip().upper().endswith(wanted) for a in kept.record.request.applicants)
        ]
        return found[::-1][:limit] if len(wanted) >= 4 else []

    def _found(self, wanted) -> Iterable:
        return (kept for kept in self._in_order() if _wanted(kept, wanted))


def _place(wanted: Filter, kept):
    """Where a case stands in the order of a list."""
    row = kept.row
    day = {Order.RECEIVED: row.received_on, Order.DUE: row.last_day}.get(wanted.order)
    return _key(wanted, day, row.ref)


def _key(wanted: Filter, day, ref):
    sign = -1 if wanted.descending else 1
    dated = wanted.order is Order.REF or day is not None
    return (
        not dated,
        sign * day.toordinal() if day else 0,
        [sign * ord(letter) for letter in ref] + [sign * -1],
    )


def _wanted(kept, wanted: Filter) -> bool:
    row, copies, request = kept.row, kept.copies, kept.record.request
    texts = [row.ref, row.subject, *(applicant.name for applicant in request.applicants)]
    return (
        (wanted.state is None or row.state is wanted.state)
        and (not wanted.units or row.unit in wanted.units)
        and _within(row.last_day, wanted.due_from, None)
        and (wanted.due_before is None or (row.last_day is not None and row.last_day < wanted.due_before))
        and _within(row.received_on, wanted.received_from, wanted.received_to)
        and (not wanted.open_only or row.closed_on is None)
        and wanted.channel in {None, copies.channel}
        and wanted.kind in {None, copies.kind}
        and wanted.outcome in {None, copies.outcome}
        and wanted.assigned_to in {"", row.assigned_to}
        and all(any(w.lower() in text.lower() for text in texts) for w in wanted.words.split())
    )


def _within(day, first, last):
    if first is None and last is None:
        return True
    return day is not None and (first is None or first <= day) and (last is None or day <= last)
