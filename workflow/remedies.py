"""The remedies paragraph of an answer, by its kind and the date of the letter, and the periods it opens."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from workflow.sentences import Sentence, read_sentences
from workflow.vocabulary import Outcome, RecourseKind

#: The kind of the sentence that a letter sent by net adds.
ONLINE = "online"


@dataclass(frozen=True, slots=True)
class Recourse:
    """A way open to the applicant, and for how long: natural days, or months, from the day of receipt."""

    kind: RecourseKind
    days: int
    months: int
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Remedy:
    """A remedies paragraph and the letters that carry it: dated `since` to `until`, both included."""

    kind: str
    since: date
    until: date
    text: str
    sentence: Sentence
    recourses: tuple[Recourse, ...]


def decided(outcome: Outcome, ground: str) -> tuple[Outcome, ...]:
    """The decisions an answer's remedies follow from: a part given, and the rest withheld on some ground.

    Not every ground is a refusal under articles 14 to 16 (《行政复议法》第二十三条第一款第（四）项); one in
    the office's own words is taken for one.
    """
    if outcome is Outcome.PARTIAL and ground in list(Outcome):
        return Outcome.PROVIDED, Outcome.of(ground)
    return (outcome,)


def read_remedies(data: Mapping[str, Any]) -> tuple[Remedy, ...]:
    """The paragraphs of a file, strictest kind first."""
    sentences = read_sentences(data)
    return tuple(
        Remedy(
            line["kind"],
            line["from"],
            line.get("until", date.max),
            line["text"],
            sentences[line["sentence"]],
            tuple(
                Recourse(
                    RecourseKind.of(kind),
                    period.get("days", 0),
                    period.get("months", 0),
                    sentences[period["sentence"]],
                )
                for kind, period in line.get("recourse", {}).items()
            ),
        )
        for line in data["remedy"]
    )
