"""The year before: what a table is held against, and what cannot be held against it."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from desk.year_own import added, comparable
from desk.year_place import Year
from reports.checks import BEFORE, Cells, Check
from reports.form import Form, load_form
from workflow.yearbook import Frozen


@dataclass(frozen=True, slots=True)
class Before:
    """The figures of the year before, as far as they mean the same on this form.

    `form` is that of the frozen table; none where it was not frozen, so that only the entered figures are
    known. `units` are those it counted and this year does not, or the other way round.
    """

    year: int
    form: str = ""
    cells: Cells = field(default_factory=dict)
    units: tuple[str, ...] = ()


def before(year: Year) -> Before:
    """What the table of a year is held against: the table frozen a year before, on this form or another.

    Raises:
        Broken: its file is missing, or has been changed.
    """
    kept = year.house.ledger.frozen(year.root.id, year.year - 1)
    frozen = next((f for f in reversed(kept) if f.place.form == year.form.name), kept[-1] if kept else None)
    if frozen is None:
        return Before(year.year - 1, cells=_entered_before(year))
    return _held(year, frozen)


def _entered_before(year: Year) -> Cells:
    """What all its units had entered of a year that was not frozen."""
    earlier = replace(year, year=year.year - 1)
    return added(earlier, year.every_unit)


def _held(year: Year, frozen: Frozen) -> Before:
    content: dict[str, Any] = json.loads(year.house.ledger.file(frozen.content))
    units = set(content["units"]) ^ {unit.name for unit in year.every_unit}
    cells = comparable(year.form, load_form(frozen.place.form), content["cells"])
    return Before(year.year - 1, frozen.place.form, cells, tuple(sorted(units)))


def remarks(form: Form, told: Before) -> Iterator[str]:
    """What those who make the table must know: which identities were not tried, and why."""
    across = {i.id: (*i.left, *i.right) for i in form.identities if i.over == "years"}
    for identity, lines in across.items():
        if not told.form:
            yield f"{identity} 没有核对：{told.year}年的表没有封存。"
        elif not {*lines} <= told.cells.keys():
            yield f"{identity} 没有核对：{told.year}年封存的是另一种表（{told.form}），没有结转的数。"
        elif told.units:
            names = "、".join(told.units)
            yield f"{identity} 只作提示：{told.year}年封存的表所含单位与本年不同（{names}）。"


def judged(checks: Iterable[Check], told: Before) -> tuple[Check, ...]:
    """The checks; where the year before had other units, what it leaves to this one need not be equal."""
    if not told.units:
        return tuple(checks)
    why = f"{told.year}年封存的表所含单位与本年不同"
    return tuple(
        replace(check, strength="soft", why=why)
        if any(name.startswith(BEFORE) for name in check.rights)
        else check
        for check in checks
    )
