"""The cases behind a figure, and the figures before a case, each with the reason in a sentence."""

from collections.abc import Iterable, Iterator
from typing import Any

from desk.office import House
from desk.why_words import sentence_why
from desk.year_cell import cases_behind, story_told, why_here, why_not_there
from desk.year_place import Year
from reports.form import Form, default_form, load_form
from reports.why import Story, why
from workflow.errors import BadFacts
from workflow.listing import Row


def cell_rows(lang: str, year: Year, cell: str, after: str, limit: int) -> list[tuple[Row, str]]:
    """The cases behind a figure as they are counted now, each with why it is."""
    code, _, column = cell.partition("/")
    rows = cases_behind(year, code, column or "total", after, limit)
    return [(row, why_here(lang, year.form, year.year, story_told(year.house, row.ref))) for row in rows]


def why_counted(
    lang: str, house: House, ref: str, *, year: int | None, form: str, cell: str, this_year: int
) -> list[dict[str, Any]]:
    """In which lines of a year's table a case is counted and why; of one cell, why there or why not.

    Raises:
        BadFacts: a cell without its year.
        NotFound: no such case, form or cell.
    """
    told = story_told(house, ref)
    if cell and year is None:
        raise BadFacts(
            "cell_of_which_year", "--cell wants --year: a code means another thing in another form."
        )
    if cell and year:
        return [_in_cell(lang, told, load_form(form or default_form(year)), year, cell)]
    last = told.closed_on.year if told.closed_on else this_year
    return list(_in_lines(lang, told, [year] if year else range(told.received_on.year, last + 1), form))


def _in_lines(lang: str, told: Story, years: Iterable[int], form: str) -> Iterator[dict[str, Any]]:
    for year in years:
        asked = load_form(form or default_form(year))
        counted = why(asked, year, told)
        yield {
            "year": year,
            "form": asked.name,
            "lines": {code: list(columns) for code, columns in counted.lines.items()},
            "why": sentence_why(lang, counted),
        }


def _in_cell(lang: str, told: Story, form: Form, year: int, cell: str) -> dict[str, Any]:
    code, _, column = cell.partition("/")
    against = why_not_there(lang, form, year, (code, column or "total"), told)
    reason = against or why_here(lang, form, year, told)
    return {"year": year, "form": form.name, "cell": cell, "counted": not against, "why": reason}
