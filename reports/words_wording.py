"""The wordings of a report as data: what is said where and when, as `words/<name>.toml` states."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from workflow.errors import NotFound


@dataclass(frozen=True, slots=True)
class Clause:
    """Some words, and when they are said: a figure that is not known is neither something nor nothing.

    Said where `some` has a figure above nought, `every` none at nought and `none` only noughts. With a
    `list`, the words are those of `each` part above nought, joined by `join`, at most `top` of them; of
    `alone` where one part is the whole, and of `single` where that whole is one.
    """

    text: str = ""
    some: tuple[str, ...] = ()
    every: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    list: str = ""
    each: str = ""
    alone: str = ""
    single: str = ""
    join: str = "，"
    top: int = 0


@dataclass(frozen=True, slots=True)
class ListWords:
    """A list told together: the whole its shares are of, and its parts with their words.

    One with a `prefix` has every figure whose name begins so.
    """

    whole: str
    parts: tuple[tuple[str, str], ...]
    prefix: str


@dataclass(frozen=True, slots=True)
class Wording:
    """The wordings for some forms; `labels` says which figures a phrase of a text speaks of."""

    forms: tuple[str, ...]
    lists: Mapping[str, ListWords]
    sections: tuple[tuple[str, tuple[tuple[Clause, ...], ...]], ...]
    labels: Mapping[str, tuple[str, ...]]


def wording_for(form: str) -> Wording:
    """The wording a form is told in.

    Raises:
        NotFound: no file has words for it.
    """
    for wording in _wordings():
        if form in wording.forms:
            return wording
    raise NotFound("no_wording", "There are no words for form {form}.", form=form)


@cache
def _wordings() -> tuple[Wording, ...]:
    folder = files("reports") / "words"
    found = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda f: f.name)
    return tuple(parse_wording(file.read_text(encoding="utf-8")) for file in found)


def parse_wording(text: str) -> Wording:
    """Make a wording of the text of its file."""
    data = tomllib.loads(text)
    return Wording(
        forms=tuple(data["forms"]),
        lists={name: _list(told) for name, told in data["lists"].items()},
        sections=tuple((section["title"], _paragraphs(section)) for section in data["sections"]),
        labels={phrase: tuple(sources) for phrase, sources in data["labels"].items()},
    )


def _list(data: Mapping[str, Any]) -> ListWords:
    parts = tuple((wording, source) for wording, source in data.get("parts", ()))
    return ListWords(data.get("whole", ""), parts, data.get("prefix", ""))


def _paragraphs(section: Mapping[str, Any]) -> tuple[tuple[Clause, ...], ...]:
    return tuple(tuple(map(_clause, paragraph)) for paragraph in section["paragraphs"])


def _clause(data: str | Mapping[str, Any]) -> Clause:
    if isinstance(data, str):
        return Clause(data)
    fields: dict[str, Any] = {key: tuple(v) if isinstance(v, list) else v for key, v in data.items()}
    return Clause(**fields)
