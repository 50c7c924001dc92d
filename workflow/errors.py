"""What can go wrong, said to the person who can mend it.

    CaseworkError            1  the job failed
    ├── BadFacts             2  a command, an option or a fact is malformed or missing
    ├── NotFound             3  no such case, unit, statute …
    ├── Refused              4  a rule forbids it
    │   ├── NotAllowed       4  the action is not possible in this state; `possible` lists what is
    │   └── ClockBehind      4  the machine's clock has gone back: nobody may write by it
    ├── BadInput             4  a file holds something that cannot be read
    ├── Conflict             5  somebody else was first
    ├── Broken               6  the records do not agree with each other
    └── Busy                 7  the database is in use, or out of reach
        └── Again            7  nothing was written: the same work may be begun anew

The numbers are the exit codes of `foi`.
"""

from collections.abc import Sequence
from typing import Self


def mark(sentence: str) -> str:
    """The sentence itself, marked to be translated where it is said."""
    return sentence


class Bilingual(str):
    """A name that a message says in Chinese as `zh`; it is itself what it is in English."""

    __slots__ = ("zh",)
    zh: str

    def __new__(cls, name: str, zh: str) -> Self:
        """Make a name that carries its Chinese wording."""
        made = super().__new__(cls, name)
        made.zh = zh
        return made


class CaseworkError(Exception):
    """A fault a person can mend.

    `code` is stable and for programs; `template` is the English sentence, which is also the key of the
    message catalogues; `values` fill its braces in either language.
    """

    exit_code = 1

    def __init__(self, code: str, template: str, /, **values: object) -> None:
        super().__init__(code, template)
        self.code = code
        self.template = template
        self.values = values

    def __str__(self) -> str:
        told = {
            name: ", ".join(map(str, v)) if isinstance(v, tuple) else v for name, v in self.values.items()
        }
        return self.template.format(**told)


class BadFacts(CaseworkError):
    """A command, an option or a fact is malformed or missing."""

    exit_code = 2


class NotFound(CaseworkError):
    """There is no such thing."""

    exit_code = 3


class Refused(CaseworkError):
    """A rule forbids it; `possible` says what is possible instead, where that is known."""

    exit_code = 4
    possible: tuple[str, ...] = ()


class NotAllowed(Refused):
    """The action is not possible now; `possible` says what is."""

    def __init__(self, code: str, template: str, /, possible: Sequence[str], **values: object) -> None:
        self.possible = tuple(possible)
        super().__init__(code, template, possible=self.possible, **values)


class ClockBehind(Refused):
    """The machine's clock stands before what was recorded last, so nothing is recorded by it."""


class BadInput(CaseworkError):
    """A file holds something that cannot be read."""

    exit_code = 4


class Conflict(CaseworkError):
    """Somebody else was first."""

    exit_code = 5


class Broken(CaseworkError):
    """The records do not agree with each other."""

    exit_code = 6


class Busy(CaseworkError):
    """The database is in use, or out of reach."""

    exit_code = 7


class Again(Busy):
    """Nothing was written, and the same work begun anew may well succeed (see `workflow.again`)."""
