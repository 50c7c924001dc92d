"""A visit: who asks for a page, in which language, and the office as they see it."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated, cast

from fastapi import Depends, Request

from desk.language import phrase, say_fault
from desk.office import House, now, shown_to, today
from desk.sign_in import Browser, who_is
from store.accounts import Look
from workflow.casework import Actor
from workflow.errors import CaseworkError
from workflow.people import Person
from workflow.vocabulary import Word

#: The cookies: who is signed in, the browser's own token, and how its owner likes the pages.
SESSION, DEVICE, LANG, SIZE, CONTRAST = "foi", "foi-device", "foi-lang", "foi-size", "foi-contrast"
KEYS, KEYS_ON = "foi-keys", ("on", "off")
#: Where somebody may go whose password was given by another.
OWN_PASSWORD, SIGN_OUT = "/password", "/sign-out"
LANGS, SIZES, CONTRASTS = ("zh", "en"), ("normal", "large", "huge"), ("normal", "high")


class SignedOut(Exception):
    """Nobody is signed in."""


class PasswordGiven(Exception):
    """The password is one that another has given: the first thing is to choose one's own."""


@dataclass(frozen=True, slots=True)
class Display:
    """How somebody likes the pages: the language, the print, the contrast, and whether single keys work."""

    lang: str
    size: str
    contrast: str
    keys: str = KEYS_ON[0]

    def words(self, sentence: str, **values: object) -> str:
        """A sentence in the reader's language."""
        return phrase(self.lang, sentence, **values)

    def word(self, word: Word | None) -> str:
        """A word of a closed list in the reader's language."""
        return word.label(self.lang) if word else ""

    def fault(self, fault: CaseworkError) -> str:
        """A fault in the reader's language."""
        return say_fault(self.lang, fault, codes=False)


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody signed in asks for a page."""

    house: House
    person: Person
    actor: Actor
    display: Display
    token: str
    address: str

    @property
    def today(self) -> date:
        """The day it is in the office."""
        return today(self.house.config)

    @property
    def now(self) -> datetime:
        """This instant."""
        return now()

    def note(self, what: str, ref: str = "", detail: str = "") -> None:
        """Remember that personal data were looked at (信息安全技术 网络安全等级保护基本要求: 安全审计)."""
        look = Look(self.now, self.person.login, what, ref, detail, self.address)
        self.house.ledger.accounts.note_look(look)

    @property
    def seal(self) -> str:
        """What every form of this session carries, so that no other site can post in its name."""
        return seal_of(self.token)


def seal_of(token: str) -> str:
    """The token against forged posts that belongs to a cookie."""
    return hmac.new(token.encode(), b"form", hashlib.sha256).hexdigest()


def display_of(request: Request) -> Display:
    """How a browser is to be answered."""
    kept = request.cookies
    lang = cast("str", request.app.state.config.office.lang)
    return Display(
        _one_of(LANGS, kept.get(LANG), lang),
        _one_of(SIZES, kept.get(SIZE), SIZES[0]),
        _one_of(CONTRASTS, kept.get(CONTRAST), CONTRASTS[0]),
        _one_of(KEYS_ON, kept.get(KEYS), KEYS_ON[0]),
    )


def visitor(request: Request) -> Visit:
    """Who asks.

    Raises:
        SignedOut: nobody is signed in, or not any more.
        PasswordGiven: they have not chosen a password of their own yet.
    """
    house: House = request.app.state.house()
    token = request.cookies.get(SESSION, "")
    idle = timedelta(minutes=house.config.web.idle_minutes)
    known = who_is(house.ledger.accounts, token, idle, now())
    if known is None:
        raise SignedOut
    person, given = known
    if given and request.url.path not in (OWN_PASSWORD, SIGN_OUT):
        raise PasswordGiven
    seen = shown_to(house, person)
    actor, address = Actor(person.login, person.roles), browser_of(request).address
    visit = request.state.visit = Visit(seen, person, actor, display_of(request), token, address)
    return visit


def browser_of(request: Request) -> Browser:
    """Where a request comes from."""
    address = request.client.host if request.client else ""
    return Browser(address, request.headers.get("user-agent", ""), request.cookies.get(DEVICE, ""))


def _one_of(known: tuple[str, ...], wanted: str | None, default: str) -> str:
    return wanted if wanted in known else default


Visiting = Annotated[Visit, Depends(visitor)]
Showing = Annotated[Display, Depends(display_of)]
Typed = Mapping[str, str]
