"""Letters put on paper, as the office is set up: its own templates and its own fonts."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desk.config import Config
from desk.whole import write_whole
from letters.own import own_renderer
from letters.parts import Parts
from letters.pdf import write_pdf
from letters.render import Render, render
from letters.word import write_docx
from workflow.documents import Document
from workflow.errors import BadInput
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
    pdf = write_pdf(parts, font_dirs=font_folders(config))
    return Printed(write_docx(parts), pdf)


def font_folders(config: Config) -> tuple[Path, ...]:
    """The office's own fonts, where it has some."""
    return (config.fonts,) if config.fonts else ()


def name_of(document: Document) -> str:
    """What the files of a letter are called, without their endings."""
    return f"{document.ref}-{document.line}-{document.kind}"


def paths_of(document: Document, folder: Path) -> tuple[Path, Path]:
    """Where the DOCX and the PDF of a letter go."""
    name = name_of(document)
    return folder / f"{name}.docx", folder / f"{name}.pdf"


def save(document: Document, printed: Printed, folder: Path) -> tuple[Path, Path]:
    """Write both files of a letter, whole or not at all.

    Raises:
        BadInput: they cannot be written; a letter that was issued stays so, and the message says which.
    """
    docx, pdf = paths_of(document, folder)
    try:
        write_whole({docx: printed.docx, pdf: printed.pdf})
    except BadInput as fault:
        if not document.number:
            raise
        raise BadInput(
            "issued_unwritten",
            "{number} has been issued and is kept, but {fault};"
            " write its files elsewhere: foi letter copy {ref} --number {number} --out DIR",
            number=document.number,
            ref=document.ref,
            fault=fault,
        ) from None
    return docx, pdf
