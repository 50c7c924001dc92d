"""Signing in, staying in and signing out: what a browser shows, and what it is worth."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from desk.passwords import hashed, matches
from store.accounts import Accounts, Password, Session, SignIn
from workflow.errors import NotFound, Refused
from workflow.people import Person

#: How far back failures count, and how many are let pass: by login and address, by address, by browser.
WINDOW = timedelta(hours=1)
LET_PASS, LET_PASS_ADDRESS, LET_PASS_DEVICE = 10, 50, 10
#: How long a session lives at most, whatever its owner does.
LIFETIME = timedelta(hours=12)
#: How often a session in use is written down.
TOUCH = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Browser:
    """Where somebody sits: the address, what the browser calls itself, and the token it was once given."""

    address: str
    agent: str
    device: str = ""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new session: its token, and the browser's own, to be kept beyond it."""

    token: str
    device: str
    #: Whether the password was given by another, and must be changed first.
    given: bool


def sign_in(accounts: Accounts, login: str, password: str, browser: Browser, now: datetime) -> SignedIn:
    """Begin a session, or say no in the same words and the same time whatever was wrong.

    Raises:
        Refused: the login or the password is wrong; or too many were, from there.
    """
    device = digest_of(browser.device) if browser.device else ""
    known = bool(device) and accounts.knows_device(login, device)
    _mind_the_failures(accounts, login, browser, device if known else "", now)
    kept = accounts.password(login)
    person = next((one for one in accounts.people() if one.login == login and one.active), None)
    if not matches(kept.hash if kept and person else "", password) or kept is None:
        accounts.note_sign_in(SignIn(now, login, browser.address, device if known else "", well=False))
        raise Refused("sign_in_failed", "The login or the password is wrong.")
    return let_in(accounts, login, browser, now, given=kept.given)


def let_in(accounts: Accounts, login: str, browser: Browser, now: datetime, *, given: bool) -> SignedIn:
    """Begin a session of somebody who has proved who they are; `given` as in `SignedIn`."""
    told = SignedIn(secrets.token_urlsafe(32), browser.device or secrets.token_urlsafe(32), given)
    accounts.note_sign_in(SignIn(now, login, browser.address, digest_of(told.device), well=True))
    accounts.begin_session(
        Session(digest_of(told.token), login, now, now, browser.address, browser.agent[:200])
    )
    return told


def who_is(accounts: Accounts, token: str, idle: timedelta, now: datetime) -> tuple[Person, bool] | None:
    """Who a token stands for, and whether their password was given by another.

    Nobody once the session has ended, lain idle too long, or its owner has left.
    """
    found = accounts.signed_in(digest_of(token)) if token else None
    if found is None:
        return None
    session, person, given = found
    if not _runs(session, idle, now):
        accounts.end_session(session.digest)
        return None
    if now - session.seen_at > TOUCH:
        accounts.touch(session.digest, now)
    return (person, given) if person.active else None


def signed_in(accounts: Accounts, login: str, idle: timedelta, now: datetime) -> list[Session]:
    """Where somebody is signed in now, the latest first; sessions that have run out are none."""
    return [one for one in accounts.sessions(login) if _runs(one, idle, now)]


def end_sessions(accounts: Accounts, login: str, *, digest: str = "", but: str = "") -> int:
    """End one of somebody's sessions by its digest, or all of them but one; how many were ended.

    Raises:
        NotFound: they have no such session.
    """
    found = [one for one in accounts.sessions(login) if digest in ("", one.digest) and one.digest != but]
    if digest and not found:
        raise NotFound("no_session", "That session has ended already.")
    for one in found:
        accounts.end_session(one.digest)
    return len(found)


def _runs(session: Session, idle: timedelta, now: datetime) -> bool:
    return now - session.seen_at <= idle and now - session.began_at <= LIFETIME


def change_password(accounts: Accounts, login: str, old: str, new: str) -> None:
    """Change one's own password; every session begun with the old one ends.

    Raises:
        BadFacts: the new one will not do.
        Refused: the old one is wrong, or the new one is the same.
    """
    kept = accounts.password(login)
    if kept is None or not matches(kept.hash, old):
        raise Refused("wrong_password", "The password so far is another.")
    if new == old:
        raise Refused("same_password", "Choose another password than the one so far.")
    accounts.keep_password(login, Password(hashed(new, login), given=False))


def digest_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _mind_the_failures(accounts: Accounts, login: str, browser: Browser, device: str, now: datetime) -> None:
    """A browser its owner has signed in with before has failures of its own: nobody else's count there."""
    since = now - WINDOW
    if device:
        full = accounts.failures(since, device=device) >= LET_PASS_DEVICE
    else:
        full = (
            accounts.failures(since, login=login, address=browser.address) >= LET_PASS
            or accounts.failures(since, address=browser.address) >= LET_PASS_ADDRESS
        )
    if full:
        raise Refused("too_many_attempts", "Too many failed attempts from here; try again in an hour.")
