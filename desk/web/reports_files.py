"""The files of a year's report, made for one download and kept nowhere."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi import Response

from desk.report_files import save_report
from desk.web.download import file_answer
from desk.year_place import Year
from desk.year_report import cases_of, report_of
from desk.yearend import check_publishable
from reports.answer import as_csv, as_json
from reports.count import Table
from reports.words_frame import Paragraph
from workflow.errors import NotFound

_OFFICE = "application/vnd.openxmlformats-officedocument"
# fmt: off
#: What a report can be taken away as, with the type that a browser is told.
LAYOUTS = {
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "pdf":  "application/pdf",
    "html": "text/html; charset=utf-8",
    "csv":  "text/csv; charset=utf-8",
    "json": "application/json",
}
# fmt: on


def file_of(
    year: Year, table: Table, layout: str, day: date, words: Sequence[Paragraph] = (), *, frozen: bool = False
) -> Response:
    """The report of a year as a file to keep.

    Raises:
        NotFound: there is no such layout.
        Refused: a hard identity does not hold; words are still to be written; a character has no font.
    """
    if layout not in LAYOUTS:
        raise NotFound("no_page", "There is no such page.")
    check_publishable(table)
    name = f"{year.root.name}{year.year}年{table.form.title}.{layout}"
    if layout == "json":
        data = json.dumps(as_json(table, year.root.name, frozen), ensure_ascii=False).encode()
    elif layout == "csv":
        data = as_csv(table).encode("utf-8-sig")  # WPS and Excel know UTF-8 by its mark.
    else:
        data = _saved(year, table, layout, day, words)
    return file_answer(data, LAYOUTS[layout], name, plain=f"report-{year.year}.{layout}")


def _saved(year: Year, table: Table, layout: str, day: date, words: Sequence[Paragraph]) -> bytes:
    report = report_of(year, table, words, day)
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"report.{layout}"
        save_report(report, cases_of(year), year.house.config, path)
        return path.read_bytes()
