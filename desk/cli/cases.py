"""Cases: log them, act on them, look at them."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

import typer
from typer import Argument, Option

from desk.cli.case_page import case_page
from desk.cli.desk import Desk
from desk.cli.minding import mind_the_year
from desk.cli.options import day_option, word_option
from desk.document_words import documents_table
from desk.letterbox import idle
from desk.office import House
from desk.plain import plain_row
from desk.telling import case_told, signed
from desk.words import rows_table, standing
from workflow.casework import Act, Done, Receipt, look, take
from workflow.errors import BadFacts
from workflow.items import outcomes_of, read_items
from workflow.ledger import Applicant, Request
from workflow.listing import Filter, Row
from workflow.twice import log_once
from workflow.units import find_unit, units_named
from workflow.vocabulary import Action, ApplicantKind, Channel, Outcome, State

Ref = Annotated[str, Argument(metavar="REF", help="The case's number, like 2018-0001.")]
Day = Annotated[date | None, Option(parser=day_option, metavar="DATE", help="The legal day; else today.")]
FactsOption = Annotated[list[str] | None, Option("--fact", metavar="KEY=VALUE", help="A fact; repeat.")]
VersionOption = Annotated[int | None, Option(min=1, metavar="N", help="Refuse if it changed since.")]
IrregularOption = Annotated[str, Option(metavar="REASON", help="Record what the law forbids; no effect.")]


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("log")(log)
    app.command("act")(act)
    app.command("answer")(answer)
    app.command("show")(show)
    app.command("list")(list_cases)


def log(
    context: typer.Context,
    channel: Annotated[Channel, Option(parser=word_option(Channel), metavar="CHANNEL")],
    kind: Annotated[ApplicantKind, Option(parser=word_option(ApplicantKind), metavar="KIND")],
    applicant: Annotated[list[str], Option(help="Who asks; repeat for joint applicants.")],
    subject: Annotated[str, Option(help="What is asked for.")],
    received: Day = None,
    arrived: Annotated[date | None, Option(parser=day_option, metavar="DATE")] = None,
    contact: Annotated[str, Option(help="Telephone, mail or address.")] = "",
    address: Annotated[str, Option(help="Where letters go.")] = "",
    postcode: Annotated[str, Option(help="The postcode of that address.")] = "",
    id_doc: Annotated[str, Option(help="Identity document.")] = "",
    agent: Annotated[str, Option(help="Who acts for the applicant.")] = "",
    unit: Annotated[str, Option(help="The unit's name or code; else one's own.")] = "",
    topic: Annotated[str, Option(help="What it is about, in the office's own list.")] = "",
    number: Annotated[str, Option(help="The office's own number.")] = "",
    form_of_supply: Annotated[str, Option(help="Paper, file, disc …")] = "",
    way: Annotated[str, Option(help="How it is to reach the applicant.")] = "",
    again: Annotated[bool, Option("--again", help="Another request in the words just logged.")] = False,
) -> None:
    """Log a request, its channel and the kind of its applicant named by their words.

    --received is the legal day of receipt: the day it was handed in or signed for; for web, e-mail, fax and
    ordinary post the day of confirmation. --arrived is the day it came in, when that differs.
    """
    desk: Desk = context.obj
    house = desk.house
    people = tuple(Applicant(name, id_doc, contact, address, postcode, agent) for name in applicant)
    where = find_unit(house.ledger, unit).id if unit else desk.own_unit
    request = Request(where, people, subject, topic, form_of_supply, way, arrived)
    receipt = Receipt(received or desk.today, channel, kind)
    arrivals, made = house.ledger.arrivals, desk.now
    done = log_once(house.office, arrivals, request, receipt, desk.actor, now=made, ref=number, again=again)
    mind_the_year(desk, receipt.on)
    tell(desk, done)
    desk.say("Next: foi act {ref} accept, or foi letter draft {ref}", ref=done.record.ref)


def act(
    context: typer.Context,
    ref: Ref,
    action: Annotated[Action, Argument(parser=word_option(Action), metavar="ACTION")],
    on: Day = None,
    fact: FactsOption = None,
    if_version: VersionOption = None,
    irregular: IrregularOption = "",
) -> None:
    """Take one action on a case; `foi show REF` lists what is possible."""
    take_act(context.obj, ref, Act(action, on or context.obj.today, _facts(fact), irregular), if_version)


def answer(
    context: typer.Context,
    ref: Ref,
    outcome: Annotated[
        Outcome | None, Argument(parser=word_option(Outcome), metavar="[OUTCOME]", show_default=False)
    ] = None,
    on: Day = None,
    item: Annotated[
        list[str] | None, Option(metavar="WHAT|OUTCOME[|KEY=VALUE]…", help="A thing asked for; repeat.")
    ] = None,
    fact: FactsOption = None,
    if_version: VersionOption = None,
) -> None:
    """Answer a request with an outcome: provided, already_public, not_ours, not_exist, ….

    With --item each thing asked for has an outcome of its own, and that of the case follows from them: all
    alike, that one; some given and some not, partial; else the leading one, which OUTCOME may name.
    """
    facts = _facts(fact)
    if item:
        facts["items"] = read_items(item)
        outcome = outcome or outcomes_of(facts["items"])[0]
    if outcome is None:
        raise BadFacts("no_outcome", "An answer wants an outcome, or its items: --item.")
    act = Act(Action.ANSWER, on or context.obj.today, facts | {"outcome": outcome.value})
    take_act(context.obj, ref, act, if_version)


def show(context: typer.Context, ref: Ref) -> None:
    """Show a case: where it stands, its deadlines, what happened and what is possible."""
    desk: Desk = context.obj
    tell(desk, look(desk.house.office, ref))


def list_cases(
    context: typer.Context,
    state: Annotated[State | None, Option(parser=word_option(State), metavar="STATE")] = None,
    unit: Annotated[str, Option(help="A unit's name or code.")] = "",
    due_before: Annotated[date | None, Option(parser=day_option, metavar="DATE")] = None,
    q: Annotated[str, Option(help="Words in number, subject or applicant.")] = "",
    after: Annotated[str, Option(help="The last number of the page before.")] = "",
    limit: Annotated[int, Option(min=1, max=1000)] = 50,
) -> None:
    """List cases by number, a page at a time."""
    desk: Desk = context.obj
    ledger = desk.house.ledger
    units = units_named(ledger, unit)
    rows = ledger.rows(Filter(state, units, due_before, q, after=after, limit=limit))
    show_rows(desk, rows)


def show_rows(desk: Desk, rows: Sequence[Row], house: House | None = None) -> None:
    """Show a page of cases, of the open office or of another."""
    desk.show({"items": [plain_row(row) for row in rows]}, lambda: rows_page(desk, rows, house))


def rows_page(desk: Desk, rows: Sequence[Row], house: House | None = None) -> str:
    """Cases as people read them, each with how it stands."""
    law = (house or desk.house).office.law

    def light(row: Row) -> str:
        if not row.reply.running:
            return row.state.label(desk.lang)
        workdays = law.workdays(law.regime(row.received_on))
        return standing(desk.lang, row.reply.due_on or row.reply.missed_on, workdays, desk.today)

    return rows_table(desk.lang, rows, light)


def take_act(desk: Desk, ref: str, wanted: Act, version: int | None) -> Done:
    """Take an action and show the case it leaves."""
    act = signed(wanted, desk.actor.name)
    done = take(desk.house.office, ref, act, desk.actor, now=desk.now, version=version)
    mind_the_year(desk, wanted.on)
    tell(desk, done)
    return done


def _facts(given: list[str] | None) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for text in given or []:
        name, equals, value = text.partition("=")
        if not equals or not name or name in facts:
            raise BadFacts(
                "bad_fact_option", "--fact wants KEY=VALUE, each key once; found “{text}”.", text=text
            )
        facts[name] = value
    return facts


def tell(desk: Desk, done: Done) -> None:
    """Show a case."""
    documents = desk.house.ledger.documents(done.record.ref)
    stale = idle(desk.house.office.law, done, documents)
    table = documents_table(desk.lang, [(document, ()) for document in documents], stale) if documents else ""
    desk.show(case_told(desk.house, done), lambda: case_page(desk, done, table))
