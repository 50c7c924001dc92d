"""The law on file: list it, read it, check it."""

from typing import Annotated, Any

import typer
from typer import Argument

from desk.cli.desk import Desk
from desk.office import law_of
from desk.words import table
from workflow.errors import Broken, mark
from workflow.responses import ResponseLimit
from workflow.statute import Statute
from workflow.statute_check import check_statutes
from workflow.vocabulary import ProceedingKind


def register(app: typer.Typer) -> None:
    """Add these commands."""
    statutes = typer.Typer(no_args_is_help=True, help="The statutes on file.")
    statutes.command("list")(list_statutes)
    statutes.command("show")(show)
    statutes.command("check")(check)
    app.add_typer(statutes, name="statute")


def list_statutes(context: typer.Context) -> None:
    """List the statutes, each with the day it came into force."""
    desk: Desk = context.obj
    statutes = list(law_of(desk.config).statutes)
    items = [{"id": s.id, "title": s.title, "in_force": s.in_force.isoformat()} for s in statutes]
    desk.show(
        {"items": items},
        lambda: table((), ((s.id, str(s.in_force), s.title, s.instrument) for s in statutes)),
    )


def show(context: typer.Context, statute: Annotated[str, Argument(metavar="ID")]) -> None:
    """Show a statute: its limits and what each action does to the clock, with article and sentence."""
    desk: Desk = context.obj
    law = law_of(desk.config).statutes.named(statute)
    told = {
        "id": law.id,
        "title": law.title,
        "limits": {
            name: {"days": limit.days, "article": limit.sentence.article, "text": limit.sentence.text}
            for name, limit in law.limits.items()
        },
        "responses": [_plain_response(limit) for limit in law.responses],
        "clock": {
            action.value: {"effect": rule.effect.value, "article": rule.sentence.article}
            for action, rule in law.clock.items()
        },
        "outcomes": {
            outcome.value: {"article": rule.sentence.article, "text": rule.sentence.text}
            for outcome, rule in law.outcomes.items()
        },
    }
    desk.show(told, lambda: _page(desk, law))


def _plain_response(limit: ResponseLimit) -> dict[str, Any]:
    return {
        "deadline": limit.deadline.value,
        "proceedings": sorted(kind.value for kind in limit.kinds),
        "simple": limit.simple,
        "from": limit.since.isoformat(),
        "days": limit.days,
        "unit": "working day" if limit.working else "day",
        "article": limit.sentence.article,
        "text": limit.sentence.text,
    }


def _page(desk: Desk, law: Statute) -> str:
    limits = (
        (name, str(limit.days or "—"), limit.sentence.article, desk.word(limit.sentence.verified))
        for name, limit in law.limits.items()
    )
    responses = (_response_row(desk, limit) for limit in law.responses)
    clock = (
        (desk.word(action), desk.word(rule.effect), rule.sentence.article, desk.word(rule.sentence.verified))
        for action, rule in law.clock.items()
    )
    outcomes = (
        (desk.word(outcome), rule.sentence.article, desk.word(rule.sentence.verified))
        for outcome, rule in law.outcomes.items()
    )
    rests_on = (*law.sentences.values(), *(limit.sentence for limit in law.responses))
    sentences = sorted({f"{s.article}  {s.text}" for s in rests_on})
    head = f"{law.title}（{law.instrument}，{law.in_force}）"
    return "\n".join(
        [head, "", *(table((), rows) for rows in (limits, responses, clock, outcomes)), *sentences]
    )


def _response_row(desk: Desk, limit: ResponseLimit) -> tuple[str, ...]:
    """A period for an answer: what for, how long, from when on, by which article and how sure we are."""
    kinds = "、".join(desk.word(kind) for kind in ProceedingKind if kind in limit.kinds)
    length = mark("{n} working days") if limit.working else mark("{n} days")
    simple = desk.words(" (simple procedure)") if limit.simple else ""
    return (
        desk.word(limit.deadline),
        kinds + simple,
        desk.words(length, n=limit.days),
        desk.words("copy received from {day}", day=limit.since),
        limit.sentence.article,
        desk.word(limit.sentence.verified),
    )


def check(context: typer.Context) -> None:
    """Prove the statutes complete and consistent; exit 6 when they are not."""
    desk: Desk = context.obj
    statutes = law_of(desk.config).statutes
    faults = check_statutes(statutes, desk.today)
    for fault in faults:
        desk.say("{fault}", fault=fault)
    if faults:
        raise Broken("statutes_broken", "The statutes on file have {n} faults.", n=len(faults))
    names = [statute.id for statute in statutes]
    desk.show(
        {"checked": names}, lambda: desk.words("Complete and consistent: {names}", names="、".join(names))
    )
