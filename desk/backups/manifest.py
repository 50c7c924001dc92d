"""What a backup says of itself: whose it is, of when, and every file in it by name, size and SHA-256."""

import json
import re
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from workflow.errors import BadInput

#: What every manifest begins with; another number is another shape.
FORMAT: Final = "foi-desk backup 1"
DATABASE: Final = "foi.db"
#: The folder that belongs to a database of that name, so that what is restored finds its files.
FILES: Final = "foi.db.files"
#: No other name is ever written, whatever a manifest says.
NAME: Final = re.compile(rf"{re.escape(DATABASE)}|{re.escape(FILES)}/([0-9a-f]{{2}})/\1[0-9a-f]{{62}}")
DIGEST: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Member:
    """A file of a backup."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """A backup as it describes itself; `schema` is the version of its tables, `made_at` has a zone."""

    office: str
    schema: str
    made_at: datetime
    members: tuple[Member, ...]

    @property
    def bytes(self) -> int:
        """How large its files are together."""
        return sum(member.bytes for member in self.members)


def as_json(manifest: Manifest) -> bytes:
    """A manifest as it is kept."""
    told = {"format": FORMAT} | asdict(manifest) | {"made_at": manifest.made_at.isoformat()}
    return json.dumps(told, ensure_ascii=False, indent=0).encode()


def manifest_from(text: bytes, path: Path) -> Manifest:
    """The manifest of a backup.

    Raises:
        BadInput: it is none, or names what no backup of ours holds.
    """
    try:
        told: dict[str, Any] = json.loads(text)
        if told.pop("format") != FORMAT:
            raise no_backup(path)
        members = tuple(Member(**member) for member in told.pop("members"))
        manifest = Manifest(members=members, made_at=datetime.fromisoformat(told.pop("made_at")), **told)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise no_backup(path) from None
    if not _is_ours(manifest):
        raise no_backup(path)
    return manifest


def no_backup(path: Path) -> BadInput:
    """What is said of any other file."""
    return BadInput("no_backup", "{path} is no backup that this version of foi can read.", path=path.name)


def _is_ours(manifest: Manifest) -> bool:
    names = [member.name for member in manifest.members]
    return (
        isinstance(manifest.office, str)
        and isinstance(manifest.schema, str)
        and manifest.made_at.tzinfo is not None
        and names[:1] == [DATABASE]
        and len(set(names)) == len(names)
        and all(map(_is_member, manifest.members))
    )


def _is_member(member: Member) -> bool:
    return (
        isinstance(member.name, str)
        and NAME.fullmatch(member.name) is not None
        and isinstance(member.sha256, str)
        and DIGEST.fullmatch(member.sha256) is not None
        and type(member.bytes) is int
        and member.bytes >= 0
    )
