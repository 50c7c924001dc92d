"""A year's report, put together: its table, its words, its charts and its cases."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from desk.why_words import sentence_why, story_of
from desk.year_facets import facets_of
from desk.year_place import Year
from reports.charts import charts_of
from reports.count import Table
from reports.report import Report
from reports.why import why
from reports.words_frame import Paragraph
from reports.workbook.cases import Case
from workflow.copies import Copies
from workflow.docket import DocketFilter
from workflow.question import Measure, Question
from workflow.surveying import survey

#: How many cases are listed at a time.
PAGE = 500


def report_of(year: Year, table: Table, words: Sequence[Paragraph], day: date) -> Report:
    """The report of a year with its table, its words and its charts."""
    tallies = year.house.ledger.tally(year.year, year.units)
    told = survey(year.house.office, year.year, year.units)
    return Report(
        table=table,
        unit=year.root.name,
        day=day,
        words=_by_section(words),
        charts=charts_of(table, tallies, told),
    )


def cases_of(year: Year) -> Iterator[Case]:
    """Every case the table counts, itself or a proceeding over it, with what it is counted by."""
    ledger = year.house.ledger
    disputed = dict.fromkeys(_disputed(year))
    for measure in (Measure.NEW, Measure.CARRIED_IN):
        after = ""
        while page := ledger.cases(Question(measure), year.year, year.units, after, PAGE):
            for row in page:
                disputed.pop(row.ref, None)
                yield _case(year, row.ref)
            after = page[-1].ref
    # What is left was closed in an earlier year.
    yield from (_case(year, ref) for ref in disputed)


def _disputed(year: Year) -> Iterator[str]:
    """The cases with proceedings that were open in the year, by reference."""
    wanted = DocketFilter(year=year.year, units=year.units, limit=PAGE)
    while page := year.house.ledger.docket(wanted):
        yield from (row.ref for row in page)
        wanted = replace(wanted, after=(page[-1].ref, page[-1].proceeding.line))


def _case(year: Year, ref: str) -> Case:
    record = year.house.ledger.read(ref)
    copies = year.house.ledger.copies(record)
    facets = facets_of(copies)
    counted = why(year.form, year.year, story_of(record, copies, facets))
    told = sentence_why("zh", counted)
    return Case(ref, copies.received_on, _state(copies), copies.closed_on, facets, told)


def _state(copies: Copies) -> str:
    return (copies.outcome or copies.state).zh


def _by_section(words: Sequence[Paragraph]) -> dict[str, list[str]]:
    """The paragraphs under the heading they stand under."""
    sections: dict[str, list[str]] = {}
    heading = ""
    for paragraph in words:
        if paragraph.heading:
            heading = paragraph.text
            sections.setdefault(heading, [])
        else:
            sections.setdefault(heading, []).append(paragraph.text)
    return sections
