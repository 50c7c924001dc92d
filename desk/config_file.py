"""The configuration read from its file; every fault is named by its key."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import time
from pathlib import Path
from string import Formatter
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from desk.config import OF_UNITS, SECTIONS, TLS, WEBHOOKS, Config, LedgerConfig, LettersConfig
from desk.config_alerts import is_day, read_kinds, read_steps
from workflow.errors import BadFacts, BadInput, NotFound, mark
from workflow.people import MAIL
from workflow.statute import statute_files

#: What is read where no other file is named.
DEFAULT = Path("config.toml")
#: What the pattern of document numbers may hold; the year and the running number it must.
NUMBER_FIELDS = frozenset({"prefix", "year", "n", "word"})
#: Keys that are read by rules of their own.
READERS: Mapping[str, Callable[[object], object]] = {"kinds": read_kinds, "escalation": read_steps}


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


def configured(path: Path | None, url: str) -> Config:
    """A configuration as `read_config` reads it, with another database where a URL names one.

    Raises:
        NotFound: the file named is not there.
        BadInput: the file cannot be read; the message names the key.
    """
    config = read_config(path)
    return replace(config, store=replace(config.store, url=url), folder=Path.cwd()) if url else config


def reread(config: Config) -> Config:
    """The configuration as its file says now; where it keeps the office stays as it is until a restart.

    Raises:
        NotFound: the file is gone.
        BadInput: the file cannot be read; the message names the key.
    """
    file = config.file or config.folder / DEFAULT
    if config.file is None and not file.is_file():
        return config
    return replace(read_config(file), store=config.store, folder=config.folder)


def _config(data: Mapping[str, Any], path: Path) -> Config:
    for name in data:
        if name not in {*SECTIONS, "law"}:
            raise _bad(path, name, NO_SECTION, known=(*SECTIONS, "law"))
    sections = {name: _section(path, name, kind, data.get(name, {})) for name, kind in SECTIONS.items()}
    law = data.get("law", {})
    if not isinstance(law, dict):
        raise _bad(path, "law", NOT_A_SECTION)
    config = Config(**sections, law=law, folder=path.resolve().parent, file=path.resolve())
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
        if key in READERS:
            values[key] = _read(path, f"[{name}.{key}]", READERS[key], value)
        elif isinstance(wanted, tuple):
            values[key] = _working_days(path, f"[{name}] {key}", value)
        elif key == "units":
            _check_units(path, value, defaults)
        elif isinstance(wanted, dict):
            values[key] = _words(path, f"[{name}.{key}]", value)
        else:
            _check_plain(path, f"[{name}] {key}", wanted, value)
    return kind(**values)


def _read(path: Path, key: str, reader: Callable[[object], object], value: object) -> object:
    try:
        return reader(value)
    except BadFacts as fault:
        raise _bad(path, key, NOT_A_NAME, fault=fault) from None


def _check_units(path: Path, units: object, defaults: LettersConfig) -> None:
    if not isinstance(units, dict):
        raise _bad(path, "[letters.units]", NOT_A_SECTION)
    for name, own in units.items():
        section = f'[letters.units."{name}"]'
        if not isinstance(own, dict):
            raise _bad(path, section, NOT_A_SECTION)
        for key, value in own.items():
            if key not in OF_UNITS:
                raise _bad(path, f"{section} {key}", NO_KEY, known=OF_UNITS)
            _check_plain(path, f"{section} {key}", getattr(defaults, key), value)


def _check_plain(path: Path, key: str, wanted: str | bool | int, value: object) -> None:
    if type(value) is not type(wanted):
        raise _bad(path, key, SHOULD_BE[type(wanted)])


def _words(path: Path, key: str, value: object) -> Mapping[str, str]:
    if not isinstance(value, dict) or not all(isinstance(each, str) for each in value.values()):
        raise _bad(path, key, NOT_WORDS)
    return value


def _working_days(path: Path, key: str, value: object) -> tuple[int, ...]:
    if not isinstance(value, list) or not value or not all(is_day(n) for n in value):
        raise _bad(path, key, NOT_DAYS, found=value)
    return tuple(value)


def _check(config: Config, path: Path) -> None:
    office, lands = config.office, {file.split("/")[0] for file in statute_files()}
    try:
        ZoneInfo(office.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        raise _bad(path, "[office] timezone", UNKNOWN, found=office.timezone) from None
    for key in ("at", "until"):
        found = getattr(config.alerts, key)
        if not _is_time(found):
            raise _bad(path, f"[alerts] {key}", NOT_A_TIME, found=found)
    try:
        _ = config.backup.time
    except ValueError:
        raise _bad(path, "[backup] at", NOT_A_TIME, found=config.backup.at) from None
    if office.lang not in {"zh", "en"}:
        raise _bad(path, "[office] lang", UNKNOWN, found=office.lang)
    if office.jurisdiction not in lands:
        raise _bad(path, "[office] jurisdiction", UNKNOWN, found=office.jurisdiction)
    if not _is_pattern(config.letters.number):
        raise _bad(path, "[letters] number", NOT_A_PATTERN, found=config.letters.number)
    if config.backup.keep < 1:
        raise _bad(path, "[backup] keep", NOT_ONE)
    _check_sending(config, path)
    _check_names(config.ledger, path)
    for statute, answers in config.law.items():
        _words(path, f"[law.{statute}]", answers)


def _is_time(text: str) -> bool:
    try:
        return time.fromisoformat(text).tzinfo is None
    except ValueError:
        return False


def _check_sending(config: Config, path: Path) -> None:
    mail, robot, address, alerts = config.mail, config.webhook, config.web.address, config.alerts
    sends = mail.server or robot.url_file or config.drop.folder
    if sends and alerts.time >= time.fromisoformat(alerts.until):
        raise _bad(path, "[alerts] until", NOT_LATER, at=alerts.at, found=alerts.until)
    if mail.tls not in TLS:
        raise _bad(path, "[mail] tls", UNKNOWN, found=mail.tls)
    if mail.server and not MAIL.fullmatch(mail.sender):
        raise _bad(path, "[mail] sender", NOT_A_MAIL, found=mail.sender)
    if robot.kind not in WEBHOOKS:
        raise _bad(path, "[webhook] kind", UNKNOWN, found=robot.kind)
    if address and not address.startswith(("https://", "http://")):
        raise _bad(path, "[web] address", NOT_AN_ADDRESS, found=address)


def _check_names(ledger: LedgerConfig, path: Path) -> None:
    if not (ledger.headings or ledger.values):
        return
    from desk.intake.headings import read_synonyms
    from desk.intake.own_words import as_typed, read_own_words

    try:
        read_synonyms(as_typed(ledger.headings))
        read_own_words(as_typed(ledger.values))
    except BadFacts as fault:
        raise _bad(path, "[ledger]", NOT_A_NAME, fault=fault) from None


def _is_pattern(text: str) -> bool:
    try:
        told = [(name, spec, how) for _, name, spec, how in Formatter().parse(text) if name is not None]
    except ValueError:
        return False
    names = [name for name, _, _ in told]
    plain = not any(spec or how for _, spec, how in told)
    return plain and set(names) <= NUMBER_FIELDS and names.count("n") == names.count("year") == 1


# What a key should have been.
NO_SECTION = mark("{path}: {key} is no section. There are: {known}.")
NOT_A_SECTION = mark("{path}: {key} must be a section.")
NO_KEY = mark("{path}: {key} is no key. There are: {known}.")
NOT_TEXT = mark("{path}: {key} must be text.")
NOT_DAYS = mark("{path}: {key} must be a list of working days such as [5, 3, 1, 0]; found {found}.")
NOT_A_TIME = mark("{path}: {key} must be a time such as 08:30; found “{found}”.")
UNKNOWN = mark("{path}: {key} = “{found}” is unknown.")
NOT_A_FLAG = mark("{path}: {key} must be true or false.")
NOT_A_NAME = mark("{path}: {key}: {fault}")
NOT_LATER = mark("{path}: {key} must be later than [alerts] at, which is {at}; found “{found}”.")
NOT_A_MAIL = mark("{path}: {key} must be a mail address such as foi@example.gov.cn; found “{found}”.")
NOT_AN_ADDRESS = mark("{path}: {key} must begin with https:// or http://; found “{found}”.")
NOT_A_NUMBER = mark("{path}: {key} must be a whole number.")
NOT_ONE = mark("{path}: {key} must be at least 1.")
NOT_WORDS = mark("{path}: {key} must give each of its names a text.")
NOT_A_PATTERN = mark(
    "{path}: {key} must hold {{year}} and {{n}}, once each; it may hold {{prefix}} and {{word}}."
)

#: What is said of a value of the wrong type.
SHOULD_BE = {str: NOT_TEXT, bool: NOT_A_FLAG, int: NOT_A_NUMBER}


def _bad(path: Path, key: str, template: str, **values: object) -> BadInput:
    return BadInput("bad_config", template, path=path.name, key=key, **values)
