"""A template filled with plain values, and read block by block."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

TEMPLATES = Path(__file__).parent / "templates"

#: The named parts every letter has, some of them empty.
BLOCKS = ("title", "number", "addressee", "body", "signoff", "day", "note", "annex")

#: The lines of each block of a template, one paragraph each.
Blocks = Mapping[str, tuple[str, ...]]
Render = Callable[[str, Mapping[str, object]], Blocks]


def render(template: str, values: Mapping[str, object]) -> Blocks:
    """The blocks of a template below `letters/templates`, filled; empty lines vanish."""
    page = environment().get_template(template)
    filled = page.new_context(dict(values))
    # A child learns its skeleton's blocks by being run once; what it prints is then asked block by block.
    "".join(page.root_render_func(filled))
    return {block: _lines(filled, block) for block in BLOCKS}


@cache
def environment() -> ImmutableSandboxedEnvironment:
    """Where our own templates are found and what they may do."""
    made = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=False,  # the parts are text, and each paper escapes for itself
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["clause"] = clause
    return made


def clause(text: str) -> str:
    """A clerk's words without their final stop, so that the template's own stop does not double it."""
    return text.rstrip("。．.；;，, 　")


def _lines(filled: Context, block: str) -> tuple[str, ...]:
    lines = "".join(filled.blocks[block][0](filled)).splitlines()
    return tuple(line.strip() for line in lines if line.strip())
