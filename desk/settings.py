"""The settings as an administrator changes them: a section at a time, the rest of the file untouched."""

import hashlib
import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import tomlkit

from desk.config import SECTIONS, Config
from desk.config_file import DEFAULT, SHOULD_BE, read_config
from workflow.errors import BadInput, Conflict, NotFound

# fmt: off
#: What a page changes. The rest moves the office elsewhere; a region is proposed and approved.
ON_PAGE: Mapping[str, tuple[str, ...]] = {
    "office":  ("name", "lang"),
    "alerts":  ("at", "days_before", "until", "urgent"),
    "letters": ("review_body", "court", "online_review", "contact", "number", "prefix", "red_head", "seal"),
    "signoff": ("needed", "two_people"),
    "web":     ("idle_minutes", "address", "upload_mb", "job_days"),
    "attachments": ("megabytes",),
    "backup":  ("at", "keep"),
}
# fmt: on


@dataclass(frozen=True, slots=True)
class Setting:
    """A key, what it is now and by default, whether the file says so, and whether a page may change it."""

    key: str
    value: Any
    default: Any
    in_file: bool
    on_page: bool


def file_of(config: Config) -> Path:
    """The file that says so, or where it would stand."""
    return config.file or config.folder / DEFAULT


def stamp_of(file: Path) -> str:
    """What a file held when somebody looked; empty where there is none."""
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""


def settings_of(config: Config, section: str) -> list[Setting]:
    """The settings of a section.

    Raises:
        NotFound: there is no such section.
    """
    if section not in SECTIONS:
        raise NotFound("no_page", "There is no such page.")
    file, kind = file_of(config), SECTIONS[section]
    said = tomlkit.parse(file.read_text(encoding="utf-8")).get(section, {}) if file.is_file() else {}
    here, usual, offered = getattr(config, section), kind(), ON_PAGE.get(section, ())
    return [
        Setting(key, getattr(here, key), getattr(usual, key), key in said, key in offered)
        for key in (each.name for each in fields(kind))
    ]


def change(config: Config, section: str, typed: Mapping[str, str], stamp: str) -> list[tuple[str, Any, Any]]:
    """Change what was typed otherwise than it stands; (key, before, after) of each.

    `stamp` is what the file held when its form was shown (`stamp_of`).

    Raises:
        NotFound: there is no such section.
        BadInput: a value is not what its key wants; nothing was changed.
        Conflict: the file was changed meanwhile.
    """
    file = file_of(config)
    moved = [
        (one.key, one.value, wanted)
        for one in settings_of(config, section)
        if one.on_page and (wanted := _read(file, section, one, typed.get(one.key, ""))) != one.value
    ]
    if stamp != stamp_of(file):
        raise Conflict("settings_changed", "Somebody else has changed the settings meanwhile.")
    if moved:
        write_values(file, section, {key: after for key, _, after in moved})
    return moved


def _read(file: Path, section: str, one: Setting, text: str) -> Any:
    if isinstance(one.default, bool):
        return bool(text)
    if isinstance(one.default, int):
        if not text.isdecimal() or len(text) > len("10000"):
            raise BadInput("bad_config", SHOULD_BE[int], path=file.name, key=f"[{section}] {one.key}")
        return int(text)
    if isinstance(one.default, tuple):
        typed = re.findall(r"[^\s,，、]+", text)
        # What is no number is left to the reader of the file, which names the key.
        return tuple(int(word) if word.isdecimal() and len(word) < len("1000") else word for word in typed)
    return text


def write_values(file: Path, section: str, values: Mapping[str, Any]) -> None:
    """Write values of a section: the file aside, read as the office would read it, then put in its place.

    Raises:
        BadInput: the office could not be opened with them.
    """
    text = file.read_bytes().decode() if file.is_file() else ""
    document = tomlkit.parse(text)
    if section not in document:
        document[section] = tomlkit.table()
    for key, value in values.items():
        document[section][key] = value
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=".foi-") as folder:
        aside = Path(folder) / file.name
        with aside.open("wb") as page:
            page.write(tomlkit.dumps(document).encode())
            page.flush()
            os.fsync(page.fileno())
        read_config(aside)
        if file.is_file():
            aside.chmod(file.stat().st_mode)
        aside.replace(file)
