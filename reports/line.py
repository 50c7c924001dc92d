"""What a form is made of."""

from dataclasses import dataclass
from enum import StrEnum

from workflow.question import Question
from workflow.vocabulary import ApplicantKind


class LineKind(StrEnum):
    """Where the figure of a line comes from."""

    HEADING = "heading"  # none is printed
    COUNT = "count"  # the cases
    SUM = "sum"  # its parts
    ENTERED = "entered"  # the office
    OF_WHICH = "of-which"  # the office: part of the line above
    AMOUNT = "amount"  # the office: money, perhaps with decimals


class Layout(StrEnum):
    """How a section stands on paper."""

    LINES = "lines"  # a row for each line
    BLOCKS = "blocks"  # a small table for each heading
    ACROSS = "across"  # a row for each heading, its lines side by side


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures: it counts the applicants of these kinds, or of any."""

    code: str
    wording: str
    group: str = ""
    kinds: frozenset[ApplicantKind] = frozenset()


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line. `depth` is the number of headings above it; a heading has no columns."""

    code: str
    wording: str
    kind: LineKind
    parent: str
    depth: int
    unit: str
    columns: tuple[Column, ...]
    questions: tuple[Question, ...]
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One table of a form; `stub` is what its top left corner says."""

    title: str
    layout: Layout
    stub: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """What must hold between figures: `left` added up stands to `right` as `op` says.

    Over `columns`, the sides are lines, compared in each column; over `lines` they are columns, compared in
    each line that has them (a `<` before one of the year before, a `-` before one that is taken off); over
    `years` the right side is of the year before. A soft one may fail honestly, and says why.
    """

    id: str
    strength: str
    over: str
    left: tuple[str, ...]
    op: str
    right: tuple[str, ...]
    text: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence under the table; one that counts is printed when there is something to tell."""

    text: str
    questions: tuple[Question, ...]
