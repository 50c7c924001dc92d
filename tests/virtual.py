"""A clock that a test turns: the one place where the desk reads the machine's clock is told another time."""

from datetime import datetime, timedelta

DOOR = "desk.office.datetime"


class Turned:
    """The machine's clock, as far as the desk knows; `at` has a zone."""

    def __init__(self, monkeypatch, at):
        self.at = at
        turned = self

        class Told(datetime):
            @classmethod
            def now(cls, tz=None):
                return turned.at.astimezone(tz)

        monkeypatch.setattr(DOOR, Told)

    def to(self, text):
        """Set it, in the zone it is in."""
        self.at = datetime.fromisoformat(text).replace(tzinfo=self.at.tzinfo)
        return self

    def on(self, **passed):
        """Let time pass, or go back."""
        self.at += timedelta(**passed)
        return self
