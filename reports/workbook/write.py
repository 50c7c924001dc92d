"""Writes the workbook of a year's report."""

from collections.abc import Iterable
from datetime import UTC, datetime, time
from tempfile import TemporaryDirectory
from typing import BinaryIO

from xlsxwriter.workbook import Workbook

from reports.report import Report
from reports.workbook.cases import Case, write_cases
from reports.workbook.charts import write_charts
from reports.workbook.checks import write_checks
from reports.workbook.looks import looks
from reports.workbook.tables import write_tables

#: No text is ever anything but a text; rows go to disk as they come.
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def write_workbook(report: Report, cases: Iterable[Case], out: BinaryIO) -> None:
    """The report as XLSX: the official tables, the checks, the charts and the cases.

    Figures are numbers, and sums are formulas that already hold their value. The same report and cases give
    the same bytes. `cases` are read once and never held together; where they break off nothing is written.

    Raises:
        Refused: there are more cases than a sheet has rows.
    """
    with TemporaryDirectory() as folder:
        book = Workbook(out, _OPTIONS | {"tmpdir": folder})
        try:
            _write(book, report, cases)
            book.close()
        finally:
            # Where the cases break off, their rows are on disk still, and nobody else puts them away.
            for sheet in book.worksheets():
                sheet.row_data_fh.close()


def _write(book: Workbook, report: Report, cases: Iterable[Case]) -> None:
    made = datetime.combine(report.day, time(), tzinfo=UTC).replace(tzinfo=None)
    book.set_properties({"title": report.title, "author": report.author, "created": made})
    look = looks(book)
    spots = write_tables(book, look, report)
    write_checks(book, look, report.table, spots)
    if report.charts:
        write_charts(book, look, report.charts)
    write_cases(book, look, report.table.form, report.table.year, cases)
