"""Letters in bulk."""

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import track
from typer import Argument, Option

from desk.batch import Made, Order, refs_of, run
from desk.cli.cases import Day
from desk.cli.desk import Desk
from desk.cli.minding import mind_the_drafts, mind_the_year
from desk.cli.options import day_option, word_option
from desk.document_words import documents_table
from desk.language import say_fault
from desk.plain import plain_document, plain_fault
from workflow.errors import Refused
from workflow.listing import Filter
from workflow.units import units_named
from workflow.vocabulary import State


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command("batch")(batch)


def batch(
    context: typer.Context,
    refs: Annotated[list[str] | None, Argument(metavar="[REF]…", help="These cases; else a filter.")] = None,
    kind: Annotated[str, Option(help="receipt, correction_notice, granted …; else what was done last.")] = "",
    state: Annotated[State | None, Option(parser=word_option(State), metavar="STATE")] = None,
    unit: Annotated[str, Option(help="A unit's name or code.")] = "",
    due_before: Annotated[date | None, Option(parser=day_option, metavar="DATE")] = None,
    q: Annotated[str, Option(help="Words in number, subject or applicant.")] = "",
    issue: Annotated[bool, Option("--issue", help="Issue them, each under its number.")] = False,
    on: Day = None,
    out: Annotated[Path, Option(metavar="DIR", help="Where the files go.")] = Path("letters-out"),
) -> None:
    """Draft, or issue, the letters of many cases; started again, it goes on where it stopped.

    A case that lacks something is named at the end and stops nobody else; the exit code is then 4. What is
    no fault of a case, such as a full disk, stops the run; what was done is told all the same.
    """
    desk: Desk = context.obj
    house = desk.house
    units = units_named(house.ledger, unit)
    chosen = list(refs or ()) or refs_of(house, Filter(state, units, due_before, q))
    order = Order(kind, out, (on or desk.today) if issue else None)
    made: list[Made] = []
    with desk.clerk() as clerk:
        work = run(clerk, chosen, order)
        try:
            made.extend(track(work, desk.words("Letters"), len(chosen), console=desk.console))
        finally:  # whoever interrupts a run hears what it has done
            _show_batch(desk, made, chosen[len(made) :])
    if order.issue_on:
        mind_the_year(desk, order.issue_on)
    _refuse(desk, made, len(chosen) - len(made))


def _show_batch(desk: Desk, made: list[Made], left: list[str]) -> None:
    told = [letter for each in made for letter in each.letters]
    items: list[dict[str, Any]] = [
        plain_document(document) | {path.suffix[1:]: str(path) for path in paths} for document, paths in told
    ]
    faults = [{"ref": each.ref, **plain_fault(each.fault, desk.lang)} for each in made if each.fault]
    answer = {"items": items, "refused": faults, "left": left}
    desk.show(answer, lambda: documents_table(desk.lang, told))
    mind_the_drafts(desk, (document for document, _ in told))
    for each in made:
        if each.fault and not each.stops:
            desk.say("{ref}: {fault}", ref=each.ref, fault=say_fault(desk.lang, each.fault))


def _refuse(desk: Desk, made: list[Made], left: int) -> None:
    """End as the run has ended: with what stopped it, else with how many cases were refused."""
    refused = [each for each in made if each.fault]
    if refused and refused[-1].stops and refused[-1].fault:
        desk.say(
            "Stopped at {ref}; {n} cases after it have not been looked at. Run it again when this is mended:",
            ref=refused[-1].ref,
            n=left,
        )
        raise refused[-1].fault
    if refused:
        raise Refused("some_refused", "{n} of {all} cases have no letter.", n=len(refused), all=len(made))
