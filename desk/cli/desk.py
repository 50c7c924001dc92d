"""What every command has at hand: the office, the actor, the day, and a voice."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from rich.console import Console

from desk.clerking import Clerk
from desk.config import Config
from desk.language import phrase
from desk.office import House, make_office, now, open_office, seen_by
from desk.press import renderer
from workflow.casework import Actor
from workflow.people import actor_of
from workflow.vocabulary import Word


@dataclass(slots=True)
class Desk:
    """One run of the command line."""

    config: Config = field(default_factory=Config)
    lang: str = "zh"
    as_json: bool = False
    config_file: Path | None = None
    database: str = ""
    login: str = ""
    today: date = date.min
    _whole: House | None = None
    _house: House | None = None

    @property
    def house(self) -> House:
        """The open office, as far as whoever acts sees it.

        Raises:
            NotFound: it has no database yet.
            Refused: whoever acts does not work here.
        """
        if self._house is None:
            self._house = seen_by(self.whole, self.login)
        return self._house

    @property
    def whole(self) -> House:
        """The open office whole: for the bell and for proofs, which are run for everybody.

        Raises:
            NotFound: it has no database yet.
        """
        if self._whole is None:
            self._whole = open_office(self.config)
        return self._whole

    @property
    def actor(self) -> Actor:
        """Who acts, in the roles they hold."""
        return actor_of(self.house.ledger.accounts, self.login)

    def tell_changed(self) -> None:
        """Say what this run has made to count otherwise in a year that is frozen."""
        for house in filter(None, (self._whole, self._house)):
            if written := house.ledger.written():
                from desk.moved_words import changed_words, commands_then
                from desk.year_told import changed

                found = list(changed(house, written))
                for sentence in (*changed_words(self.lang, found), *commands_then(self.lang, found)):
                    sys.stderr.write(sentence + "\n")

    def make_house(self) -> House:
        """The office, its database made or brought up to date."""
        self._house = self._whole = make_office(self.config)
        return self._house

    @property
    def own_unit(self) -> int:
        """The unit of whoever acts; the office itself until people have been let in."""
        people = {one.login: one.unit for one in self.house.ledger.accounts.people()}
        return people.get(self.login) or min(self.house.ledger.units())

    @property
    def now(self) -> datetime:
        """This instant, by the machine's clock."""
        return now()

    @contextmanager
    def clerk(self) -> Iterator[Clerk]:
        """The actor at work on letters, with the office's own templates where it has some."""
        with renderer(self.config) as fill:
            yield Clerk(self.house, self.actor, fill, self.now)

    def words(self, sentence: str, **values: object) -> str:
        """A sentence in the reader's language."""
        return phrase(self.lang, sentence, **values)

    def word(self, word: Word) -> str:
        """A word of a closed list in the reader's language."""
        return word.label(self.lang)

    def say(self, sentence: str, **values: object) -> None:
        """Talk: to stderr."""
        sys.stderr.write(self.words(sentence, **values) + "\n")

    @property
    def console(self) -> Console:
        """Where progress is shown: stderr, and only to somebody who looks."""
        return Console(stderr=True, quiet=not sys.stderr.isatty())

    def show(self, plain: Mapping[str, Any], words: Callable[[], str]) -> None:
        """Answer: to stdout, as JSON or in words."""
        answer = json.dumps(plain, ensure_ascii=False, default=str) if self.as_json else words()
        sys.stdout.write(answer.rstrip("\n") + "\n")
