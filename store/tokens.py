"""Tokens: what somebody's programs show in the place of a password."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from store.connections import Connections
from store.people_tables import TOKENS
from store.values import moment_out
from workflow.again import until_kept
from workflow.vocabulary import TokenPurpose

_T = TOKENS.c


@dataclass(frozen=True, slots=True)
class Token:
    """A token as it is kept: its number, whose it is and what for, but not itself."""

    number: int
    login: str
    purpose: TokenPurpose
    label: str
    made_at: datetime
    used_at: datetime | None
    revoked: bool


class Tokens:
    """The tokens of an office, each known by its SHA-256. Threads may share it."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    @until_kept
    def keep(self, digest: str, login: str, purpose: TokenPurpose, label: str, at: datetime) -> Token:
        """Keep a new token."""
        told = {"digest": digest, "login": login, "purpose": purpose.value, "label": label, "made_at": at}
        new = insert(TOKENS).values(told | {"revoked": False}).returning(TOKENS)
        with self._connections.writing() as link:
            return _token(link.core.execute(new).one())

    def find(self, digest: str, purpose: TokenPurpose) -> Token | None:
        """The token with this SHA-256, if it is for that purpose and has not been revoked."""
        asked = select(TOKENS).where(_T.digest == digest, _T.purpose == purpose.value, _T.revoked.is_(False))
        with self._connections.reading() as link:
            row = link.core.execute(asked).one_or_none()
        return _token(row) if row else None

    def every(self, login: str = "") -> Sequence[Token]:
        """Every token, or those of one person, the latest first."""
        asked = select(TOKENS).order_by(_T.id.desc())
        with self._connections.reading() as link:
            found = link.core.execute(asked.where(_T.login == login) if login else asked).all()
        return [_token(row) for row in found]

    @until_kept
    def touch(self, number: int, at: datetime) -> None:
        """Remember that a token is in use."""
        with self._connections.writing() as link:
            link.core.execute(update(TOKENS).where(_T.id == number).values(used_at=at))

    @until_kept
    def revoke(self, number: int) -> None:
        """Let a token be worth nothing from now on."""
        with self._connections.writing() as link:
            link.core.execute(update(TOKENS).where(_T.id == number).values(revoked=True))

    @until_kept
    def revoke_all(self, login: str) -> None:
        """Let nothing somebody's programs hold be worth anything from now on."""
        with self._connections.writing() as link:
            link.core.execute(update(TOKENS).where(_T.login == login).values(revoked=True))


def _token(row: Any) -> Token:
    return Token(
        row.id,
        row.login,
        TokenPurpose.of(row.purpose),
        row.label,
        moment_out(row.made_at),
        moment_out(row.used_at) if row.used_at else None,
        bool(row.revoked),
    )
