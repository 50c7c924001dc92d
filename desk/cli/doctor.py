"""What is wrong with the machine and the office, and a clock that was ahead."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from typer import Option

from desk.cli.desk import Desk
from desk.cli.options import moment_option
from desk.clocks import accept_clock
from desk.doctor.examine import examine
from desk.doctor.facts import facts
from desk.doctor.findings import Finding, Severity
from desk.doctor.patient import Patient
from desk.doctor.plain import plain_finding
from desk.language import say_fault, say_words
from desk.office import House
from desk.words import table
from workflow.errors import Broken, CaseworkError


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("doctor")(doctor)
    app.command("clock-accept")(clock_accept)


def doctor(
    context: typer.Context,
    every: Annotated[
        bool, Option("--all", help="Prove every case and every page of the database, not only the latest.")
    ] = False,
) -> None:
    """Say what is wrong with the machine and the office, and what to do; exit 6 when it cannot wait."""
    desk: Desk = context.obj
    patient = Patient(desk.config, desk.now, _opened(desk), every)
    findings, told = examine(patient), facts(patient) if patient.opened else {}
    plain = [plain_finding(desk.lang, finding) for finding in findings]
    desk.show(
        {**told, "findings": plain}, lambda: "\n".join([*_facts(desk, told), *_findings(desk, findings)])
    )
    if urgent := sum(finding.severity is Severity.URGENT for finding in findings):
        raise Broken("doctor_found", "{n} findings cannot wait.", n=urgent)


def _opened(desk: Desk) -> House | None:
    try:
        return desk.whole
    except CaseworkError:
        return None  # which is a finding of its own


def _facts(desk: Desk, told: Mapping[str, Any]) -> Iterator[str]:
    if not told:
        return
    yield desk.words("Database: {manners}", manners=told["database"])
    yield desk.words("Calendar: published through {year}.", year=told["calendar_published_through"])
    if told["backup"]:
        yield desk.words("Backup: the newest is {file}.", file=told["backup"]["file"])
    if numbers := told["next_numbers"]:
        series = [f"{one['series'] or '—'} {one['next']}" for one in numbers]
        yield desk.words("The next numbers of this year: {numbers}", numbers=say_words(desk.lang, series))


def _findings(desk: Desk, findings: Sequence[Finding]) -> Iterator[str]:
    for finding in findings:
        word = finding.severity.label(desk.lang)
        yield f"{f'【{word}】' if desk.lang == 'zh' else f'{word}: '}{say_fault(desk.lang, finding.says)}"
        yield f"    → {say_fault(desk.lang, finding.do)}"
    if not findings:
        yield desk.words("Nothing is wrong.")


def clock_accept(
    context: typer.Context,
    reason: Annotated[str, Option(help="Why the last record is of a time that was not.")],
    time: Annotated[
        datetime,
        Option(parser=moment_option, metavar="TIME", help="The time by your watch: “2026-11-23 18:05”."),
    ],
) -> None:
    """Take the machine's clock for true although it stands before the last record.

    For a clock that was ahead and has been set right. Reminders raised meanwhile are taken back and raised
    when they are owed; entries stay, and foi doctor names their cases.
    """
    desk: Desk = context.obj
    told = time.replace(tzinfo=ZoneInfo(desk.config.office.timezone))
    taken_back = accept_clock(desk.whole, reason, told, desk.actor)
    many = sum(one.alerts for one in taken_back)
    items = [{"ref": one.ref, "alerts": one.alerts} for one in taken_back]
    head = desk.words("The clock is taken for true. {n} reminders were taken back.", n=many)
    desk.show(
        {"items": items}, lambda: f"{head}\n{table((), [(one.ref, str(one.alerts)) for one in taken_back])}"
    )
    desk.say("Next: foi remind, then foi doctor")
