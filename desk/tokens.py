"""Tokens: made, shown once, used by a program in somebody's name, and revoked."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desk.sign_in import TOUCH, digest_of
from store.accounts import Accounts
from store.tokens import Token
from workflow.casework import Actor
from workflow.duties import DUTIES, Duty
from workflow.errors import BadFacts, NotFound
from workflow.people import Person, find_person
from workflow.values import is_writable
from workflow.vocabulary import TokenPurpose

#: How long the name of a token may be.
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Made:
    """A new token: `secret` is the token itself, which nobody can be shown again."""

    secret: str
    token: Token


def make_token(accounts: Accounts, login: str, purpose: TokenPurpose, label: str, now: datetime) -> Made:
    """Make a token for one's own programs.

    Raises:
        BadFacts: it has no name, or one that is too long or cannot be written.
        NotFound: nobody has that login.
    """
    label = label.strip()
    if not label or len(label) > LONGEST or not is_writable(label):
        raise BadFacts(
            "bad_token_label", "A token needs a name of 1 to {most} characters.", most=LONGEST, field="label"
        )
    find_person(accounts, login)
    secret = secrets.token_urlsafe(32)
    return Made(secret, accounts.tokens.keep(digest_of(secret), login, purpose, label, now))


def holder(accounts: Accounts, secret: str, purpose: TokenPurpose, now: datetime) -> Person | None:
    """In whose name a token speaks; nobody's once it was revoked, or its owner has left.

    It is looked up by its SHA-256, so that how long this takes tells nothing of any token.
    """
    token = accounts.tokens.find(digest_of(secret), purpose)
    if token is None:
        return None
    person = find_person(accounts, token.login)
    if not person.active:
        return None
    if token.used_at is None or now - token.used_at > TOUCH:
        accounts.tokens.touch(token.number, now)
    return person


def tokens_of(accounts: Accounts, actor: Actor) -> Sequence[Token]:
    """One's own tokens; everybody's for who keeps the people."""
    return accounts.tokens.every("" if actor.roles & set(DUTIES[Duty.PEOPLE]) else actor.name)


def revoke_token(accounts: Accounts, number: int, actor: Actor) -> Token:
    """Revoke a token of one's own, or anybody's for who keeps the people.

    Raises:
        NotFound: no such token is theirs.
    """
    for token in tokens_of(accounts, actor):
        if token.number == number:
            accounts.tokens.revoke(number)
            return token
    raise NotFound("no_token", "You have no token {number}.", number=number)


def plain_token(token: Token) -> dict[str, Any]:
    """A token as a program reads it."""
    return {
        "number": token.number,
        "login": token.login,
        "purpose": token.purpose.value,
        "label": token.label,
        "made_at": token.made_at.isoformat(),
        "used_at": token.used_at.isoformat() if token.used_at else None,
        "revoked": token.revoked,
    }
