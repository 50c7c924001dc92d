"""Reviews, suits and complaints: filed, answered, decided, and listed over all cases."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import typer
from typer import Argument, Option

from desk.cli.cases import Day, IrregularOption, Ref, VersionOption, take_act
from desk.cli.desk import Desk
from desk.cli.options import day_option, word_option
from desk.docket_words import docket_table
from desk.due import docket_due
from desk.plain import plain_docket_row
from workflow.casework import Act
from workflow.docket import DocketFilter, DocketRow
from workflow.errors import BadFacts
from workflow.units import units_named
from workflow.vocabulary import Action, ProceedingKind, ProceedingResult

Line = Annotated[
    int | None, Option("--line", min=1, metavar="ENTRY", help="The entry of its filing, of several open.")
]
NoteOption = Annotated[str, Option(help="A note.")]


def register(app: typer.Typer) -> None:
    """Add these commands."""
    proceeding = typer.Typer(no_args_is_help=True)
    proceeding.callback()(_only_commands)
    proceeding.command("file")(file)
    proceeding.command("respond")(respond)
    proceeding.command("decide")(decide)
    app.add_typer(proceeding, name="proceeding")
    app.command("proceedings")(list_proceedings)


def _only_commands() -> None:
    """Reviews, suits and complaints over a case."""


def file(
    context: typer.Context,
    ref: Ref,
    kind: Annotated[ProceedingKind, Argument(parser=word_option(ProceedingKind), metavar="KIND")],
    on: Annotated[
        date | None, Option(parser=day_option, metavar="DATE", help="The day it was filed; else today.")
    ] = None,
    received: Annotated[
        date | None,
        Option(parser=day_option, metavar="DATE", help="The day the copy came; else the day of filing."),
    ] = None,
    simple: Annotated[bool, Option("--simple", help="A review in the simple procedure.")] = False,
    body: Annotated[str, Option(help="The review body, the court or who looks into it.")] = "",
    number: Annotated[str, Option(help="The number it has there.")] = "",
    note: NoteOption = "",
    if_version: VersionOption = None,
    irregular: IrregularOption = "",
) -> None:
    """Record that a review, suit, suit_after_review or complaint was filed over a case.

    The period for the answer to a review, or for evidence, runs from the day the copy came; it rings until
    `foi proceeding respond`. The reply's own clock and the case stay as they are.
    """
    texts = {"body": body, "case_number": number, "note": note}
    facts: dict[str, object] = {"proceeding_kind": kind.value}
    facts |= {"received": str(received)} if received else {}
    facts |= {"simple": True} if simple else {}
    facts |= {name: text for name, text in texts.items() if text}
    desk: Desk = context.obj
    take_act(desk, ref, Act(Action.FILE_PROCEEDING, on or desk.today, facts, irregular), if_version)


def respond(
    context: typer.Context,
    ref: Ref,
    line: Line = None,
    on: Day = None,
    note: NoteOption = "",
    if_version: VersionOption = None,
    irregular: IrregularOption = "",
) -> None:
    """Record that the office answered a review, or handed in its evidence."""
    desk: Desk = context.obj
    facts = _of(line) | ({"note": note} if note else {})
    take_act(desk, ref, Act(Action.RESPOND, on or desk.today, facts, irregular), if_version)


def decide(
    context: typer.Context,
    ref: Ref,
    result: Annotated[ProceedingResult, Argument(parser=word_option(ProceedingResult), metavar="RESULT")],
    line: Line = None,
    on: Day = None,
    decision: Annotated[str, Option(help="The number of the decision or judgment.")] = "",
    note: NoteOption = "",
    if_version: VersionOption = None,
    irregular: IrregularOption = "",
) -> None:
    """Record how a proceeding ended: upheld, corrected or other.

    A reply that was overturned is counted as it was until it is taken up again: foi act REF reopen.
    """
    desk: Desk = context.obj
    texts = {"decision": decision, "note": note}
    facts = _of(line) | {"proceeding_result": result.value}
    facts |= {name: text for name, text in texts.items() if text}
    take_act(desk, ref, Act(Action.DECIDE_PROCEEDING, on or desk.today, facts, irregular), if_version)


def list_proceedings(
    context: typer.Context,
    kind: Annotated[
        list[ProceedingKind] | None,
        Option(parser=word_option(ProceedingKind), metavar="KIND", help="Repeat."),
    ] = None,
    pending: Annotated[bool, Option("--pending", help="Those nobody has decided yet.")] = False,
    due: Annotated[bool, Option("--due", help="Those to be answered, the most urgent first.")] = False,
    year: Annotated[
        int | None, Option(min=2008, max=2099, metavar="YEAR", help="Those the table of that year counts.")
    ] = None,
    unit: Annotated[str, Option(help="A unit's name or code.")] = "",
    after: Annotated[str, Option(metavar="REF/ENTRY", help="The last of the page before.")] = "",
    limit: Annotated[int, Option(min=1, max=1000)] = 200,
) -> None:
    """List the reviews, suits and complaints over all cases, by the number of the case."""
    desk: Desk = context.obj
    ledger = desk.house.ledger
    units = units_named(ledger, unit)
    wanted = DocketFilter(frozenset(kind or ()), pending, None, year, units, _place(after), limit)
    if due:
        rows = sorted(docket_due(ledger, date.max, wanted), key=_urgency)[:limit]
    else:
        rows = list(ledger.docket(wanted))
    desk.show({"items": [plain_docket_row(row) for row in rows]}, lambda: docket_page(desk, rows))


def docket_page(desk: Desk, rows: Sequence[DocketRow]) -> str:
    """Proceedings as people read them."""
    law = desk.house.office.law
    return docket_table(desk.lang, rows, law.workdays(law.regime(desk.today)), desk.today)


def _urgency(row: DocketRow) -> tuple[date, str, int]:
    return (row.proceeding.due_on or date.max, row.ref, row.proceeding.line)


def _of(line: int | None) -> dict[str, object]:
    return {} if line is None else {"proceeding": line}


def _place(after: str) -> tuple[str, int]:
    """A place in the list, as its rows are told: 2026-0001/5."""
    ref, _, line = after.rpartition("/")
    if not after:
        return ("", 0)
    if not ref or not line.isascii() or not line.isdigit():
        raise BadFacts("bad_place", "“{text}” is not like 2026-0001/5.", text=after)
    return (ref, int(line))
