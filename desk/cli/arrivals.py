"""Arrivals: what came in and is to be confirmed with the applicant before its clock begins."""

from dataclasses import replace
from datetime import date
from typing import Annotated

import typer
from typer import Argument, Option

from desk.arrival_words import arrivals_table, plain_arrival
from desk.cli.cases import tell
from desk.cli.desk import Desk
from desk.cli.minding import mind_the_year
from desk.cli.options import day_option, word_option
from workflow.arrivals import (
    Arrival,
    ArrivalFilter,
    Confirmed,
    Standing,
    add_arrival,
    confirm_arrival,
    drop_arrival,
    reopen_arrival,
)
from workflow.casework import Receipt
from workflow.ledger import Applicant, Request
from workflow.units import find_unit
from workflow.vocabulary import ApplicantKind, Channel

Number = Annotated[int, Argument(min=1, max=2**31 - 1, metavar="ARRIVAL", help="The arrival's number.")]
Reason = Annotated[str, Option(help="Why; it is kept.")]


def register(app: typer.Typer) -> None:
    """Add these commands."""
    arrival = typer.Typer(no_args_is_help=True, help="What came in and is to be confirmed.")
    arrival.command("add")(add)
    arrival.command("list")(list_arrivals)
    arrival.command("confirm")(confirm)
    arrival.command("drop")(drop)
    arrival.command("reopen")(reopen)
    app.add_typer(arrival, name="arrival")


def add(
    context: typer.Context,
    channel: Annotated[Channel, Option(parser=word_option(Channel), metavar="CHANNEL")],
    subject: Annotated[str, Option(help="What is asked for.")],
    applicant: Annotated[str, Option(help="Who asks, as far as it is known.")] = "",
    arrived: Annotated[
        date | None, Option(parser=day_option, metavar="DATE", help="The day it came in; else today.")
    ] = None,
    contact: Annotated[str, Option(help="Telephone, mail or address.")] = "",
    address: Annotated[str, Option(help="Where letters go.")] = "",
    postcode: Annotated[str, Option(help="The postcode of that address.")] = "",
    id_doc: Annotated[str, Option(help="Identity document.")] = "",
    agent: Annotated[str, Option(help="Who acts for the applicant.")] = "",
    note: Annotated[str, Option(help="A note.")] = "",
    unit: Annotated[str, Option(help="The unit's name or code; else one's own.")] = "",
) -> None:
    """Keep what came in by web, e-mail, fax or ordinary post: its clock begins once it is confirmed."""
    desk: Desk = context.obj
    where = find_unit(desk.house.ledger, unit).id if unit else desk.own_unit
    who = Applicant(applicant, id_doc, contact, address, postcode, agent)
    came = Arrival(where, channel, arrived or desk.today, who, subject, note)
    arrivals = desk.house.ledger.arrivals
    _show(desk, add_arrival(arrivals, came, desk.actor, today=desk.today, now=desk.now))


def list_arrivals(
    context: typer.Context,
    standing: Annotated[
        Standing | None,
        Option(parser=word_option(Standing), metavar="STANDING", help="waiting, confirmed or dropped."),
    ] = None,
    limit: Annotated[int, Option(min=1, max=1000)] = 200,
) -> None:
    """List the arrivals that wait to be confirmed, or those that stand otherwise; oldest first."""
    desk: Desk = context.obj
    wanted = ArrivalFilter(standing or Standing.WAITING, limit=limit)
    arrivals = desk.house.ledger.arrivals
    found = arrivals.page(wanted)
    plain = [plain_arrival(one, desk.today, arrivals.steps(one.number)) for one in found]
    desk.show({"items": plain}, lambda: arrivals_table(desk.lang, found, desk.today))


def confirm(
    context: typer.Context,
    arrival: Number,
    kind: Annotated[ApplicantKind, Option(parser=word_option(ApplicantKind), metavar="KIND")],
    on: Annotated[
        date | None,
        Option(parser=day_option, metavar="DATE", help="The day it was confirmed: the day of receipt."),
    ] = None,
    applicant: Annotated[str, Option(help="Who asks, where it was not known.")] = "",
    subject: Annotated[str, Option(help="What is asked for, where that has become clearer.")] = "",
    number: Annotated[str, Option(help="The office's own number.")] = "",
) -> None:
    """Log the request an arrival has been confirmed as: its clock begins on the day of confirmation."""
    desk: Desk = context.obj
    arrivals = desk.house.ledger.arrivals
    came = arrivals.read(arrival)
    who = replace(came.applicant, name=applicant or came.applicant.name)
    request = Request(came.unit, (who,), subject or came.subject, note=came.note)
    receipt = Receipt(on or desk.today, came.channel, kind)
    told = Confirmed(request, receipt, number)
    done = confirm_arrival(desk.house.office, arrivals, came, told, desk.actor, now=desk.now)
    mind_the_year(desk, receipt.on)
    tell(desk, done)
    desk.say("Next: foi act {ref} accept, or foi letter draft {ref}", ref=done.record.ref)


def drop(context: typer.Context, arrival: Number, reason: Reason) -> None:
    """Take an arrival off the list: it is no request, or nobody could be reached."""
    desk: Desk = context.obj
    arrivals = desk.house.ledger.arrivals
    came = arrivals.read(arrival)
    _show(desk, drop_arrival(arrivals, came, reason, desk.actor, today=desk.today, now=desk.now))


def reopen(context: typer.Context, arrival: Number, reason: Reason) -> None:
    """Put an arrival that was dropped back on the list."""
    desk: Desk = context.obj
    arrivals = desk.house.ledger.arrivals
    came = arrivals.read(arrival)
    _show(desk, reopen_arrival(arrivals, came, reason, desk.actor, today=desk.today, now=desk.now))


def _show(desk: Desk, arrival: Arrival) -> None:
    steps = desk.house.ledger.arrivals.steps(arrival.number)
    plain = plain_arrival(arrival, desk.today, steps)
    desk.show(plain, lambda: arrivals_table(desk.lang, [arrival], desk.today))
