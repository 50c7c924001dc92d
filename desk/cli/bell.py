"""The bell, and how it is."""

import signal
from datetime import datetime
from threading import Event
from zoneinfo import ZoneInfo

import typer

from desk.bell_status import BACKLOG, Status, bell_status
from desk.bell_tasks import BELL_TASKS
from desk.cli.desk import Desk
from desk.plain_bell import plain_bell
from desk.words import table
from store.bell_tasks import Rung
from workflow.errors import Broken


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("bell")(bell)
    app.command("bell-status")(status)


def bell(context: typer.Context) -> None:
    """Ring until stopped, every minute and when something changes; of several bells one rings."""
    from desk.bell import keep_ringing

    desk: Desk = context.obj
    stop = Event()
    for word in (signal.SIGTERM, signal.SIGINT):
        signal.signal(word, lambda *_: stop.set())
    keep_ringing(desk.config, desk.lang, stop)


def status(context: typer.Context) -> None:
    """Say who rings the bell, what came of the last ring, when nobody rang, and what waits.

    Exit 6 when nobody rings.
    """
    desk: Desk = context.obj
    found = bell_status(desk.whole)
    desk.show(plain_bell(found, desk.lang), lambda: _page(desk, found))
    if not found.lives:
        raise Broken(
            "nobody_rings", "Nobody rings the bell: start foi web, or foi bell where no pages are served."
        )


def _page(desk: Desk, found: Status) -> str:
    return "\n".join(
        [
            _leader(desk, found),
            desk.words("Last sweep: {at}", at=_at(desk, found.last)),
            *(
                desk.words("{what}: {n}", what=desk.words(one.words), n=found.backlog[one.name])
                for one in BACKLOG
            ),
            "",
            _tasks(desk, found),
            *_silences(desk, found),
        ]
    )


def _leader(desk: Desk, found: Status) -> str:
    if not found.leader.holder:
        return desk.words("Nobody leads.")
    told = {"who": found.leader.who, "since": _at(desk, found.leader.since)}
    if found.lives:
        return desk.words("{who} leads since {since}.", **told)
    return desk.words("{who} has led since {since} and gives no sign of life.", **told)


def _tasks(desk: Desk, found: Status) -> str:
    headings = [desk.words("Task"), desk.words("Last done"), desk.words("Took"), desk.words("Came of it")]
    return table(headings, (_task(desk, one) for one in found.tasks))


def _task(desk: Desk, one: Rung) -> tuple[str, ...]:
    words = next((desk.words(task.words) for task in BELL_TASKS if task.name == one.name), one.name)
    came = desk.words("done")
    if one.fault:
        came = desk.words("{fault} Last well: {at}", fault=one.fault[desk.lang], at=_at(desk, one.well_at))
    return (words, _at(desk, one.at), f"{one.milliseconds / 1000:.1f} s", came)


def _silences(desk: Desk, found: Status) -> list[str]:
    if not found.silences:
        return [desk.words("Within thirty days the bell was never silent.")]
    rows = ((_at(desk, one.since), "→", _at(desk, one.until)) for one in found.silences)
    return [desk.words("Nobody rang:"), table((), rows)]


def _at(desk: Desk, moment: datetime | None) -> str:
    if moment is None:
        return desk.words("never")
    return f"{moment.astimezone(ZoneInfo(desk.config.office.timezone)):%Y-%m-%d %H:%M:%S}"
