"""Long work that the pages have been asked for: listed, and stopped."""

from typing import Annotated

import typer
from typer import Argument, Option

from desk.cli.desk import Desk
from desk.jobs.asking import job_in_sight, sees_all
from desk.plain_jobs import plain_job
from desk.words import table
from workflow.errors import Refused


def register(app: typer.Typer) -> None:
    """Add these commands."""
    jobs = typer.Typer(no_args_is_help=True, help="Long work that was asked for by the web.")
    jobs.command("list")(list_jobs)
    jobs.command("stop")(stop)
    app.add_typer(jobs, name="jobs")


def list_jobs(
    context: typer.Context,
    everybody: Annotated[bool, Option("--all", help="Everybody's, for an administrator.")] = False,
    limit: Annotated[int, Option(min=1, max=1000)] = 50,
) -> None:
    """List one's own jobs, the latest first."""
    desk: Desk = context.obj
    if everybody and not sees_all(desk.actor):
        raise Refused("not_administrator", "Only an administrator sees everybody's jobs.")
    found = desk.house.ledger.jobs.page("" if everybody else desk.actor.name, limit=limit)
    rows = [
        (str(job.id), desk.word(job.ask.kind), desk.word(job.state), f"{job.done}/{job.total}", job.ask.by)
        for job in found
    ]
    desk.show(
        {"items": [plain_job(job, desk.actor.name, desk.now) for job in found]}, lambda: table((), rows)
    )


def stop(context: typer.Context, number: Annotated[int, Argument(metavar="JOB", min=1)]) -> None:
    """Stop a job between two of its pieces."""
    desk: Desk = context.obj
    job_in_sight(desk.house, desk.actor, number)
    desk.house.ledger.jobs.ask_stop(number, desk.now)
    job = desk.house.ledger.jobs.job(number)
    desk.show(
        {"job": number, "state": job.state.value},
        lambda: desk.words("Job {number} is asked to stop.", number=number),
    )
