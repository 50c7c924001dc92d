"""Letters put on paper, as the office is set up: its own templates and its own fonts."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desk.config import Config
from letters.own import own_renderer
from letters.parts import Parts
from letters.pdf import write_pdf
from letters.render import Render, render
from letters.word import write_docx
from workflow.documents import Document
from workflow.paperwork import Printed


@contextmanager
def renderer(config: Config) -> Iterator[Render]:
    """What words the letters of an office: its own templates where it has some, else ours."""
    if config.templates is None:
        yield render
        return
    with own_renderer(config.templates) as fill:
        yield fill


def printed(parts: Parts, config: Config) -> Printed:
    """A letter as PDF/A, to send, and as DOCX.

    Raises:
        Refused: no font has one of its characters.
    """
    # The PDF first: a Word file only names its fonts, and would pass over a character that none of them has.
    pdf = write_pdf(parts, font_dirs=(config.fonts,) if config.fonts else ())
    return Printed(write_docx(parts), pdf)


def paths_of(document: Document, folder: Path) -> tuple[Path, Path]:
    """Where the DOCX and the PDF of a letter go."""
    name = f"{document.ref}-{document.line}-{document.kind}"
    return folder / f"{name}.docx", folder / f"{name}.pdf"


def save(document: Document, printed: Printed, folder: Path) -> tuple[Path, Path]:
    """Write both files of a letter; each is there whole, or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = paths_of(document, folder)
    for path, content in zip(paths, (printed.docx, printed.pdf), strict=True):
        aside = path.with_name(f".{path.name}.{os.getpid()}")
        aside.write_bytes(content)
        aside.replace(path)
    return paths
