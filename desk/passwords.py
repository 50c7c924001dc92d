"""Passwords, kept as Argon2id (RFC 9106) and never in clear."""

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from workflow.errors import BadFacts

#: How long a password is at least, and at most.
SHORTEST, LONGEST = 10, 128
_HASHER = PasswordHasher()


def hashed(password: str, login: str) -> str:
    """What is kept of a password.

    Raises:
        BadFacts: it is too short, too long, or the login itself.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise BadFacts(
            "bad_password", "A password has {least} to {most} characters.", least=SHORTEST, most=LONGEST
        )
    if login.casefold() in password.casefold() or len(set(password)) < SHORTEST // 2:
        raise BadFacts("easy_password", "That password is too easy to guess.")
    return _HASHER.hash(password)


def matches(kept: str, password: str) -> bool:
    """Whether a password is the one kept; with none kept it takes as long to say no."""
    try:
        return _HASHER.verify(kept or _nobodys(), password) and bool(kept)
    except (VerificationError, InvalidHashError):
        return False


def new_password() -> str:
    """A first password, to be told to its owner, who changes it first of all."""
    return "-".join(secrets.token_hex(2) for _ in range(4))


@cache
def _nobodys() -> str:
    return _HASHER.hash(secrets.token_urlsafe())
