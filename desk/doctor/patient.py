"""Whom the doctor looks at."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from desk.config import Config
from desk.office import House


@dataclass(frozen=True, slots=True)
class Patient:
    """An office at an instant, as far as it can be opened; with `every` no case is passed over."""

    config: Config
    now: datetime
    opened: House | None = None
    every: bool = False

    @property
    def house(self) -> House:
        """The open office."""
        assert self.opened is not None
        return self.opened

    @property
    def today(self) -> date:
        """The day it is in the office."""
        return self.local(self.now).date()

    def local(self, at: datetime) -> datetime:
        """An instant by the office's clock."""
        return at.astimezone(ZoneInfo(self.config.office.timezone))

    def words(self, at: datetime) -> str:
        """An instant by the office's clock, to the minute."""
        return f"{self.local(at):%Y-%m-%d %H:%M}"
