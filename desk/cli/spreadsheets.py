"""Spreadsheets: the office's ledger comes in, and goes out."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from typer import Argument, Option

from desk.batch import refs_of
from desk.cli.bar import bar
from desk.cli.desk import Desk
from desk.cli.options import day_option, word_option
from desk.intake.batches import source_of
from desk.intake.cells import Fault
from desk.intake.headings import Synonyms, read_synonyms
from desk.intake.keep import Kept, Memory, bring_in
from desk.intake.own_words import OwnWords, as_typed, read_own_words
from desk.intake.plan import Plan, plan, read_ledger
from desk.language import say_fault
from desk.outtake.given_back import give_back
from desk.outtake.ledger import export
from desk.outtake.paper import check_place
from workflow.duties import Duty
from workflow.errors import BadFacts, BadInput, CaseworkError, mark
from workflow.listing import Filter
from workflow.people import check_duty
from workflow.units import units_named
from workflow.vocabulary import State

#: So many faults are told one by one; the rest stand in the file that is given back.
TOLD = 100


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("import")(import_ledger)
    app.command("export")(export_ledger)


def import_ledger(
    context: typer.Context,
    file: Annotated[
        Path | None, Argument(metavar="[LEDGER]", help="XLSX, XLSM, XLS, ODS, ET or CSV.")
    ] = None,
    dry_run: Annotated[bool, Option("--dry-run", help="Tell everything, write nothing.")] = False,
    create_units: Annotated[bool, Option("--create-units", help="Units it names are made.")] = False,
    heading: Annotated[
        list[str] | None,
        Option(metavar="THEIRS=OURS", help="办件编号=登记号: what you call a column; repeat."),
    ] = None,
    value: Annotated[
        list[str] | None,
        Option(metavar="COLUMN:THEIRS=OURS", help="申请渠道:政务平台=网络: a word of yours; repeat."),
    ] = None,
    good_rows: Annotated[bool, Option("--good-rows", help="Rows without a fault, the others left.")] = False,
    as_recorded: Annotated[
        bool, Option("--as-recorded", help="What the law forbids comes in, marked irregular for ever.")
    ] = False,
    faults: Annotated[
        Path | None, Option(metavar="FILE", help="The ledger back with a column 错误: .xlsx or .csv.")
    ] = None,
    undo: Annotated[
        int | None, Option(min=1, metavar="NUMBER", help="Take out again what that import brought.")
    ] = None,
) -> None:
    """Import a ledger kept in a spreadsheet: every row, or nothing; bad cells are named by row and column.

    The sheet 申请 holds the requests, the sheet 复议诉讼 the reviews, suits and complaints over them. A row
    that came in before, by this or another file, is passed over. With neither file nor --undo the imports so
    far are listed. An import can be undone as long as nobody has worked on one of its cases.
    """
    desk: Desk = context.obj
    if file and undo:
        raise BadFacts("file_or_undo", "Give a file or --undo, not both.")
    if file is None:
        return _undo(desk, undo) if undo else _show_imports(desk)
    house, data = desk.house, _bytes(file)

    def say(fault: CaseworkError) -> str:
        return say_fault(desk.lang, fault)

    if faults:
        check_place(faults)
    book = read_ledger(data, file.name, *_own_names(desk, heading or (), value or ()))
    with bar(desk, mark("Rows read"), book.requests.at_most) as progress:
        work_out = partial(
            plan,
            house.office,
            book,
            create_units=create_units,
            as_recorded=say if as_recorded else None,
            imports=house.ledger,
            progress=progress,
        )
        if dry_run:
            found, kept = work_out(keep=lambda _: None), Kept(0)
        else:
            memory = Memory(house.ledger, source_of(data, file.name))
            found, kept = bring_in(
                house.office, work_out, desk.actor, now=desk.now, memory=memory, good_rows=good_rows
            )
    if faults and found.faults:
        with bar(desk, mark("Rows written back"), book.requests.at_most) as progress:
            give_back(faults, book, found.faults, say, progress)
        desk.say("Written: {path}", path=faults)
    _tell_faults(desk, found)
    if found.faults and not good_rows:
        raise BadInput(
            "ledger_has_faults",
            "{count} cells must be mended first.",
            count=len(found.faults),
            faults=_for_programs(desk, found.faults),
        )
    _tell(desk, found, kept)
    _tell_how_to_keep(desk, heading or (), value or ())
    return _refuse_rest(desk, found)


def export_ledger(
    context: typer.Context,
    file: Annotated[Path, Argument(metavar="LEDGER", help="A new file: .xlsx or .csv.")],
    state: Annotated[State | None, Option(parser=word_option(State), metavar="STATE")] = None,
    unit: Annotated[str, Option(help="A unit's name or code.")] = "",
    due_before: Annotated[date | None, Option(parser=day_option, metavar="DATE")] = None,
    q: Annotated[str, Option(help="Words in number, subject or applicant.")] = "",
) -> None:
    """Write the ledger as a spreadsheet with the columns an import reads: all cases, or those of a filter."""
    desk: Desk = context.obj
    house = desk.house
    units = units_named(house.ledger, unit)
    wanted = Filter(state, units, due_before, q)
    with bar(desk, mark("Cases told")) as told:
        check_duty(desk.actor, Duty.EXPORT)
        exported = export(house.office, refs_of(house, wanted), file, told)
    answer = {
        "cases": exported.cases,
        "proceedings": exported.proceedings,
        "left_out": exported.left_out,
        "file": str(file),
        "more": list(exported.more),
    }
    desk.show(answer, lambda: desk.words("{n} cases written: {path}", n=exported.cases, path=file))
    if exported.left_out:
        desk.say(
            "{n} reviews, suits and complaints are left out: CSV has one sheet. Write .xlsx to have them.",
            n=exported.left_out,
        )
    if exported.more:
        some = tuple(exported.more[:10])
        desk.say("{n} cases hold more than a row can tell: {refs} …", n=len(exported.more), refs=some)


def _own_names(desk: Desk, headings: Sequence[str], values: Sequence[str]) -> tuple[Synonyms, OwnWords]:
    """What the office calls its columns and the words in them: as configured, then as typed."""
    known = desk.config.ledger
    synonyms = read_synonyms([*as_typed(known.headings), *headings])
    return synonyms, read_own_words([*as_typed(known.values), *values])


def _tell_how_to_keep(desk: Desk, headings: Sequence[str], values: Sequence[str]) -> None:
    """What was typed for this file only, as the configuration would have it for every file."""
    lines: list[str] = []
    for section, typed in (("headings", headings), ("values", values)):
        lines += [f"[ledger.{section}]", *map(_as_configured, typed)] if typed else []
    if lines:
        desk.say(
            "To have them known every time, write into the configuration:\n{lines}", lines="\n".join(lines)
        )


def _as_configured(text: str) -> str:
    return " = ".join(json.dumps(part.strip(), ensure_ascii=False) for part in text.split("=", 1))


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as fault:
        raise BadInput("unreadable", "{path} cannot be read: {fault}", path=file, fault=fault) from None


def _tell_faults(desk: Desk, found: Plan) -> None:
    for fault in found.faults[:TOLD]:
        desk.say("{place}, row {row}, {column} = “{value}”: {message}", **_said(desk, fault))
    if len(found.faults) > TOLD:
        desk.say("… and {n} more; --faults FILE has them all.", n=len(found.faults) - TOLD)


def _said(desk: Desk, fault: Fault) -> dict[str, object]:
    place = "!".join(filter(None, (fault.sheet, fault.cell)))
    return {**_told(desk, fault), "place": place or "—"}


def _for_programs(desk: Desk, faults: Sequence[Fault]) -> list[dict[str, object]]:
    return [_told(desk, fault) for fault in faults] if desk.as_json else []


def _told(desk: Desk, fault: Fault) -> dict[str, object]:
    return {
        "sheet": fault.sheet,
        "row": fault.row,
        "cell": fault.cell,
        "column": fault.column,
        "value": fault.value,
        "code": fault.message.code,
        "message": say_fault(desk.lang, fault.message),
    }


def _undo(desk: Desk, number: int) -> None:
    check_duty(desk.actor, Duty.IMPORT)
    taken_out = desk.house.ledger.undo_import(number, desk.actor.name, desk.now)
    desk.show(
        {"import": number, "taken_out": taken_out},
        lambda: desk.words("Import {number} is undone: {n} cases taken out.", number=number, n=taken_out),
    )


def _show_imports(desk: Desk) -> None:
    names = ("import", "file", "by", "at", "cases", "undone_at")
    items = [dict(zip(names, told, strict=True)) for told in desk.house.ledger.imports()]
    desk.show(
        {"items": items},
        lambda: "\n".join("  ".join(str(said or "") for said in item.values()) for item in items),
    )


def _tell(desk: Desk, found: Plan, kept: Kept) -> None:
    told: dict[str, Any] = {
        "rows": found.cases + found.already_there,
        "imported": kept.cases,
        "import": kept.number,
        "already_there": found.already_there,
        "assumed": list(found.assumed),
        "irregular": list(found.irregular),
        "unknown_columns": list(found.unknown_columns),
        "new_units": list(found.new_units),
        "proceedings": found.proceedings,
        "hidden_rows": list(found.hidden_rows),
        "hidden_columns": list(found.hidden_columns),
        "other_sheets": list(found.other_sheets),
    }
    desk.show(told, lambda: "\n".join(_lines(desk, found, told)))


def _lines(desk: Desk, found: Plan, told: dict[str, Any]) -> Iterator[str]:
    yield desk.words(
        "{rows} rows read, {kept} imported, {there} already there.",
        rows=told["rows"],
        kept=told["imported"],
        there=found.already_there,
    )
    if found.proceedings:
        yield desk.words("{n} reviews, suits and complaints with them.", n=found.proceedings)
    if told["import"]:
        yield desk.words("To take it back: foi import --undo {number}", number=told["import"])
    if found.unknown_columns:
        yield desk.words("Columns kept as notes: {names}", names="、".join(found.unknown_columns))
    if found.hidden_rows:
        rows = "、".join(map(str, found.hidden_rows[:20])) + ("…" if len(found.hidden_rows) > 20 else "")
        yield desk.words("Hidden rows, read like the others: {rows}", rows=rows)
    if found.hidden_columns:
        names = "、".join(found.hidden_columns)
        yield desk.words("Hidden columns, read like the others: {names}", names=names)
    if found.other_sheets:
        yield desk.words("Sheets not read: {names}", names="、".join(found.other_sheets))
    if told["irregular"]:
        yield desk.words(
            "{n} cases hold what the law forbids; foi verify names them.", n=len(told["irregular"])
        )


def _refuse_rest(desk: Desk, found: Plan) -> None:
    if found.faults:
        rows = {(fault.sheet, fault.row) for fault in found.faults}
        raise BadInput(
            "rows_left",
            "{n} rows were left out; mend them and import the file again.",
            n=len(rows),
            faults=_for_programs(desk, found.faults),
        )
