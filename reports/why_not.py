"""Why a figure does not count a case: the first of its conditions that fails."""

from collections.abc import Iterator

from reports.count import question_for
from reports.form import Form
from reports.why import Said, Story, closed, received
from workflow.errors import mark
from workflow.question import Facets, Measure, Question
from workflow.vocabulary import Word


def why_not(form: Form, year: int, code: str, column: str, story: Story) -> tuple[Said, ...]:
    """What keeps a case out of a figure; nothing where the figure counts it.

    Where a figure asks several questions, the one that the case meets furthest is told.

    Raises:
        NotFound: the form has no such figure.
    """
    questions = question_for(form, code, column)
    if not questions:
        return (Said(mark("no case is counted there")),)
    if any(question.asks_for(facets, year) for question in questions for facets in story.facets):
        return ()
    met = [_failing(question, year, story) for question in questions]
    return max(met, key=lambda told: told[0])[1]


def _failing(question: Question, year: int, story: Story) -> tuple[int, tuple[Said, ...]]:
    """How many conditions of a question a case meets before the first that fails, and that one."""
    measured = Question(question.measure)
    facets = next((one for one in story.facets if measured.asks_for(one, year)), None)
    if facets is None:
        return 0, tuple(_not_measured(question.measure, year, story))
    every = _conditions(question, facets)
    n = next(n for n, (_, own, wanted) in enumerate(every) if wanted and own not in wanted)
    template, own, wanted = every[n]
    known = tuple(word for word in type(next(iter(wanted))) if word in wanted)
    return n + 1, (Said(template, {"own": own or "—", "wanted": known}),)


def _conditions(question: Question, facets: Facets) -> list[tuple[str, Word | None, frozenset[Word]]]:
    """What a question asks besides its measure, each with what the case has and what is wanted."""
    q = question
    # fmt: off
    return [
        (mark("the outcome is “{own}”, there “{wanted}” counts"),  facets.outcome,    frozenset(q.outcomes)),
        (mark("it came by {own}, there {wanted} counts"),          facets.channel,    frozenset(q.channels)),
        (mark("its limit: “{own}”, there “{wanted}” counts"), facets.timeliness, frozenset(q.timeliness)),
        (mark("the applicant is {own}, there {wanted} counts"),    facets.kind,       frozenset(q.kinds)),
    ]
    # fmt: on


def _not_measured(measure: Measure, year: int, story: Story) -> Iterator[Said]:
    """Why a case is not of those that a measure asks for."""
    ends = story.closed_on
    match measure:
        case Measure.NEW:
            yield from received(story)
            yield Said(mark("so it is not new in {year}"), {"year": year})
        case Measure.CARRIED_IN if story.received_on.year >= year:
            yield from received(story)
            yield Said(mark("so it was not carried into {year}"), {"year": year})
        case Measure.CLOSED if ends is None or ends.year > year:
            yield Said(mark("not closed at the end of {year}"), {"year": year})
        case Measure.CARRIED_OUT if story.received_on.year > year:
            yield from received(story)
            yield Said(mark("so {year} does not hold it"), {"year": year})
        case Measure.CARRIED_IN | Measure.CLOSED | Measure.CARRIED_OUT:
            yield closed(story)
            yield Said(mark("so it was closed in {year}"), {"year": (ends or story.received_on).year})
        case Measure.UNANSWERED_NOTICE:
            yield Said(mark("at the end of {year} no amendment was awaited"), {"year": year})
        case _:
            yield Said(mark("what is counted there are no requests"))
