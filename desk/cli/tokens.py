"""Tokens: what one's own programs show in the place of a password."""

from collections.abc import Sequence
from typing import Annotated

import typer
from typer import Argument, Option

from desk.cli.desk import Desk
from desk.cli.options import word_option
from desk.tokens import make_token, plain_token, revoke_token, tokens_of
from desk.words import table
from store.tokens import Token
from workflow.vocabulary import TokenPurpose


def register(app: typer.Typer) -> None:
    """Add these commands."""
    tokens = typer.Typer(no_args_is_help=True, help="What your programs show in the place of a password.")
    tokens.command("add")(add)
    tokens.command("list")(list_tokens)
    tokens.command("revoke")(revoke)
    app.add_typer(tokens, name="token")


def add(
    context: typer.Context,
    label: Annotated[str, Argument(metavar="NAME", help="What it is for, to know it again.")],
    purpose: Annotated[
        TokenPurpose, Option(parser=word_option(TokenPurpose), metavar="PURPOSE", help="calendar or api.")
    ],
) -> None:
    """Make a token for a program of your own; it is shown this once."""
    desk: Desk = context.obj
    made = make_token(desk.house.ledger.accounts, desk.login, purpose, label, desk.now)
    desk.show(
        plain_token(made.token) | {"token": made.secret},
        lambda: desk.words("{token}\nIt is not shown again; keep it like a password.", token=made.secret),
    )


def list_tokens(context: typer.Context) -> None:
    """List your tokens; an administrator is shown everybody's."""
    desk: Desk = context.obj
    _show(desk, tokens_of(desk.house.ledger.accounts, desk.actor))


def revoke(
    context: typer.Context, number: Annotated[int, Argument(min=1, metavar="N", help="As listed.")]
) -> None:
    """Revoke a token: what holds it is shut out at once."""
    desk: Desk = context.obj
    revoke_token(desk.house.ledger.accounts, number, desk.actor)
    _show(desk, [one for one in tokens_of(desk.house.ledger.accounts, desk.actor) if one.number == number])


def _show(desk: Desk, tokens: Sequence[Token]) -> None:
    rows = (
        (
            str(one.number),
            one.login,
            desk.word(one.purpose),
            one.label,
            one.made_at.date().isoformat(),
            one.used_at.date().isoformat() if one.used_at else desk.words("never used"),
            desk.words("revoked") if one.revoked else "",
        )
        for one in tokens
    )
    desk.show({"items": [plain_token(one) for one in tokens]}, lambda: table((), rows))
