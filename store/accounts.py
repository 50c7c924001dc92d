"""The accounts of an office in its database: people, passwords, sessions, attempts to sign in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import bindparam, delete, exists, func, select, update
from sqlalchemy import insert as plain
from sqlalchemy.dialects.postgresql import insert

from store.absences import SqlAbsences
from store.connections import Connections
from store.drafts import Drafts
from store.filters import Filters
from store.people_tables import LOOKS, PEOPLE, SESSIONS, SIGN_INS
from store.tokens import Tokens
from store.values import moment_out
from workflow.again import until_kept
from workflow.errors import NotFound
from workflow.people import People, Person
from workflow.vocabulary import Role

_P, _S, _I, _L = PEOPLE.c, SESSIONS.c, SIGN_INS.c, LOOKS.c
_NEW = insert(PEOPLE)
KEEP = _NEW.on_conflict_do_update(
    index_elements=[_P.login],
    set_={name: _NEW.excluded[name] for name in ("name", "roles", "unit_id", "active", "mail")},
)

_WHO = (_P.login, _P.name, _P.roles, _P.unit_id, _P.active, _P.mail)
EVERYBODY = select(*_WHO).order_by(_P.login)
SOMEBODY = select(*_WHO).where(_P.login == bindparam("login"))
#: Asked for with every page: the session of a token, and its owner.
SIGNED_IN = (
    select(_S.digest, _S.login, _S.began_at, _S.seen_at, _S.address, _S.agent)
    .add_columns(*_WHO, _P.given)
    .join(PEOPLE, _P.login == _S.login)
    .where(_S.digest == bindparam("token"))
)


@dataclass(frozen=True, slots=True)
class Password:
    """What is kept of a password; one that was `given` by another is good only for choosing one's own."""

    hash: str
    given: bool


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody signed in, known by the SHA-256 of the token in their browser."""

    digest: str
    login: str
    began_at: datetime
    seen_at: datetime
    address: str
    agent: str


class SignedIn(NamedTuple):
    """A session, whose it is, and whether their password was `given` by another."""

    session: Session
    person: Person
    given: bool


@dataclass(frozen=True, slots=True)
class SignIn:
    """An attempt to sign in; `device` is the SHA-256 of the browser's own token, where it is known."""

    at: datetime
    login: str
    address: str
    device: str
    well: bool


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody looked at personal data: `what` they did with which case, and why if they had to say so."""

    at: datetime
    by: str
    what: str
    ref: str
    detail: str
    address: str


class Noted(NamedTuple):
    """A look with its number."""

    number: int
    look: Look


class Accounts(People):
    """Who works here, as the database remembers it. Threads may share it."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    @property
    def drafts(self) -> Drafts:
        """What people have typed and not sent yet."""
        return Drafts(self._connections)

    @property
    def filters(self) -> Filters:
        """The lists they keep."""
        return Filters(self._connections)

    @property
    def tokens(self) -> Tokens:
        """What their programs prove it with."""
        return Tokens(self._connections)

    @property
    def absences(self) -> SqlAbsences:
        """Who of them is away."""
        return SqlAbsences(self._connections)

    # The docstrings of these three are the port's.

    def people(self) -> Sequence[Person]:  # noqa: D102
        with self._connections.reading() as link:
            return [_person(row) for row in link.run(EVERYBODY, {}).fetchall()]

    def person(self, login: str) -> Person | None:  # noqa: D102
        with self._connections.reading() as link:
            row = link.run(SOMEBODY, {"login": login}).fetchone()
        return _person(row) if row else None

    @until_kept
    def keep_person(self, person: Person) -> None:  # noqa: D102
        told = {
            "login": person.login,
            "name": person.name,
            "roles": " ".join(sorted(person.roles)),
            "unit_id": person.unit,
            "active": person.active,
            "mail": person.mail,
        }
        with self._connections.writing() as link:
            link.core.execute(KEEP, told | {"password": "", "given": False})
            if not person.active:
                link.core.execute(delete(SESSIONS).where(_S.login == person.login))
                self.tokens.revoke_all(person.login)

    def password(self, login: str) -> Password | None:
        """What is kept of somebody's password, if they have one."""
        with self._connections.reading() as link:
            row = link.core.execute(select(_P.password, _P.given).where(_P.login == login)).one_or_none()
        return Password(row.password, row.given) if row and row.password else None

    @until_kept
    def keep_password(self, login: str, password: Password) -> None:
        """Keep a password, and end every session begun with the one before.

        Raises:
            NotFound: nobody has that login.
        """
        with self._connections.writing() as link:
            kept = update(PEOPLE).where(_P.login == login)
            found = link.core.execute(kept.values(password=password.hash, given=password.given)).rowcount
            if not found:
                raise NotFound("no_person", "Nobody here has the login {login}.", login=login)
            link.core.execute(delete(SESSIONS).where(_S.login == login))

    @until_kept
    def begin_session(self, session: Session) -> None:
        """Keep a session."""
        told = {name: getattr(session, name) for name in Session.__slots__}
        with self._connections.writing() as link:
            link.core.execute(plain(SESSIONS).values(told))

    def session(self, digest: str) -> Session | None:
        """The session of a token, if it has not been ended."""
        with self._connections.reading() as link:
            row = link.core.execute(select(SESSIONS).where(_S.digest == digest)).one_or_none()
        return _session(row) if row else None

    def signed_in(self, digest: str) -> SignedIn | None:
        """Whose session a token is of, if it has not been ended."""
        with self._connections.reading() as link:
            row = link.run(SIGNED_IN, {"token": digest}).fetchone()
        if row is None:
            return None
        of_session = len(Session.__slots__)
        return SignedIn(_session(row[:of_session]), _person(row[of_session:-1]), bool(row[-1]))

    def sessions(self, login: str) -> Sequence[Session]:
        """Where somebody is signed in, the latest first."""
        asked = select(SESSIONS).where(_S.login == login).order_by(_S.seen_at.desc())
        with self._connections.reading() as link:
            return [_session(row) for row in link.core.execute(asked).all()]

    @until_kept
    def touch(self, digest: str, at: datetime) -> None:
        """Remember that a session is in use."""
        with self._connections.writing() as link:
            link.core.execute(update(SESSIONS).where(_S.digest == digest).values(seen_at=at))

    @until_kept
    def end_session(self, digest: str) -> None:
        """Sign out: the token is worth nothing from now on."""
        with self._connections.writing() as link:
            link.core.execute(delete(SESSIONS).where(_S.digest == digest))

    @until_kept
    def note_sign_in(self, attempt: SignIn) -> None:
        """Remember an attempt to sign in."""
        told = {name: getattr(attempt, name) for name in SignIn.__slots__}
        with self._connections.writing() as link:
            link.core.execute(plain(SIGN_INS).values(told))

    def knows_device(self, login: str, device: str) -> bool:
        """Whether somebody has signed in with this browser before."""
        asked = exists().where(_I.login == login, _I.device == device, _I.well.is_(True))
        with self._connections.reading() as link:
            return bool(link.core.execute(select(asked)).scalar_one())

    def last_login(self, device: str) -> str:
        """Who has signed in last with a browser; nobody where it is not known."""
        asked = select(_I.login).where(_I.device == device, _I.well.is_(True)).order_by(_I.id.desc()).limit(1)
        with self._connections.reading() as link:
            return link.core.execute(asked).scalar_one_or_none() or ""

    def failures(self, since: datetime, *, login: str = "", address: str = "", device: str = "") -> int:
        """How often signing in failed since an instant: under a login, from an address, from a browser."""
        asked = [_I.at >= since, _I.well.is_(False)]
        for column, wanted in ((_I.login, login), (_I.address, address), (_I.device, device)):
            if wanted:
                asked.append(column == wanted)
        with self._connections.reading() as link:
            found: int = link.core.execute(select(func.count()).where(*asked)).scalar_one()
        return found

    @until_kept
    def note_look(self, look: Look) -> None:
        """Remember that somebody looked at personal data."""
        told = {name: getattr(look, name) for name in Look.__slots__}
        with self._connections.writing() as link:
            link.core.execute(plain(LOOKS).values(told))

    def looks(self, *, ref: str = "", by: str = "", before: int = 0, limit: int = 50) -> Sequence[Noted]:
        """Who looked at what, the latest first; `before` is the number of the last one of the page before."""
        asked = select(LOOKS).order_by(_L.id.desc()).limit(limit)
        for column, wanted in ((_L.ref, ref), (_L.by, by)):
            if wanted:
                asked = asked.where(column == wanted)
        if before:
            asked = asked.where(_L.id < before)
        with self._connections.reading() as link:
            rows = link.core.execute(asked).all()
        return [
            Noted(row.id, Look(moment_out(row.at), row.by, row.what, row.ref, row.detail, row.address))
            for row in rows
        ]


def _person(row: Sequence[Any]) -> Person:
    login, name, roles, unit, active, mail = row
    return Person(login, name, _roles(roles), unit, bool(active), mail)


@lru_cache(maxsize=256)
def _roles(text: str) -> frozenset[Role]:
    return frozenset(Role.of(word) for word in text.split())


def _session(row: Sequence[Any]) -> Session:
    digest, login, began_at, seen_at, address, agent = row
    return Session(digest, login, moment_out(began_at), moment_out(seen_at), address, agent)
