"""The cases behind a figure of a year as they are counted now, each with the reason in a sentence."""

from desk.office import House
from desk.why_words import sentence_why, sentence_why_not, story_of
from desk.year_facets import facets_of
from desk.year_parts import parts
from desk.year_place import Year
from reports.count import question_for
from reports.form import Form
from reports.spans import Place
from reports.why import Story, label, why
from reports.why_not import why_not
from workflow.listing import Row


def cases_behind(year: Year, code: str, column: str, after: str, limit: int) -> list[Row]:
    """A page of the cases behind a figure, by reference; none where the office enters it.

    Raises:
        NotFound: the form has no such figure.
    """
    found: dict[str, Row] = {}
    for question in question_for(year.form, code, column):
        cases = year.house.ledger.cases(question, year.year, year.units, after, limit)
        found |= {row.ref: row for row in cases}
    return [found[ref] for ref in sorted(found)][:limit]


def counted_elsewhere(year: Year) -> list[str]:
    """The units of which the table counts what they froze or handed in, not the cases as they are now."""
    return [held.unit.name for held in parts(year).held]


def story_told(house: House, ref: str) -> Story:
    """What decides where a case is counted.

    Raises:
        NotFound: there is no such case.
    """
    record = house.ledger.read(ref)
    copies = house.ledger.copies(record)
    return story_of(record, copies, facets_of(copies))


def why_here(lang: str, form: Form, year: int, story: Story) -> str:
    """In which lines a case is counted, and why."""
    return sentence_why(lang, why(form, year, story))


def why_not_there(lang: str, form: Form, year: int, cell: Place, story: Story) -> str:
    """Why a figure does not count a case; empty where it does.

    Raises:
        NotFound: the form has no such figure.
    """
    code, column = cell
    against = why_not(form, year, code, column, story)
    return sentence_why_not(lang, label(form, code), against) if against else ""
