"""What leaves the house: listed, what has not left first, sent again, given up."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from typer import Argument, Option

from desk.cli.desk import Desk
from desk.cli.options import word_option
from desk.sending.minding import outbox_of, plain_message, resend_all, to_words, unsent, without_address
from desk.sending.sender import send_waiting
from desk.sending.words import subject, text
from desk.words import table
from workflow.again import until_kept
from workflow.errors import BadFacts
from workflow.outbox import Message, MessageState

Numbers = Annotated[list[int] | None, Argument(min=1, metavar="N", help="As listed; several at once.")]


def register(app: typer.Typer) -> None:
    """Add these commands."""
    outbox = typer.Typer(no_args_is_help=True, help="Reminders that leave by mail, robot or file.")
    outbox.command("list")(list_messages)
    outbox.command("show")(show)
    outbox.command("resend")(resend)
    outbox.command("discard")(discard)
    outbox.command("send")(send)
    app.add_typer(outbox, name="outbox")


def list_messages(
    context: typer.Context,
    state: Annotated[
        list[MessageState] | None,
        Option(parser=word_option(MessageState), metavar="STATE", help="How they stand; repeat."),
    ] = None,
    limit: Annotated[int, Option(min=1, max=1000)] = 50,
) -> None:
    """List what has not left, what could not be sent first; or messages that stand as asked."""
    desk: Desk = context.obj
    outbox = outbox_of(desk.house, desk.actor)
    _show(desk, outbox.page(state, limit=limit) if state else unsent(outbox, limit))
    for line in _counted(desk, outbox.counts()):
        desk.say("{fault}", fault=line)
    if missing := without_address(desk.house):
        desk.say("Without a mail address: {people}", people="、".join(missing))


def show(context: typer.Context, number: Annotated[int, Argument(min=1, metavar="N")]) -> None:
    """Show a message: its text, how often it was tried, and what it failed of."""
    desk: Desk = context.obj
    message = outbox_of(desk.house, desk.actor).message(number)
    desk.show(
        plain_message(desk.config, message),
        lambda: _table(desk, [message]) + "\n" + text(desk.config, message),
    )


@until_kept
def resend(
    context: typer.Context,
    numbers: Numbers = None,
    everything: Annotated[bool, Option("--all", help="Everything that could not be sent.")] = False,
) -> None:
    """Send again what could not be sent, or was given up; it leaves with the next ring of the bell."""
    desk: Desk = context.obj
    outbox = outbox_of(desk.house, desk.actor)
    if bool(numbers) == everything:
        raise BadFacts("which_messages", "Name the messages by their numbers, or all of them by --all.")
    with desk.house.ledger.transaction():
        many = resend_all(outbox, desk.login, desk.now) if everything else len(numbers or ())
        for number in numbers or ():
            outbox.resend(number, desk.login, desk.now)
    desk.show({"resent": many}, lambda: desk.words("{n} wait to be sent again.", n=many))


@until_kept
def discard(context: typer.Context, numbers: Numbers = None) -> None:
    """Give up messages that wait, or could not be sent; who and when stays on record."""
    desk: Desk = context.obj
    outbox = outbox_of(desk.house, desk.actor)
    if not numbers:
        raise BadFacts("which_messages", "Name the messages by their numbers, or all of them by --all.")
    with desk.house.ledger.transaction():
        for number in numbers:
            outbox.discard(number, desk.login, desk.now)
    _show(desk, [outbox.message(number) for number in numbers])


def send(context: typer.Context) -> None:
    """Send what waits, as the bell does; where no bell rings, after `foi remind`."""
    desk: Desk = context.obj
    send_waiting(desk.whole)
    counts = desk.whole.ledger.outbox.counts()
    plain = {state.value: counts.get(state, 0) for state in MessageState}
    desk.show(plain, lambda: "\n".join(_counted(desk, counts)))


def _counted(desk: Desk, counts: Mapping[MessageState, int]) -> Iterator[str]:
    for state, many in sorted(counts.items()):
        yield desk.words("{state}: {n}", state=desk.word(state), n=many)


def _show(desk: Desk, messages: Sequence[Message]) -> None:
    plain = [plain_message(desk.config, message) for message in messages]
    desk.show({"items": plain}, lambda: _table(desk, messages))


def _table(desk: Desk, messages: Sequence[Message]) -> str:
    zone = ZoneInfo(desk.config.office.timezone)
    rows = (
        (
            str(message.id),
            desk.word(message.state),
            desk.word(message.told.route),
            to_words(message),
            subject(desk.config, message),
            f"{(message.sent_at or message.at).astimezone(zone):%Y-%m-%d %H:%M}",
            message.error,
        )
        for message in messages
    )
    return table((), rows)
