"""Deadlines: of a case, of a history typed in, of a file of histories."""

import json
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from typer import Argument, Option

from desk.cli.desk import Desk
from desk.cli.options import day_option
from desk.office import law_here
from desk.plain import plain_fault
from desk.plain_clock import plain_clock
from desk.words import days_table, due_words, table
from workflow.calendars import read_notice
from workflow.case import Case
from workflow.casework import look
from workflow.errors import BadFacts, BadInput, CaseworkError
from workflow.explain import explain, explain_response
from workflow.history import answer, read_case
from workflow.law import Law


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("clock")(clock)
    app.command("deadline")(deadline)


def clock(
    context: typer.Context,
    ref: Annotated[str, Argument(metavar="REF")],
    explained: Annotated[bool, Option("--explain", help="Every day, and why it counts or not.")] = False,
) -> None:
    """Show the deadlines of a case."""
    desk: Desk = context.obj
    case = look(desk.house.office, ref).case
    _tell(desk, {"ref": ref}, case, explained=explained)


def deadline(
    context: typer.Context,
    received: Annotated[
        date | None, Option(parser=day_option, metavar="DATE", help="Day of receipt.")
    ] = None,
    statute: Annotated[str, Option(help="cn-2008, cn-2019, uk-2000; else the law of that day.")] = "",
    calendar: Annotated[Path | None, Option(help="A holiday notice not added yet.")] = None,
    event: Annotated[
        list[str] | None, Option(help="“consult 2026-03-09”, “extend 2026-03-20 days=10”.")
    ] = None,
    explained: Annotated[bool, Option("--explain", help="Every day, and why it counts or not.")] = False,
    batch: Annotated[bool, Option("--batch", help="One history a line on stdin, as JSON.")] = False,
) -> None:
    """Reckon the deadlines of a request that is not in the ledger."""
    desk: Desk = context.obj
    law = _with_calendar(law_here(desk.config), calendar)
    if batch:
        if received or event or statute or explained:
            raise typer.BadParameter("--batch takes its histories from stdin.")
        _batch(desk, law)
        return
    if received is None:
        raise typer.BadParameter("--received is wanted, or --batch.")
    history = {
        "received": str(received),
        "statute": statute,
        "events": [_event(text) for text in event or []],
    }
    _tell(desk, {"received": str(received)}, read_case(law, history), explained=explained)


def _with_calendar(law: Law, path: Path | None) -> Law:
    if path is None:
        return law
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise BadInput("unreadable", "{path} cannot be read: {fault}", path=path, fault=fault) from None
    return law.with_notices([*law.notices, read_notice(text, path.name)])


def _event(text: str) -> dict[str, Any]:
    """“extend 2026-03-20 days=10” as the object a batch line would hold."""
    action, on, *facts = [*text.split(), "", ""] if len(text.split()) < 2 else text.split()
    event: dict[str, Any] = {"action": action, "on": on}
    for fact in filter(None, facts):
        name, equals, value = fact.partition("=")
        if not equals:
            raise BadFacts("bad_event_option", "--event wants “ACTION DAY KEY=VALUE …”: “{text}”.", text=text)
        event[name] = value
    return event


def _tell(desk: Desk, head: Mapping[str, Any], case: Case, *, explained: bool) -> None:
    told = plain_clock(head, case, explained=explained)
    desk.show(told, lambda: _page(desk, case) + (_days_page(desk, case) if explained else ""))


def _days_page(desk: Desk, case: Case) -> str:
    """Every day of the reply, then of each answer to a review and of the evidence for each suit."""
    page = days_table(desk.lang, explain(case.clock))
    for one in case.proceedings:
        if one.limit:
            told = days_table(desk.lang, explain_response(one, case.clock.workdays))
            page += f"\n{desk.word(one.limit.deadline)} · {desk.word(one.kind)} #{one.line}\n{told}"
    return page


def _page(desk: Desk, case: Case) -> str:
    lines = [f"{case.statute.title}（{case.statute.instrument}）"]
    rows = ((desk.word(d.kind), due_words(desk.lang, d), d.sentence.article) for d in case.clock.deadlines)
    lines.append(table((), rows))
    if case.clock.reply.provisional:
        through = case.clock.workdays.published_through
        lines.append(
            desk.words(
                "Provisional: no holiday notice after {year} is on file; later days count as plain weekdays.",
                year=through,
            )
            + "\n"
        )
    return "\n".join(lines)


def _batch(desk: Desk, law: Law) -> None:
    write = sys.stdout.write
    for told in _answers(desk, law):
        write(json.dumps(told, ensure_ascii=False) + "\n")


def _answers(desk: Desk, law: Law) -> Iterator[dict[str, Any]]:
    """An answer a line; an impossible history or a malformed line is answered with its error."""
    regions: dict[str, Law] = {law.region: law}
    for number, raw in enumerate(sys.stdin.buffer, start=1):
        if not raw.strip():
            continue
        try:
            line = json.loads(raw, parse_constant=_no_number)
        except (ValueError, RecursionError):
            line = None
        if not isinstance(line, dict):
            fault = BadFacts("malformed_line", "Line {line} is not a JSON object.", line=number)
            yield {"id": None, "line": number, "error": plain_fault(fault, desk.lang)}
            continue
        try:
            yield answer(_in_region(regions, law, line.get("region")), line)
        except CaseworkError as fault:
            yield {"id": line.get("id"), "error": plain_fault(fault, desk.lang)}


def _no_number(word: str) -> None:
    raise ValueError(word)


def _in_region(regions: dict[str, Law], law: Law, region: object) -> Law:
    """The law with a line's region; each region's calendar is read once."""
    if not isinstance(region, str):
        return law
    if region not in regions:
        regions[region] = law.in_region(region)
    return regions[region]
