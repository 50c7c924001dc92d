"""What runs in a process of its own: an office's templates, given plain values, giving plain text.

It reads a question a line and answers each with a line, both JSON, until nobody asks any more. A fault is an
answer too: `why` it is one, the `file`, the `line` where that is known, and the `detail`.
"""

import json
import math
import signal
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from jinja2 import BaseLoader, Environment, TemplateError, TemplateNotFound, TemplateSyntaxError, meta, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context

from letters.render import TEMPLATES, NoBlock, TooLong, Unprintable, fill, ours, sandbox

#: The memory of the process in bytes, for Python, Jinja and what a template makes.
MEMORY = 512 * 1024 * 1024
#: The most bytes of a template; the longest of ours has some five thousand.
LARGEST = 200_000

Answer = dict[str, Any]

#: Why what was raised is a fault; what is not here is the template's plain mistake, told in Jinja's words.
WHY: Mapping[type[BaseException], str] = {
    TemplateNotFound: "missing",
    Unprintable: "unprintable",
    SecurityError: "escape",
    RecursionError: "endless",
    MemoryError: "memory",
    TooLong: "long",
    NoBlock: "no_block",
}


class TooSlow(BaseException):
    """The time for a letter is up. No `except Exception` on its way holds it up."""


class Unfit(Exception):
    """A file that is no template at all: `args` are why, its name, and the line where that is known."""


def main() -> None:
    """Answer until the asker goes away."""
    folder, seconds = Path(sys.argv[1]), float(sys.argv[2])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the asker, who then goes away
    pages = sandbox(Overriding(folder), auto_reload=True)
    _bound_memory()
    _write({})
    for line in sys.stdin.buffer:
        _write(_answer(pages, json.loads(line), seconds))


class Overriding(BaseLoader):
    """Our templates, each overridden by the office's of the same name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Any]:
        """The text of a template, its name if it is the office's, and whether all that is still so."""
        del environment
        if template not in ours():
            raise TemplateNotFound(template)
        seen = _state(self.folder / template)
        own = seen is not None
        text = _read(self.folder, template) if own else (TEMPLATES / template).read_text(encoding="utf-8")
        return text, template if own else None, lambda: _state(self.folder / template) == seen


def _state(file: Path) -> tuple[int, ...] | None:
    """What changes when a file does; None where there is none."""
    try:
        now = file.stat()
    except OSError:
        return () if file.is_symlink() else None
    return now.st_ino, now.st_mtime_ns, now.st_size


def _read(folder: Path, template: str) -> str:
    """A template of the office, which is a file of the office's folder."""
    file = folder / template
    if not file.resolve().is_relative_to(folder):
        raise Unfit("link", template, None)
    with file.open("rb") as opened:
        data = opened.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise Unfit("large", template, None)
    try:
        return data.decode("utf-8-sig")  # Notepad begins a file with a mark
    except UnicodeDecodeError as fault:
        raise Unfit("encoding", template, data.count(b"\n", 0, fault.start) + 1) from None


def _answer(pages: Environment, question: Mapping[str, Any], seconds: float) -> Answer:
    """What was asked for, or why it cannot be."""
    template = question["template"]
    try:
        with _clock(seconds):
            if "values" in question:
                return _rendered(pages, template, question["values"])
            return _looked_at(pages, template)
    except (TooSlow, Exception) as fault:  # noqa: BLE001  whatever a template does is its fault
        return _fault(fault, template)


def _rendered(pages: Environment, template: str, values: Mapping[str, object]) -> Answer:
    filled, blocks = fill(pages.get_template(template), values)
    return {"blocks": blocks, "places": {block: _place(filled, block) for block in blocks}}


def _place(filled: Context, block: str) -> tuple[str, int]:
    """The file and the line in which a block begins."""
    function = filled.blocks[block][0]
    page = function.__globals__["__jinja_template__"]
    return page.name, page.get_corresponding_lineno(function.__code__.co_firstlineno)


