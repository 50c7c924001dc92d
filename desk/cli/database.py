"""The database moved: from a file to a server, or back."""

from typing import Annotated

import typer
from typer import Option

from desk.cli.desk import Desk
from desk.cli.upkeep import say_faults


def register(app: typer.Typer) -> None:
    """Add these commands."""
    database = typer.Typer(no_args_is_help=True, help="The database as a whole.")
    database.command("copy")(copy)
    app.add_typer(database, name="db")


def copy(
    context: typer.Context,
    to: Annotated[
        str, Option(metavar="URL", help="An empty database: postgresql+psycopg://… or sqlite:///…")
    ],
) -> None:
    """Copy the whole database into an empty one and prove it; stop foi web and foi bell before."""
    from desk.moving import copy_office

    desk: Desk = context.obj
    moved = copy_office(desk.whole, to)
    say_faults(desk, moved.found.faults)
    rows, files = sum(held.rows for held in moved.tables.values()), moved.config.store.files
    told = {
        "tables": {name: {"rows": held.rows, "digest": held.digest} for name, held in moved.tables.items()},
        "cases": moved.found.cases,
        "files": files,
    }
    lines = [
        desk.words("{rows} rows in {n} tables are copied, and each table is the same on both sides.",
                   rows=rows, n=len(moved.tables)),
        desk.words("{n} cases: every chain holds, every copy agrees.", n=moved.found.cases),
    ]  # fmt: skip
    desk.show(told, lambda: "\n".join(lines))
    desk.say("Now write the new address into the configuration, under [store] url.")
    if files:
        desk.say("The letters and attachments stay where they are: files = “{files}”", files=files)
