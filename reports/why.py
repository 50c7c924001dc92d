"""Why a case is counted where it is: the lines of a form that ask for it, and what they went by."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from reports.form import Form
from reports.line import Line
from workflow.errors import mark
from workflow.question import Facets, Measure, Question
from workflow.vocabulary import Action, ServiceMethod, Word

_NUMBER = re.compile(r"^([一二三四五六七八九十]+)、|^(（[一二三四五六七八九十]+）|\d+\.)|^其中：")
_REMARK = re.compile("（[^（）]*）$")
_INNER = str.maketrans("“”", "‘’")

#: What fills the braces of a few words; a word of a closed list is said in the reader's language.
Value = date | int | str | Word | tuple[Word, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What decides where a case is counted, with the days a reader asks for.

    `facets` are what the tallies count it by: one, and one more for a notice or a proceeding. `closed_on` is
    the day it is counted by, `closed_by` how its clock was stopped then. `arrived_on` is the day it came in,
    where that is known.
    """

    received_on: date
    facets: tuple[Facets, ...]
    closed_on: date | None = None
    closed_by: ServiceMethod | Action | None = None
    reopened_on: tuple[date, ...] = ()
    arrived_on: date | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A few words of a sentence: English, to be translated, with the values that fill its braces."""

    template: str
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Clause:
    """Facts, and the lines they put a case in; no lines where they put it in none."""

    facts: tuple[Said, ...]
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Why:
    """The columns in which each line counts a case, by the line's code, and why."""

    lines: Mapping[str, tuple[str, ...]]
    clauses: tuple[Clause, ...]


def why(form: Form, year: int, story: Story) -> Why:
    """Where a form counts a case in a year, and why; sums are left out, for they follow from their parts."""
    asked = {code: found for code, line in form.lines.items() if (found := _asking(line, year, story))}
    lines = {code: _columns(form.lines[code], story) for code in asked}
    return Why(lines, (*_counted(form, year, story, asked), *_beside(form, year, story, lines)))


def label(form: Form, code: str) -> str:
    """A line as people name it: the numbers of its headings before its wording, remarks left out.

    >>> from reports.form import load_form
    >>> label(load_form("cn-2021"), "3.3.1"), label(load_form("cn-2014"), "3.3.4.b")
    ('三（三）1.属于国家秘密', '三（三）4.涉及商业秘密')
    """
    line = form.line(code)
    bare = _REMARK.sub("", line.wording).translate(_INNER)
    if not line.parent:
        return bare
    numbers, above = "", line.parent
    while above:
        found = _NUMBER.match(form.lines[above].wording)
        numbers = ((found[1] or found[2] or "") if found else "") + numbers
        above = form.lines[above].parent
    return numbers + bare.removeprefix("其中：")


def received(story: Story) -> Iterator[Said]:
    """When the request was received; when it came in, where that was another year's day."""
    yield Said(mark("received on {day}"), {"day": story.received_on})
    if story.arrived_on and story.arrived_on.year != story.received_on.year:
        yield Said(mark("it came in on {day}, but the day of receipt counts"), {"day": story.arrived_on})


def closed(story: Story) -> Said:
    """How and when the clock was stopped that the case is counted by."""
    day = {"day": story.closed_on or date.min}
    match story.closed_by:
        case ServiceMethod():
            return Said(mark("served on {day}, {how}"), day | {"how": story.closed_by})
        case Action.WITHDRAW:
            return Said(mark("withdrawn on {day}"), day)
        case Action.LAPSE:
            return Said(mark("lapsed on {day}"), day)
        case _:
            return Said(mark("closed on {day}"), day)


def _asking(line: Line, year: int, story: Story) -> Question | None:
    """The question of a line that asks for the case."""
    asking = (q for q in line.questions for facets in story.facets if q.asks_for(facets, year))
    return next(asking, None)


def _columns(line: Line, story: Story) -> tuple[str, ...]:
    kind = story.facets[0].kind
    return tuple(column.code for column in line.columns if not column.kinds or kind in column.kinds)


def _counted(form: Form, year: int, story: Story, asked: Mapping[str, Question]) -> Iterator[Clause]:
    """A clause for each measure that counts the case, in the order of the form."""
    for measure in dict.fromkeys(question.measure for question in asked.values()):
        mine = {code: question for code, question in asked.items() if question.measure is measure}
        facts = [*_measured(measure, year, story), *_narrowed(mine.values(), story)]
        yield Clause(tuple(facts), tuple(label(form, code) for code in mine))


def _measured(measure: Measure, year: int, story: Story) -> Iterator[Said]:
    match measure:
        case Measure.NEW:
            yield from received(story)
        case Measure.CARRIED_IN:
            yield from received(story)
            yield Said(mark("still open at the end of {year}"), {"year": year - 1})
        case Measure.CLOSED:
            yield closed(story)
        case Measure.CARRIED_OUT:
            yield Said(mark("not closed at the end of {year}"), {"year": year})
            if story.closed_on:
                yield Said(mark("only on {day}"), {"day": story.closed_on})
        case Measure.UNANSWERED_NOTICE:
            yield Said(mark("at the end of {year} the applicant had still to amend it"), {"year": year})
        case Measure.FILED:
            yield Said(mark("a proceeding over it was filed in {year}"), {"year": year})
        case Measure.DECIDED:
            yield Said(mark("a proceeding over it was decided in {year}"), {"year": year})
        case Measure.PENDING:
            yield Said(mark("a proceeding over it was pending at the end of {year}"), {"year": year})


def _narrowed(questions: Iterable[Question], story: Story) -> Iterator[Said]:
    """What of the case its lines go by, besides the year."""
    facets, every = story.facets[0], list(questions)
    if any(question.channels for question in every):
        yield Said(mark("it came by {channel}"), {"channel": facets.channel})
    if any(question.outcomes for question in every) and facets.outcome:
        yield Said(mark("the outcome is “{outcome}”"), {"outcome": facets.outcome})
    if any(question.timeliness for question in every) and facets.timeliness:
        yield Said(mark("as to its time limit: {timeliness}"), {"timeliness": facets.timeliness})


def _beside(form: Form, year: int, story: Story, lines: Mapping[str, tuple[str, ...]]) -> Iterator[Clause]:
    """What else a reader asks: why nothing counts it, why not by the later answer, in which column."""
    facets = story.facets[0]
    if not lines:
        late = story.closed_on is not None and story.closed_on.year < year
        facts = [closed(story)] if late else list(received(story))
        yield Clause((*facts, Said(mark("not counted in {year}"), {"year": year})))
    if facets.counted == year and facets.outcome and facets.outcome in form.uncounted:
        yield Clause((Said(mark("the form: {why}"), {"why": form.uncounted[facets.outcome]}),))
    for day in story.reopened_on:
        yield from _reopened(day, story, year)
    if any(column.kinds for code in lines for column in form.lines[code].columns):
        yield Clause((Said(mark("the applicant is {kind}"), {"kind": facets.kind}),))


def _reopened(day: date, story: Story, year: int) -> Iterator[Clause]:
    if story.closed_on is None or year < story.closed_on.year:
        return
    if day < story.closed_on:
        told = Said(mark("reopened on {day}, and the last answer of that year counts"), {"day": day})
    else:
        stays: dict[str, Value] = {"day": day, "year": story.closed_on.year}
        told = Said(mark("reopened on {day}, and it stays counted in {year}"), stays)
    yield Clause((told,))
