"""Who calls: the person whose token a program shows, and the office as they see it at this moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from desk.clerking import Clerk
from desk.moved_words import changed_words
from desk.office import House, now, seen_by, today
from desk.press import renderer
from desk.tokens import holder
from desk.web.visit import browser_of
from desk.year_told import changed
from store.accounts import Look
from workflow.casework import Actor
from workflow.errors import BadFacts
from workflow.people import Person
from workflow.vocabulary import TokenPurpose

_BEARER = HTTPBearer(auto_error=False, description="A token made for the API; cookies are not looked at.")


class NotLetIn(Exception):
    """No token that holds was shown."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody's program calls."""

    house: House
    person: Person
    actor: Actor
    lang: str
    address: str

    @property
    def today(self) -> date:
        """The day it is in the office."""
        return today(self.house.config)

    @property
    def now(self) -> datetime:
        """This instant."""
        return now()

    def note(self, ref: str = "", detail: str = "") -> None:
        """Remember that a case was looked at, or what else was done with personal data."""
        look = Look(self.now, self.person.login, "api", ref, detail, self.address)
        self.house.ledger.accounts.note_look(look)

    def moved(self) -> list[str]:
        """What this call has made to count otherwise in a frozen year, in sentences."""
        return list(changed_words(self.lang, list(changed(self.house, self.house.ledger.written()))))

    @contextmanager
    def clerk(self) -> Iterator[Clerk]:
        """The caller at work on letters."""
        with renderer(self.house.config) as fill:
            yield Clerk(self.house, self.actor, fill, self.now)


def caller(
    request: Request, shown: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)]
) -> Caller:
    """Who calls.

    Raises:
        NotLetIn: the request shows no token, or one that holds no more.
    """
    house: House = request.app.state.house()
    accounts = house.ledger.accounts
    person = holder(accounts, shown.credentials, TokenPurpose.API, now()) if shown else None
    if person is None:
        raise NotLetIn
    actor = Actor(person.login, person.roles)
    return Caller(seen_by(house, person.login), person, actor, lang_of(request), browser_of(request).address)


def lang_of(request: Request) -> str:
    """The language of the messages: the office's, or English for who asks for it first."""
    office: str = request.app.state.config().office.lang
    return "en" if request.headers.get("accept-language", "").lower().startswith("en") else office


def seen_version(request: Request) -> int | None:
    """The version of the case a program has seen, from its If-Match: an act on another one is refused.

    Raises:
        BadFacts: it is none.
    """
    given = request.headers.get("if-match", "*").strip()
    if given == "*":
        return None
    version = given.strip('"')
    if not version.isascii() or not version.isdigit() or len(version) > 9:
        raise BadFacts(
            "bad_if_match", "If-Match holds the ETag of the case: “{value}” is none.", value=given[:40]
        )
    return int(version)


Calling = Annotated[Caller, Depends(caller)]
Seen = Annotated[int | None, Depends(seen_version)]
