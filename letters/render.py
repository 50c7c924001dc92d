"""A template filled with plain values, and read block by block."""

from collections.abc import Callable, Generator, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, FileSystemLoader, StrictUndefined, Template, Undefined
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

TEMPLATES = Path(__file__).parent / "templates"

#: The named parts every letter has, some of them empty.
BLOCKS = ("title", "number", "addressee", "body", "signoff", "day", "note", "annex")

#: The most characters a letter may have; the longest of ours has some two thousand.
MOST = 1_000_000

#: The lines of each block of a template, one paragraph each.
Blocks = Mapping[str, tuple[str, ...]]
Render = Callable[[str, Mapping[str, object]], Blocks]


class TooLong(Exception):
    """A template prints more than `MOST` characters."""


class NoBlock(Exception):
    """A template lacks a part every letter has."""


class Unprintable(SecurityError):
    """What stands between double braces is neither text nor a number."""


def render(template: str, values: Mapping[str, object]) -> Blocks:
    """The blocks of a template below `letters/templates`, filled; empty lines vanish."""
    return fill(environment().get_template(template), values)[1]


def fill(page: Template, values: Mapping[str, object]) -> tuple[Context, Blocks]:
    """The blocks of a template, and where they stand.

    Raises:
        NoBlock: the template has not all of them.
        TooLong: it prints more than a letter may have.
    """
    filled = page.new_context(dict(values))
    # A child learns its skeleton's blocks by being run once; what it prints is then asked block by block.
    _text(page.root_render_func(filled))
    if not filled.blocks.keys() >= set(BLOCKS):
        raise NoBlock(", ".join(block for block in BLOCKS if block not in filled.blocks))
    return filled, {block: _lines(filled, block) for block in BLOCKS}


@cache
def environment() -> ImmutableSandboxedEnvironment:
    """Where our own templates are found and what they may do."""
    return sandbox(FileSystemLoader(TEMPLATES), auto_reload=False)


@cache
def ours() -> frozenset[str]:
    """The name of every template of ours, `letter.j2`, `cn-2019/granted.j2` …: no other is ever used."""
    return frozenset(file.relative_to(TEMPLATES).as_posix() for file in TEMPLATES.rglob("*.j2"))


def sandbox(loader: BaseLoader, *, auto_reload: bool) -> ImmutableSandboxedEnvironment:
    """What any template may do: print text and numbers, ask, and go through lists."""
    made = Sandbox(
        loader=loader,
        undefined=StrictUndefined,
        autoescape=False,  # the parts are text, and each paper escapes for itself
        auto_reload=auto_reload,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=printable,
    )
    made.filters["clause"] = clause
    # Of what every template of Jinja is given, a letter needs nothing but the bounded range.
    made.globals = {"range": made.globals["range"]}
    return made


class Sandbox(ImmutableSandboxedEnvironment):
    """A sandbox without powers: `9 ** 9 ** 9` would hold a process where no clock can stop it."""

    intercepted_binops = frozenset({"**"})

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Refuse the operators above."""
        del context, left, right
        raise SecurityError(f"the operator {operator} is unsafe.")


def printable(value: object) -> object:
    """What may stand between double braces: anything else would print as Python sees it.

    Raises:
        Unprintable: the value is neither text nor a number.
        UndefinedError: there is no such value.
    """
    if isinstance(value, Undefined):
        return str(value)
    if isinstance(value, str) or type(value) in {int, float}:
        return value
    raise Unprintable(type(value).__name__)


def clause(text: str) -> str:
    """A clerk's words without their final stop, so that the template's own stop does not double it."""
    return text.rstrip("。．.；;，, 　")


def _lines(filled: Context, block: str) -> tuple[str, ...]:
    lines = _text(filled.blocks[block][0](filled)).splitlines()
    return tuple(line.strip() for line in lines if line.strip())


def _text(pieces: Iterator[str]) -> str:
    """The pieces in one, given up as soon as they are too many."""
    assert isinstance(pieces, Generator)
    kept, length = [], 0
    for piece in pieces:
        length += len(piece)
        if length > MOST:
            pieces.throw(TooLong())  # raised there, it tells the line
        kept.append(piece)
    return "".join(kept)
