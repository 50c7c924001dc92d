"""The fee for handling information, worked out tier by tier."""

from typing import Annotated

import typer
from typer import Option

from desk.cli.desk import Desk
from desk.cli.options import word_option
from desk.office import law_here
from desk.words import table
from workflow.charging import scale_of
from workflow.errors import BadFacts
from workflow.vocabulary import FeeBasis


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command("fee")(fee)


def fee(
    context: typer.Context,
    per: Annotated[FeeBasis, Option(parser=word_option(FeeBasis), metavar="item|page")],
    count: Annotated[int, Option(min=1, max=1_000_000, help="How many items, or pages.")],
    before: Annotated[int, Option(min=0, max=1_000_000, help="Items of the same month before.")] = 0,
) -> None:
    """Work out a fee by the tariff in force today, with every tier it touches."""
    desk: Desk = context.obj
    if before and per is FeeBasis.PAGE:
        raise BadFacts("bad_fee_count", "Pages are counted for each application: --before is for items.")
    statute = law_here(desk.config).regime(desk.today)
    scale = scale_of(statute, per, desk.today)
    steps = scale.steps(count, before)
    total = sum(step.total for step in steps)
    plain = {
        "yuan": total,
        "steps": [{"first": s.first, "last": s.last, "yuan": s.yuan, "total": s.total} for s in steps],
        "tariff": scale.text,
        "article": scale.sentence.article,
    }
    rows = [(f"{s.first}–{s.last}", f"{s.last - s.first + 1} × {s.yuan}", f"{s.total}") for s in steps]
    words = [table((), [*rows, ("", "", f"{total}")]), f"{scale.text}（{scale.sentence.article}）"]
    desk.show(plain, lambda: "".join(words))