def _looked_at(pages: Environment, template: str) -> Answer:
    """What a template names, each with its line: the values, and the filters there are none of."""
    assert pages.loader
    text = pages.loader.get_source(pages, template)[0]
    # In a copy, which is then given what it lacks: an unknown filter is to hide no unknown name.
    copy = pages.overlay()
    tree = copy.parse(text, template)
    tools = {node for node in tree.find_all(nodes.Filter) if node.name not in pages.filters}
    copy.filters = {**pages.filters, **{node.name: str for node in tools}}
    named = meta.find_undeclared_variables(tree)
    names = {node for node in tree.find_all(nodes.Name) if node.name in named}
    return {"names": _with_lines(names), "tools": _with_lines(tools)}


def _with_lines(found: Iterable[nodes.Name | nodes.Filter]) -> list[tuple[int, str]]:
    return sorted({(node.lineno, node.name) for node in found})


def _fault(fault: BaseException, template: str) -> Answer:
    """Why it failed and where: in the last template that was being obeyed."""
    if isinstance(fault, Unfit):
        why, file, line = fault.args
        return _told(why, file, line, "")
    if isinstance(fault, TemplateSyntaxError):
        return _told("wrong", fault.name or template, fault.lineno, fault.message or "")
    why = "slow" if isinstance(fault, TooSlow) else "wrong"
    why = next((word for kind, word in WHY.items() if isinstance(fault, kind)), why)
    file, line = _last_place(fault) or (template, None)
    plain = isinstance(fault, TemplateError) or why != "wrong"
    return _told(why, file, line, str(fault) if plain else f"{type(fault).__name__}: {fault}")


def _last_place(fault: BaseException) -> tuple[str, int | None] | None:
    """The office's own line that was read or obeyed last; one of ours only where there is none."""
    found = list(_places(fault.__traceback__))
    own = [(name, line) for name, line, file in found if file == name]  # see `get_source`
    return own[-1] if own else found[-1][:2] if found else None


def _places(trace: TracebackType | None) -> Iterator[tuple[str, int | None, str | None]]:
    """The templates on the way to a fault: name, line and file."""
    reading: tuple[str, str | None] | None = None
    while trace:
        frame, told = trace.tb_frame, trace.tb_frame.f_locals
        page = frame.f_globals.get("__jinja_template__")
        if page is not None:
            yield page.name, page.get_corresponding_lineno(trace.tb_lineno), page.filename
        elif frame.f_code is Environment.compile.__code__:
            reading = told["name"], told["filename"]
            yield reading[0], None, reading[1]
        elif reading:
            read = told.get("node"), told.get("self")  # what is compiled, or reckoned beforehand
            lines = (one.lineno for one in read if isinstance(one, (nodes.Stmt, nodes.Expr)))
            yield from ((reading[0], line, reading[1]) for line in lines)
        trace = trace.tb_next


def _told(why: str, file: str, line: int | None, detail: str) -> Answer:
    return {"why": why, "file": file, "line": line, "detail": detail[:500]}


@contextmanager
def _clock(seconds: float) -> Iterator[None]:
    """Time for one letter; where the system has no such clock, the asker's is the only one."""
    if sys.platform == "win32":
        yield
        return
    import resource

    # The belt: should nobody look after this process any more, the system ends it.
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    spent = math.ceil(time.process_time() + seconds) + 2
    resource.setrlimit(resource.RLIMIT_CPU, (_least(spent, hard), hard))
    signal.signal(signal.SIGALRM, _time_is_up)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _time_is_up(*_: object) -> None:
    raise TooSlow


def _bound_memory() -> None:
    """No more memory than a letter needs, no file written, no core left; Windows knows no such bounds."""
    if sys.platform != "win32":
        import resource

        memory, files, core = resource.RLIMIT_AS, resource.RLIMIT_FSIZE, resource.RLIMIT_CORE
        for what, most in ((memory, MEMORY), (files, 0), (core, 0)):
            bound = _least(most, resource.getrlimit(what)[1])
            resource.setrlimit(what, (bound, bound))


def _least(most: int, hard: int) -> int:
    """A bound no higher than the one the system has set; -1 is none."""
    return min(most, hard) if hard >= 0 else most


def _write(answer: Answer) -> None:
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
