"""The year's report as files: spreadsheet, paper and page, as the office is set up."""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from desk.config import Config
from letters import fonts
from letters.press import Faces, families, picture, press
from reports.drawing import as_svg
from reports.papers.fragment import as_html
from reports.papers.typeset import CHART, YEAR, as_inputs
from reports.papers.word import write_docx
from reports.report import Report
from reports.words_frame import unfinished
from reports.workbook.cases import Case
from reports.workbook.write import write_workbook
from workflow.errors import BadFacts, Refused
from workflow.paperwork import Printed

#: Dots an inch of a chart in a Word file.
DOTS = 220

#: What a file is written with, by how its name ends.
_WRITERS: dict[str, Callable[[Report, Iterable[Case], Config, Path], object]] = {
    ".xlsx": lambda report, cases, _, path: _write_workbook(report, cases, path),
    ".docx": lambda report, _, config, path: path.write_bytes(printed_report(report, config).docx),
    ".pdf": lambda report, _, config, path: path.write_bytes(printed_report(report, config).pdf),
    ".html": lambda report, _cases, _config, path: path.write_text(as_html(report), encoding="utf-8"),
}


def save_report(report: Report, cases: Iterable[Case], config: Config, path: Path) -> None:
    """Write a year's report in the format its name asks for; the file is there whole, or as it was before.

    `cases` go into the spreadsheet only.

    Raises:
        BadFacts: there is no such format.
        Refused: words are still to be written; a character has no font; there are too many cases for a sheet.
        OSError: the file cannot be written.
    """
    if left := unfinished(text for paragraphs in report.words.values() for text in paragraphs):
        told = "\n".join(left)
        raise Refused(
            "words_unfinished", "{n} sentences are still to be written:\n{told}", n=len(left), told=told
        )
    if path.suffix.lower() not in _WRITERS:
        raise BadFacts("no_format", "A report is written as {known}.", known=tuple(_WRITERS))
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        _WRITERS[path.suffix.lower()](report, cases, config, aside)
        aside.replace(path)
    finally:
        with suppress(FileNotFoundError):
            aside.unlink()


def printed_report(report: Report, config: Config) -> Printed:
    """A year's report as PDF/A, to publish, and as DOCX, to go on writing; the same gives the same bytes.

    Raises:
        Refused: no font has one of its characters, or the folder of the office's fonts is not there.
    """
    faces = Faces(fonts.folders((config.fonts,) if config.fonts else ()))
    # The PDF first: neither a Word file nor a picture tells of a character that no font has.
    pdf = press(YEAR, as_inputs(report, families(faces)), report.day, faces)
    pictures = [picture(CHART, {"svg": as_svg(chart)}, faces, DOTS) for chart in report.charts]
    return Printed(write_docx(report, pictures), pdf)


def _write_workbook(report: Report, cases: Iterable[Case], path: Path) -> None:
    with path.open("wb") as out:
        write_workbook(report, cases, out)
