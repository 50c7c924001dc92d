"""The office's configuration: `config.toml` into one frozen value, every fault named by its key."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from workflow.errors import BadInput, NotFound, mark
from workflow.statute import statute_files

#: What is read where no other file is named.
DEFAULT = Path("config.toml")


@dataclass(frozen=True, slots=True)
class OfficeConfig:
    """Who the office is."""

    name: str = "本机关"
    jurisdiction: str = "cn"
    region: str = ""
    timezone: str = "Asia/Shanghai"
    lang: str = "zh"


@dataclass(frozen=True, slots=True)
class StoreConfig:
    """Where the office remembers; a SQLite path is relative to the configuration file."""

    url: str = "sqlite:///foi.db"


@dataclass(frozen=True, slots=True)
class AlertsConfig:
    """When the office wants to be told."""

    at: str = "08:30"
    days_before: tuple[int, ...] = (10, 5, 3, 1, 0)

    @property
    def time(self) -> time:
        """The time of day at which the bell rings."""
        return time.fromisoformat(self.at)


@dataclass(frozen=True, slots=True)
class LettersConfig:
    """What every letter of the office says alike."""

    review_body: str = ""
    court: str = ""
    fonts: str = ""


@dataclass(frozen=True, slots=True)
class Config:
    """One office; `folder` is where the file stands that says so."""

    office: OfficeConfig = field(default_factory=OfficeConfig)
    store: StoreConfig = field(default_factory=StoreConfig)
    alerts: AlertsConfig = field(default_factory=AlertsConfig)
    letters: LettersConfig = field(default_factory=LettersConfig)
    law: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    folder: Path = Path()

    @property
    def fonts(self) -> str:
        """The folder of the office's own fonts, absolute; nothing where it has none."""
        return str((self.folder / self.letters.fonts).resolve()) if self.letters.fonts else ""

    @property
    def database(self) -> str:
        """The address of the database, with a SQLite path made absolute."""
        head, slashes, path = self.store.url.partition(":///")
        if not head.startswith("sqlite") or not path or Path(path).is_absolute():
            return self.store.url
        return f"{head}{slashes}{(self.folder / path).resolve()}"


SECTIONS = {"office": OfficeConfig, "store": StoreConfig, "alerts": AlertsConfig, "letters": LettersConfig}


def read_config(path: Path | None) -> Config:
    """Read a configuration; with no path, `config.toml` of this folder, or the defaults where it is missing.

    Raises:
        NotFound: the file named is not there.
        BadInput: the file cannot be read; the message names the key.
    """
    chosen = path or DEFAULT
    if not chosen.is_file():
        if path is None:
            return Config(folder=Path.cwd())
        raise NotFound("no_config", "There is no configuration {path}.", path=path)
    try:
        data = tomllib.loads(chosen.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise BadInput("bad_config", "{path}: {fault}", path=chosen.name, fault=fault) from None
    return _config(data, chosen)


def _config(data: Mapping[str, Any], path: Path) -> Config:
    for name in data:
        if name not in {*SECTIONS, "law"}:
            raise _bad(path, name, NO_SECTION, known=(*SECTIONS, "law"))
    sections = {name: _section(path, name, kind, data.get(name, {})) for name, kind in SECTIONS.items()}
    config = Config(**sections, law=data.get("law", {}), folder=path.resolve().parent)
    _check(config, path)
    return config


def _section(path: Path, name: str, kind: type[Any], values: object) -> Any:
    if not isinstance(values, dict):
        raise _bad(path, name, NOT_A_SECTION)
    defaults = kind()
    for key, value in values.items():
        if key not in kind.__slots__:
            raise _bad(path, f"[{name}] {key}", NO_KEY, known=tuple(kind.__slots__))
        wanted = getattr(defaults, key)
        if isinstance(wanted, tuple):
            values[key] = _working_days(path, f"[{name}] {key}", value)
        elif not isinstance(value, type(wanted)):
            raise _bad(path, f"[{name}] {key}", NOT_TEXT)
    return kind(**values)


def _working_days(path: Path, key: str, value: object) -> tuple[int, ...]:
    if not isinstance(value, list) or not value or not all(_is_count(n) for n in value):
        raise _bad(path, key, NOT_DAYS, found=value)
    return tuple(value)


def _is_count(n: object) -> bool:
    return isinstance(n, int) and not isinstance(n, bool) and n >= 0


def _check(config: Config, path: Path) -> None:
    office, lands = config.office, {file.split("/")[0] for file in statute_files()}
    try:
        ZoneInfo(office.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        raise _bad(path, "[office] timezone", UNKNOWN, found=office.timezone) from None
    try:
        _ = config.alerts.time
    except ValueError:
        raise _bad(path, "[alerts] at", NOT_A_TIME, found=config.alerts.at) from None
    if office.lang not in {"zh", "en"}:
        raise _bad(path, "[office] lang", UNKNOWN, found=office.lang)
    if office.jurisdiction not in lands:
        raise _bad(path, "[office] jurisdiction", UNKNOWN, found=office.jurisdiction)
    for statute, answers in config.law.items():
        if not isinstance(answers, dict) or not all(isinstance(a, str) for a in answers.values()):
            raise _bad(path, f"[law.{statute}]", NOT_WORDS)


# What a key should have been.
NO_SECTION = mark("{path}: {key} is no section. There are: {known}.")
NOT_A_SECTION = mark("{path}: {key} must be a section.")
NO_KEY = mark("{path}: {key} is no key. There are: {known}.")
NOT_TEXT = mark("{path}: {key} must be text.")
NOT_DAYS = mark("{path}: {key} must be a list of working days such as [5, 3, 1, 0]; found {found}.")
NOT_A_TIME = mark("{path}: {key} must be a time such as 08:30; found “{found}”.")
UNKNOWN = mark("{path}: {key} = “{found}” is unknown.")
NOT_WORDS = mark("{path}: {key} must answer each question with a word.")


def _bad(path: Path, key: str, template: str, **values: object) -> BadInput:
    return BadInput("bad_config", template, path=path.name, key=key, **values)
