"""What is due, and what was told."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from typer import Argument, Option

from desk.cli.cases import rows_page
from desk.cli.desk import Desk
from desk.cli.proceedings import docket_page
from desk.due import due_within, given_within, reports_within
from desk.language import say_fault
from desk.plain import plain_alert, plain_docket_row, plain_row
from desk.plain_bell import plain_proof
from desk.proof_words import messages_of, moment_words, remarks, told_outside
from desk.sending.sweep import sweep
from desk.watched import WatchedLedger
from desk.words import alerts_table, standing, table, threshold_words
from store.office import no_unit
from workflow.docket import DocketRow
from workflow.errors import Broken, mark
from workflow.ledger import Raised
from workflow.listing import Row
from workflow.outbox import Message, about_unit
from workflow.proof import Proven, proof, proof_of_unit
from workflow.reminding import Sweep
from workflow.units import find_unit
from workflow.vocabulary import DeadlineKind

PROOF_HEADINGS = (
    mark("Deadline"),
    mark("Last day"),
    mark("Alert"),
    mark("Owed on"),
    mark("Raised on"),
    mark("Remark"),
)
#: What stands above the office's own days.
NUMBER, DEADLINE, LAST_DAY, STANDS = (
    mark("Number"),
    mark("Deadline"),
    mark("Last day"),
    mark("How it stands"),
)


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("due")(due)
    app.command("remind")(remind_now)
    app.command("alerts")(alerts)


def due(
    context: typer.Context,
    within: Annotated[int, Option(min=0, metavar="N", help="Working days from today.")] = 10,
    limit: Annotated[int, Option(min=1, max=1000)] = 200,
) -> None:
    """List the replies that are overdue, due today or due within N working days, the most urgent first.

    Below them stand the answers to reviews and the evidence for suits that are due by then, then what was
    given to somebody until then, and the reports of last year still owed.
    """
    desk: Desk = context.obj
    rows, answers = due_within(desk.house, desk.today, within, limit)
    told = {"items": [plain_row(row) for row in rows]}
    told["proceedings"] = [plain_docket_row(row) for row in answers]
    given = given_within(desk.house, desk.today, within, limit)
    told["hand_outs"] = [{"ref": due.ref, "due": due.on} for due in given]
    reports = reports_within(desk.house, desk.today, within)
    told["reports"] = [
        {"unit": unit.name, "kind": one.kind.value, "due": one.due_on} for unit, one in reports
    ]
    own = [(due.ref, due.kind, due.on) for due in given]
    own += [(unit.name, one.kind, one.due_on or desk.today) for unit, one in reports]
    desk.show(told, lambda: _due_page(desk, rows, answers, own))


def _due_page(
    desk: Desk,
    rows: Sequence[Row],
    answers: Sequence[DocketRow],
    own: Sequence[tuple[str, DeadlineKind, date]],
) -> str:
    pages = [rows_page(desk, rows)]
    if answers:
        pages.append(docket_page(desk, answers))
    if own:
        law = desk.house.office.law
        workdays = law.workdays(law.regime(desk.today))
        headings = [desk.words(name) for name in (NUMBER, DEADLINE, LAST_DAY, STANDS)]
        lines = (
            (name, desk.word(kind), str(on), standing(desk.lang, on, workdays, desk.today))
            for name, kind, on in own
        )
        pages.append(table(headings, lines))
    return "\n".join(pages)


def remind_now(context: typer.Context) -> None:
    """Raise every alert that is owed as of today; run twice, nothing is raised twice."""
    desk: Desk = context.obj
    swept = sweep(desk.whole, desk.today, desk.now)
    _show(desk, [*swept.raised, *swept.yearly])
    tell_sweep(desk, swept)
    if swept.failed:
        raise Broken("some_not_swept", "{n} cases could not be reckoned.", n=len(swept.failed))


def tell_sweep(desk: Desk, swept: Sweep) -> None:
    """Say how a sweep went."""
    desk.say("{n} alerts raised.", n=len(swept.raised) + len(swept.yearly))
    for ref, fault in swept.failed:
        desk.say("{ref} could not be reckoned: {fault}", ref=ref, fault=say_fault(desk.lang, fault))


def alerts(
    context: typer.Context,
    ref: Annotated[str, Argument(metavar="REF", help="A case; with --office, a unit.")],
    office: Annotated[bool, Option("--office", help="The alerts of a unit itself: its reports.")] = False,
) -> None:
    """Prove every alert: when it was owed and raised, how late and why, who was told; and what is to come."""
    desk: Desk = context.obj
    house, zone = desk.house, ZoneInfo(desk.config.office.timezone)
    if office:
        unit = _seen_unit(house.ledger, ref)
        about, proven = about_unit(unit), proof_of_unit(house.office, unit, desk.today, zone)
    else:
        about, proven = ref, proof(house.office, house.ledger.read(ref), desk.today, zone)
    told = told_outside(house, about)
    found = [(one, messages_of(told, about, one)) for one in proven]
    desk.show(
        {"items": [plain_proof(ref, *one) for one in found]},
        lambda: table(
            [desk.words(heading) for heading in PROOF_HEADINGS],
            (_proof_row(desk.lang, zone, *one) for one in found),
        ),
    )


def _seen_unit(ledger: WatchedLedger, name: str) -> int:
    unit = find_unit(ledger, name)
    ledger.scope.prove(unit.id, no_unit(unit.id))
    return unit.id


def _show(desk: Desk, raised: Sequence[Raised]) -> None:
    desk.show({"items": [plain_alert(alert) for alert in raised]}, lambda: alerts_table(desk.lang, raised))


def _proof_row(lang: str, zone: ZoneInfo, one: Proven, messages: Sequence[Message]) -> tuple[str, ...]:
    alert = one.alert
    return (
        alert.kind.label(lang),
        str(alert.due_on),
        threshold_words(lang, alert.threshold),
        str(alert.owed_on),
        moment_words(zone, one.raised.raised_at) if one.raised else "—",
        ("，" if lang == "zh" else "; ").join(remarks(lang, zone, one, messages)),
    )
