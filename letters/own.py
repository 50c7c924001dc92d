"""An office's own templates: where one overrides ours, the letter is rendered in a process of its own.

What an office wrote sees plain values only, is bounded in time, memory and length, and must still print what
a letter cannot do without.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import meta

from letters.compose import plain
from letters.minder import Gone, Late, Minder
from letters.promises import Places, broken_promises
from letters.render import MOST, TEMPLATES, Blocks, Render, environment, render
from letters.template_faults import TemplateFault, template_fault
from workflow.errors import NotFound

#: How long a letter may take, in seconds; ours take some milliseconds.
SECONDS = 5.0
#: After these the process may no longer be what it was.
SPOILED = ("escape", "memory", "slow")


@contextmanager
def own_renderer(folder: Path, seconds: float = SECONDS) -> Iterator[Render]:
    """What renders with the templates of a folder, and with ours where it has none.

    The process is started for the first letter that needs it, serves them all, and ends with the context.
    Several threads may use what is given.

    Raises:
        NotFound: when asked for a letter: the folder is not there.
        TemplateFault: when asked for a letter: a template of the folder has a fault, named by file and line.
    """
    with own_process(folder, seconds) as process:
        yield partial(_render, process, folder)


def own_process(folder: Path, seconds: float = SECONDS) -> Minder:
    """The process that renders with the templates of a folder."""
    return Minder("letters.child", str(folder.resolve()), seconds=seconds)


def overridden(folder: Path, template: str) -> bool:
    """Whether a template of ours, or one it inherits from, has been overridden by the office.

    Raises:
        NotFound: the folder is not there.
    """
    return any(stands(existing(folder) / name) for name in lineage(template))


def existing(folder: Path) -> Path:
    """The folder itself: one that is gone must not silently give way to ours.

    Raises:
        NotFound: it is not there.
    """
    if not folder.is_dir():
        raise NotFound("no_templates", "There is no folder of templates {path}.", path=folder)
    return folder


def stands(file: Path) -> bool:
    """Whether there is anything of that name, be it a link that leads nowhere."""
    return file.is_symlink() or file.exists()


@cache
def lineage(template: str) -> tuple[str, ...]:
    """A template of ours and those it inherits from, the nearest first."""
    tree = environment().parse((TEMPLATES / template).read_text(encoding="utf-8"))
    parents = [parent for parent in meta.find_referenced_templates(tree) if parent]
    return tuple(dict.fromkeys((template, *(older for parent in parents for older in lineage(parent)))))


def render_own(
    process: Minder, folder: Path, template: str, values: Mapping[str, object]
) -> tuple[Blocks, Places]:
    """The blocks of a template as the office has it, and where each begins.

    Raises:
        TemplateFault: the template has a fault.
    """
    answer = ask(process, template, values=values)
    # What is typed in a template is no more to be trusted than what is typed in a fact.
    blocks = {block: tuple(filter(None, map(plain, lines))) for block, lines in answer["blocks"].items()}
    # Where a block is ours, the template that makes it print something else is the nearest of the office.
    nearest = next((name for name in lineage(template) if stands(folder / name)), template)
    places = {
        block: (file, line) if stands(folder / file) else (nearest, None)
        for block, (file, line) in answer["places"].items()
    }
    return blocks, places


def ask(process: Minder, template: str, **more: object) -> dict[str, Any]:
    """What the process says of a template.

    Raises:
        TemplateFault: the template has a fault.
    """
    question = json.dumps({"template": template, **more}).encode() + b"\n"
    try:
        answer: dict[str, Any] = json.loads(process.ask(question))
    except Late:
        answer = {"why": "slow", "file": template, "line": None, "detail": ""}
    except Gone:
        answer = {"why": "gone", "file": template, "line": None, "detail": ""}
    if "why" in answer:
        if answer["why"] in SPOILED:
            process.close()
        raise _refusal(process, **answer)
    return answer


def _refusal(process: Minder, why: str, file: str, line: int | None, detail: str) -> TemplateFault:
    return template_fault(why, file, line, detail=detail, seconds=f"{process.seconds:g}", most=MOST)


def _render(process: Minder, folder: Path, template: str, values: Mapping[str, object]) -> Blocks:
    if not overridden(folder, template):
        return render(template, values)
    blocks, places = render_own(process, folder, template, values)
    for fault in broken_promises(render(template, values), blocks, values, places):
        raise fault
    return blocks
