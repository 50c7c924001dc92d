"""The year's table from the first count to the frozen one."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from desk.year_before import before, judged, remarks
from desk.year_moved import counted_cases
from desk.year_own import added
from desk.year_parts import parts
from desk.year_place import Year
from desk.year_pleaded import pleaded
from reports.answer import as_json, table_from
from reports.checks import Cells, Check
from reports.count import Table, count, is_counted
from reports.text import fault_of
from workflow.again import until_kept
from workflow.casework import Actor
from workflow.documents import digest_of
from workflow.duties import Duty
from workflow.errors import Conflict, NotFound, Refused
from workflow.people import check_duty
from workflow.yearbook import Frozen, figures_of


def table_of(year: Year) -> Table:
    """The table as it now is: its cases, the entered figures and the tables of units that have theirs.

    It is held against the one frozen a year before.
    """
    last, made_of = before(year), parts(year)
    tallies = year.house.ledger.tally(year.year, made_of.units(year))
    entered = added(year, made_of.live)
    held = [one.part for one in made_of.held]
    table = count(year.form, year.year, tallies, entered, last.cells, parts=held)
    said = (*table.remarks, *remarks(year.form, last))
    return replace(table, checks=judged(table.checks, last), remarks=said)


def failing(table: Table) -> list[Check]:
    """The hard identities that do not hold: with one of them a table is not published."""
    return [check for check in table.checks if check.strength == "hard" and not check.holds]


def check_publishable(table: Table) -> None:
    """Prove that nothing in a table contradicts the rest of it.

    Raises:
        Refused: a hard identity does not hold; which, where, and the figures of both sides.
    """
    if fails := failing(table):
        told = "\n".join(fault_of(table, check) for check in fails)
        raise Refused("identity_fails", "These must hold and do not:\n{told}", told=told)


def set_aside(year: Year) -> tuple[str, ...]:
    """The lines for which figures were entered when the form did not count them yet: those it leaves out."""
    entered = figures_of(year.house.ledger.entered(year.place))
    return tuple(code for code, row in entered.items() if is_counted(year.form, code) and any(row.values()))


@until_kept
def enter(year: Year, figures: Cells, actor: Actor, now: datetime) -> Table:
    """Keep figures that no case can tell; the table as they leave it.

    Raises:
        NotFound: the form has no such figure.
        Refused: the figure is counted; or the year is frozen; or the actor is not there for it.
    """
    check_duty(actor, Duty.FIGURES)
    if year.held:
        raise Refused("year_frozen", "The table of {year} is frozen: restate it instead.", year=year.year)
    with year.house.ledger.transaction():
        year.house.ledger.enter_figures(year.place, figures, actor.name, now)
        return table_of(year)


def freeze(year: Year, actor: Actor, signed_by: str, now: datetime) -> Frozen:
    """Freeze the table of a year as it is published, with how each of its cases was counted.

    Raises:
        Refused: a hard identity does not hold; or the actor is not there for it.
        Conflict: it has been frozen already.
    """
    check_duty(actor, Duty.FREEZE)
    if year.held:
        raise Conflict("frozen_already", "The table of {year} has been frozen already.", year=year.year)
    return _freeze(year, actor, signed_by, now)


def restate(year: Year, actor: Actor, signed_by: str, now: datetime) -> Frozen:
    """Freeze the table of a year anew, in place of the one published, which stays on record.

    Raises:
        NotFound: it has not been frozen.
        Refused: nothing has moved since, a hard identity does not hold, or the actor is not there for it.
    """
    check_duty(actor, Duty.FREEZE)
    if frozen_content(year)["cells"] == table_of(year).cells:
        raise Refused("nothing_moved", "Every figure of {year} is as it was frozen.", year=year.year)
    return _freeze(year, actor, signed_by, now)


def frozen_table(year: Year) -> Table | None:
    """The table as it was published, if it has been."""
    if year.held is None:
        return None
    return table_from(year.form, frozen_content(year))


def frozen_content(year: Year) -> Mapping[str, Any]:
    """The frozen table as its file holds it: cells and checks, its units, and how each case was counted.

    Raises:
        NotFound: the year has not been frozen.
        Broken: the file is missing, or has been changed.
    """
    if year.held is None:
        raise NotFound("not_frozen", "The table of {year} has not been frozen.", year=year.year)
    content: dict[str, Any] = json.loads(year.house.ledger.file(year.held.content))
    return content


@until_kept
def _freeze(year: Year, actor: Actor, signed_by: str, now: datetime) -> Frozen:
    table, ledger = table_of(year), year.house.ledger
    check_publishable(table)
    content = as_json(table, year.root.name, frozen=True)
    made_of = parts(year)
    content |= {
        "notes": table.notes,
        "told": table.told,
        "units": [unit.name for unit in year.every_unit],
        "parts": {held.unit.name: held.frozen.content for held in made_of.held},
        "cases": dict(counted_cases(year, made_of)),
        "proceedings": dict(pleaded(year, made_of)),
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    with ledger.transaction():
        held = year.held
        made = ledger.freeze(
            Frozen(
                place=year.place,
                content=digest_of(text),
                by=actor.name,
                signed_by=signed_by,
                at=now,
                restates=held.id if held else None,
            )
        )
        ledger.keep_file(text.encode())
        return made
