"""The words of a year's report: what their numbers may be, drafted, edited and filled in."""

from collections.abc import Sequence

from desk.year_place import Year
from desk.yearend import frozen_table, table_of
from reports.form import default_form, load_form
from reports.words import figures_of
from reports.words_figures import Year as Counted
from reports.words_source import Figures
from workflow.question import Facets
from workflow.surveying import survey


def figures_told(year: Year) -> Figures:
    """The figures of a year, and of the one before where anything is on record of it."""
    earlier = Year(year.house, year.root, load_form(default_form(year.year - 1)), year.year - 1)
    known = earlier.held or any(facets.received < year.year for facets, _ in _tally(earlier))
    return figures_of(_counted(year), _counted(earlier) if known else None, year.root.name)


def _counted(year: Year) -> Counted:
    told = survey(year.house.office, year.year, year.units)
    return Counted(frozen_table(year) or table_of(year), _tally(year), told)


def _tally(year: Year) -> Sequence[tuple[Facets, int]]:
    return year.house.ledger.tally(year.year, year.units)
