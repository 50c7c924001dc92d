"""The report of a year in every format, in one file."""

from pathlib import Path
from tempfile import TemporaryDirectory

from desk.jobs.errand import Errand
from desk.jobs.zipped import zip_up
from desk.office import today
from desk.report_files import save_report
from desk.year_place import Year
from desk.year_report import cases_of, report_of
from desk.yearend import check_publishable, frozen_table, table_of
from reports.answer import as_csv
from reports.form import default_form, load_form
from workflow.people import find_person

#: The formats, the cheapest first.
FORMATS = ("xlsx", "html", "docx", "pdf")


def write_year(errand: Errand) -> None:
    """Write the report of a year of one's own unit: the frozen table where there is one, else as counted now.

    Raises:
        Refused: a hard identity does not hold, or a character has no font.
    """
    house, number = errand.house, int(errand.wanted["year"])
    unit = find_person(house.ledger.accounts, errand.actor.name).unit
    year = Year(house, house.ledger.units()[unit], load_form(default_form(number)), number)
    pieces = len(FORMATS) + 2
    errand.told(0, pieces)
    published = frozen_table(year)
    table = published or table_of(year)
    check_publishable(table)
    errand.told(1, pieces)
    report = report_of(year, table, (), today(house.config))
    errand.folder.path.mkdir(parents=True, exist_ok=True, mode=0o700)
    with TemporaryDirectory(dir=errand.folder.path) as made_in:
        files = [Path(made_in) / f"report-{number}.{suffix}" for suffix in (*FORMATS, "csv")]
        for done, path in enumerate(files[:-1], start=2):
            save_report(report, cases_of(year), house.config, path)
            errand.told(done, pieces)
        # WPS and Excel know UTF-8 by its mark.
        files[-1].write_text("\ufeff" + as_csv(table), encoding="utf-8", newline="")
        errand.result = zip_up(errand, files, f"report-{number}.zip")
    errand.said |= {"year": number, "unit": year.root.name, "frozen": published is not None}
