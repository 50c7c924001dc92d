"""The rules by which days are reckoned, as one short word: when it is another, every copy is in doubt."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from workflow.alerts import AlertPolicy
from workflow.law import Law

#: Libraries that hold calendars; another version of them may know of another notice.
CALENDARS = ("chinesecalendar", "holidays")
#: So much of a SHA-256 tells any two sets of rules of an office apart.
LENGTH = 16
_HERE = Path(__file__).parent


def rules_of(law: Law, policy: AlertPolicy) -> str:
    """A digest of all that decides a last day or an alert, but for what happened.

    These are the notices and the region, the statutes as the office has chosen, its days of reminding, and
    the program itself with the statutes and calendars that come with it: a new version may reckon otherwise.
    """
    notices = [notice.text for notice in law.notices]
    chosen = (law.jurisdiction, law.region, law.statutes.choices, policy, notices)
    return hashlib.sha256(f"{_program()} {chosen!r}".encode()).hexdigest()[:LENGTH]


@cache
def _program() -> str:
    """This room as it is installed, and the versions of the libraries that know calendars."""
    found = hashlib.sha256(repr([version(name) for name in CALENDARS]).encode())
    for path in sorted(path for path in _HERE.rglob("*") if path.suffix in {".py", ".toml"}):
        content = path.read_bytes()
        found.update(f"{path.relative_to(_HERE).as_posix()} {len(content)}\n".encode() + content)
    return found.hexdigest()
