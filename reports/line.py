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


#: The kinds of lines that the office fills.
BY_HAND = frozenset({LineKind.ENTERED, LineKind.OF_WHICH, LineKind.AMOUNT})


class Layout(StrEnum):
    """How a section stands on paper."""

    LINES = "lines"  # a row for each line
    BLOCKS = "blocks"  # a small table for each heading
    ACROSS = "across"  # a row for each heading, its lines side by side


class FigureType(StrEnum):
    """What a figure is, and so how it may be written."""

    COUNT = "count"  # a whole number from nought
    CHANGE = "change"  # a whole number, below nought too
    AMOUNT = "amount"  # money, two decimals at most


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures: it counts the applicants of these kinds, or of any.

    A figure that nobody has entered is added up of those `carried`, named as in an identity over `lines`.
    """

    code: str
    wording: str
    group: str = ""
    kinds: frozenset[ApplicantKind] = frozenset()
    type: FigureType = FigureType.COUNT
    carried: tuple[str, ...] = ()


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
    """One table of a form; `stub` is what its top left corner says, `over` what stands over its columns."""

    title: str
    layout: Layout
    stub: str
    lines: tuple[Line, ...]
    over: str = ""


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
