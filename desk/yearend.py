"""The year's table from the first count to the frozen one, and what has moved since."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desk.cli.upkeep import below
from desk.office import House
from reports.answer import as_json
from reports.checks import Cells, Check
from reports.count import Table, count
from reports.form import Form
from workflow.casework import Actor
from workflow.copies import Copies
from workflow.errors import Conflict, NotFound, Refused
from workflow.ledger import Unit
from workflow.question import Measure, Question
from workflow.yearbook import Frozen, Place

#: How many cases are listed at a time.
PAGE = 500


@dataclass(frozen=True, slots=True)
class Year:
    """A year of a unit and all below it, on a form."""

    house: House
    root: Unit
    form: Form
    year: int

    @property
    def place(self) -> Place:
        """Where its figures and its frozen table are kept."""
        return Place(self.root.id, self.year, self.form.name)

    @property
    def units(self) -> frozenset[int]:
        """Whose cases it counts; empty for all, where the unit is the office itself."""
        whole = self.root.id == min(self.house.ledger.units())
        return frozenset() if whole else below(self.house.ledger, self.root)

    @property
    def held(self) -> Frozen | None:
        """The table that holds: the last that was frozen, or restated."""
        kept = self.house.ledger.frozen(self.root.id, self.year)
        return next((f for f in reversed(kept) if f.place == self.place), None)


@dataclass(frozen=True, slots=True)
class Moved:
    """A case that is no longer counted as it was when the table was frozen; `name` is what differs."""

    ref: str
    name: str
    was: str | None
    now: str | None


def table_of(year: Year) -> Table:
    """The table as the cases and the entered figures now make it, held against last year's frozen one."""
    ledger = year.house.ledger
    before = Year(year.house, year.root, year.form, year.year - 1).held
    cells = _content(year, before)["cells"] if before else None
    return count(year.form, year.year, ledger.tally(year.year, year.units), ledger.figures(year.place), cells)


def enter(year: Year, figures: Cells, actor: Actor, now: datetime) -> Table:
    """Keep figures that no case can tell; the table as they leave it.

    Raises:
        NotFound: the form has no such figure.
        Refused: the figure is counted from the cases; or the year is frozen.
    """
    if year.held:
        raise Refused("year_frozen", "The table of {year} is frozen: restate it instead.", year=year.year)
    with year.house.ledger.transaction():
        year.house.ledger.enter_figures(year.place, figures, actor.name, now)
        return table_of(year)


def freeze(year: Year, actor: Actor, signed_by: str, now: datetime) -> Frozen:
    """Freeze the table of a year as it is published, with how each of its cases was counted.

    Raises:
        Refused: a hard identity does not hold.
        Conflict: it has been frozen already.
    """
    if year.held:
        raise Conflict("frozen_already", "The table of {year} has been frozen already.", year=year.year)
    return _freeze(year, actor, signed_by, now)


def restate(year: Year, actor: Actor, signed_by: str, now: datetime) -> Frozen:
    """Freeze the table of a year anew, in place of the one published, which stays on record.

    Raises:
        NotFound: it has not been frozen.
        Refused: nothing has moved since, or a hard identity does not hold.
    """
    if frozen_content(year)["cells"] == table_of(year).cells:
        raise Refused("nothing_moved", "Every figure of {year} is as it was frozen.", year=year.year)
    return _freeze(year, actor, signed_by, now)


def frozen_table(year: Year) -> Table | None:
    """The table as it was published, if it has been."""
    if year.held is None:
        return None
    content = frozen_content(year)
    checks = tuple(Check(**check) for check in content["checks"])
    return Table(year.form, year.year, content["cells"], checks, tuple(content["notes"]))


def frozen_content(year: Year) -> dict[str, Any]:
    """The frozen table as its file holds it: cells and checks, and how each case was counted.

    Raises:
        NotFound: the year has not been frozen.
        Broken: the file is missing, or has been changed.
    """
    if year.held is None:
        raise NotFound("not_frozen", "The table of {year} has not been frozen.", year=year.year)
    return _content(year, year.held)


def moved(year: Year) -> list[Moved]:
    """The cases that are counted otherwise than in the table that holds, by reference.

    Raises:
        NotFound: the year has not been frozen.
    """
    was, now = frozen_content(year)["cases"], dict(_counted(year))
    return [change for ref in sorted(was.keys() | now.keys()) for change in _changes(ref, was, now)]


def _changes(ref: str, was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Moved]:
    if ref not in was or ref not in now:
        yield Moved(ref, "case", ref if ref in was else None, ref if ref in now else None)
        return
    before, after = was[ref], now[ref]
    yield from (Moved(ref, name, before[name], after[name]) for name in before if before[name] != after[name])


def _content(year: Year, frozen: Frozen) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(year.house.ledger.file(frozen.content))
    return content


def _freeze(year: Year, actor: Actor, signed_by: str, now: datetime) -> Frozen:
    table, ledger = table_of(year), year.house.ledger
    failing = tuple(check.id for check in table.checks if check.strength == "hard" and not check.holds)
    if failing:
        raise Refused("identity_fails", "These must hold and do not: {ids}.", ids=failing)
    content = as_json(table, year.root.name, frozen=True)
    content |= {"notes": table.notes, "cases": dict(_counted(year))}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    with ledger.transaction():
        held = year.held
        return ledger.freeze(
            Frozen(
                place=year.place,
                content=ledger.keep_file(text.encode()),
                by=actor.name,
                signed_by=signed_by,
                at=now,
                restates=held.id if held else None,
            )
        )


def _counted(year: Year) -> Iterator[tuple[str, dict[str, str | None]]]:
    """How each case of a year is counted: those new in it, and those carried into it."""
    ledger = year.house.ledger
    for measure in (Measure.NEW, Measure.CARRIED_IN):
        after = ""
        while page := ledger.cases(Question(measure), year.year, year.units, after, PAGE):
            for row in page:
                yield row.ref, _as_counted(ledger.copies(ledger.read(row.ref)), year.year)
            after = page[-1].ref


def _as_counted(copies: Copies, year: int) -> dict[str, str | None]:
    """What decides where a case is counted; what was closed later was still open at the end of the year."""
    closed = copies.counted_on is not None and copies.counted_on.year <= year
    told = {
        "kind": copies.kind,
        "channel": copies.channel,
        "received_on": copies.received_on,
        "counted_on": copies.counted_on if closed else None,
        "counted_outcome": copies.counted_outcome if closed else None,
        "timeliness": copies.timeliness if closed else None,
    }
    return {name: None if value is None else str(value) for name, value in told.items()}
