"""A table that a unit hands in which keeps its cases elsewhere: read, proved, kept as its frozen one."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from desk.intake.workbook import is_workbook
from desk.office import House
from desk.published_file import table_rows
from desk.year_before import before
from desk.year_parts import has_cases
from desk.year_place import Year
from reports.answer import as_json
from reports.checks import Cells, check_cells
from reports.count import Table
from reports.form import default_form
from reports.published import Published, read_json, read_rows
from reports.published_check import check_published
from reports.published_wording import figure_of
from workflow.again import until_kept
from workflow.casework import Actor
from workflow.documents import digest_of
from workflow.duties import Duty
from workflow.errors import BadFacts, BadInput, Conflict, Refused
from workflow.ledger import Unit
from workflow.people import below, check_duty
from workflow.yearbook import Frozen

#: So many characters of a SHA-256 are enough to know a file by.
ENOUGH = 12
#: The years a table can be of.
FIRST, LAST = 2008, 2099


@dataclass(frozen=True, slots=True)
class File:
    """A file as it came."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """What came with a file: its SHA-256 as the cover letter has it, and why it replaces another."""

    digest: str
    reason: str = ""


@until_kept
def hand_in(house: House, unit: Unit, file: File, letter: Letter, actor: Actor, *, now: datetime) -> Frozen:
    """Keep a table as the frozen one of its unit: the frozen file of another installation, or its workbook.

    Raises:
        BadFacts: too little of the SHA-256 was given.
        BadInput: it is neither, or not whole.
        Refused: it is another file than the cover letter names, another unit's, or contradicts itself or the
            year before; the unit counts its cases here; a table is replaced without a reason; or the actor is
            not there for it.
        Conflict: the same file was handed in before.
    """
    check_duty(actor, Duty.FIGURES)
    digest = _checked_digest(file.data, letter.digest)
    found, content = _read(file, unit.name)
    year = Year(house, unit, found.form, found.year)
    _check_table(year, found)
    held = year.held
    _check_place(year, held, digest, letter)
    ledger = house.ledger
    with ledger.transaction():
        made = ledger.freeze(
            Frozen(
                place=year.place,
                content=digest_of(content),
                by=actor.name,
                signed_by="",
                at=now,
                restates=held.id if held else None,
                handed_in=digest,
                reason=letter.reason if held else "",
            )
        )
        for kept in (content, file.data):
            ledger.keep_file(kept)
        return made


def _check_table(year: Year, found: Published) -> None:
    """A table must be whole, hold together, agree with the one handed in a year before, be on the form."""
    last = before(year)
    earlier = Published(year.form, year.year - 1, last.cells) if last.form else None
    faults = [one for one in check_published(found, earlier) if one.strength == "hard" or one.id == "missing"]
    if faults:
        told = "\n".join(f"{one.id} {one.at}：{one.text}" for one in faults)
        raise Refused("table_contradicts_itself", "The table does not hold together:\n{told}", told=told)
    if found.form.name != default_form(found.year):
        raise Refused(
            "other_form",
            "The table of {year} is on form {form}, and that year is reported on {wanted}.",
            year=found.year,
            form=found.form.name,
            wanted=default_form(found.year),
        )


def _check_place(year: Year, held: Frozen | None, digest: str, letter: Letter) -> None:
    """There must be room for the table: no cases here, and none before it but for a reason."""
    name = year.root.name
    if (held and not held.handed_in) or _counts_here(year):
        raise Refused(
            "unit_counts_here",
            "“{unit}” counts its cases of {year} here; a table handed in would count them twice.",
            unit=name,
            year=year.year,
        )
    if held and held.handed_in == digest:
        raise Conflict("handed_in_already", "“{unit}” has handed this table in already.", unit=name)
    if held and not letter.reason.strip():
        raise Refused(
            "replaced_without_reason",
            "“{unit}” has handed in a table of {year} before: say with --reason why this one replaces it.",
            unit=name,
            year=year.year,
        )


def _counts_here(year: Year) -> bool:
    units = year.house.ledger.units()
    return any(has_cases(year, units[n]) for n in below(year.house.ledger.units(), year.root.id))


def _checked_digest(data: bytes, given: str) -> str:
    digest, typed = hashlib.sha256(data).hexdigest(), "".join(given.split()).lower()
    if len(typed) < ENOUGH:
        raise BadFacts(
            "short_digest",
            "Type {n} or more characters of the cover letter's SHA-256: --sha256. This file's: {digest}.",
            n=ENOUGH,
            digest=digest,
        )
    if not digest.startswith(typed):
        raise Refused(
            "other_file",
            "This file's SHA-256 is {digest}, the cover letter has {typed}: it is another file.",
            digest=digest,
            typed=typed,
        )
    return digest


def _read(file: File, unit: str) -> tuple[Published, bytes]:
    """What a file says, and its content as a frozen table is kept."""
    found, content = _of_workbook(file, unit) if is_workbook(file.data) else _of_json(file, unit)
    if not FIRST <= found.year <= LAST:
        raise BadInput("table_malformed", "{file} is no table as this program freezes it.", file=file.name)
    return found, content


def _of_json(file: File, unit: str) -> tuple[Published, bytes]:
    try:
        content = json.loads(file.data)
    except ValueError as fault:
        raise BadInput("unreadable", "{path} cannot be read: {fault}", path=file.name, fault=fault) from None
    found = read_json(content)
    if content.get("frozen") is not True:
        raise Refused("not_a_frozen_table", "{file} is no frozen table.", file=file.name)
    _check_unit(str(content.get("unit", "")), unit)
    if not _is_sound(content, _figures(found)):
        raise BadInput("table_malformed", "{file} is no table as this program freezes it.", file=file.name)
    return found, file.data


def _is_sound(content: Mapping[str, Any], cells: Cells) -> bool:
    """Whether a frozen file has nothing in it that later counts would stumble over."""
    told, units, cases = content.get("told"), content.get("units"), content.get("cases")
    notes = content.get("notes")
    return (
        content["cells"] == cells
        and not any(isinstance(figure, bool) for row in content["cells"].values() for figure in row.values())
        and isinstance(told, list)
        and all(type(n) is int and n >= 0 for n in told)
        and all(
            isinstance(texts, list) and all(isinstance(t, str) for t in texts) for texts in (units, notes)
        )
        and isinstance(cases, dict)
        and all(isinstance(case, dict) for case in cases.values())
    )


def _of_workbook(file: File, unit: str) -> tuple[Published, bytes]:
    """The table of a workbook as this program writes it, frozen anew in the words of this one."""
    rows = table_rows(file.data, file.name)
    found = read_rows(rows)
    title = next((cell for row in rows for cell in row if f"{found.year}年" in cell), "")
    _check_unit(title.partition(f"{found.year}年")[0], unit)
    cells = _figures(found)
    table = Table(found.form, found.year, cells, check_cells(found.form, cells), ())
    content = as_json(table, unit, frozen=True) | {"notes": [], "told": [], "units": [unit], "cases": {}}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return replace(found, cells=cells), text.encode()


def _figures(found: Published) -> Cells:
    """The figures of a table, each line and column of the form, as far as they stand there."""
    return {
        code: {
            column.code: figure
            for column in line.columns
            if (figure := figure_of(found.cells.get(code, {}).get(column.code))) is not None
        }
        for code, line in found.form.lines.items()
        if line.columns
    }


def _check_unit(told: str, unit: str) -> None:
    if told != unit:
        raise Refused("other_unit", "The table is that of “{told}”, not of “{unit}”.", told=told, unit=unit)
