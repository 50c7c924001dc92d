"""Which lines and notes of a form count which cases, and which proceedings over them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter

from reports.form import Form
from reports.line import Line, Note
from workflow.question import Facets, Measure, Question

#: What a facet is called in a question.
SETS = {
    "outcome": "outcomes",
    "channel": "channels",
    "timeliness": "timeliness",
    "proceeding.kind": "proceedings",
    "proceeding.result": "results",
}

#: Where a case is counted: the code of a line, or the number of a note.
Place = str | int


@dataclass(slots=True)
class Asker:
    """The questions of a form that share a measure, with the lines and notes they fill."""

    any: Question
    asked: list[tuple[Question, Place]]
    looks_at: Callable[[Facets], object]
    answers: dict[object, list[Place]]

    def counting(self, facets: Facets, year: int) -> list[Place]:
        """The places that count cases with these facets."""
        if not self.any.asks_for(facets, year):
            return []
        seen = self.looks_at(facets)
        if seen not in self.answers:
            self.answers[seen] = [place for question, place in self.asked if question.asks_for(facets, year)]
        return self.answers[seen]


def askers(form: Form) -> list[Asker]:
    """The questions of a form, by measure."""
    asked: dict[Measure, list[tuple[Question, Place]]] = {}
    places: list[tuple[Place, Line | Note]] = [*form.lines.items(), *enumerate(form.notes)]
    for place, line in places:
        for question in line.questions:
            asked.setdefault(question.measure, []).append((question, place))
    return [Asker(Question(measure), each, _looks_at(each), {}) for measure, each in asked.items()]


def _looks_at(asked: Iterable[tuple[Question, Place]]) -> Callable[[Facets], object]:
    """What of the facets decides, for questions of one measure."""
    wanted = [
        facet for facet, named in SETS.items() if any(getattr(question, named) for question, _ in asked)
    ]
    return attrgetter(*wanted) if wanted else lambda _: None
