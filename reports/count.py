"""A year's table, counted from the cases and the proceedings over them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from reports.asking import SETS, askers
from reports.checks import Cells, Check, Figure, check_cells
from reports.form import Form
from reports.line import BY_HAND, Column
from workflow.errors import NotFound, Refused
from workflow.question import Facets, Question
from workflow.vocabulary import ApplicantKind

#: More decimals than any office writes.
_DECIMALS = 6

Tallies = Sequence[tuple[Facets, int]]
Rows = dict[str, dict[str, Figure]]


@dataclass(frozen=True, slots=True)
class Table:
    """A form filled for a year: every figure, what holds between them and what is said under them.

    `notes` are printed; `remarks` are for those who make the table, and never printed. `told` is what each
    note of the form counts.
    """

    form: Form
    year: int
    cells: Cells
    checks: tuple[Check, ...]
    notes: tuple[str, ...]
    remarks: tuple[str, ...] = ()
    told: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A table that is added to another: its figures, and what each note of the form counts in it."""

    cells: Cells
    told: tuple[int, ...]


def count(
    form: Form,
    year: int,
    tallies: Tallies,
    entered: Cells | None = None,
    before: Cells | None = None,
    *,
    parts: Sequence[Part] = (),
) -> Table:
    """Fill a form from the tallies of a year, what the office `entered` and the figures of the year `before`.

    The `parts` are added to what is counted: the tables of units that have theirs apart.

    Raises:
        NotFound: a figure was entered where the form has none.
        Refused: a figure was entered that is counted.
    """
    _check_entered(form, entered or {})
    cells: Rows = {
        code: {c.code: 0 for c in line.columns} for code, line in form.lines.items() if line.columns
    }
    for code, row in (entered or {}).items():
        cells[code] |= row
    told = _count(form, cells, year, tallies)
    for part in parts:
        _add(form, cells, part.cells)
        told = [n + more for n, more in zip_longest(told, part.told, fillvalue=0)]
    _add_up(form, cells)
    checks = check_cells(form, cells, before)
    return Table(form, year, cells, checks, _notes(form, told), form.remarks, tuple(told))


def question_for(form: Form, code: str, column: str) -> list[Question]:
    """What a figure asks of the cases: nothing when the office enters it; a sum asks what its parts ask.

    Raises:
        NotFound: the form has no such figure.
    """
    kinds = column_of(form, code, column).kinds
    asked = [question for leaf in form.leaves(code) for question in leaf.questions]
    return _joined([replace(question, kinds=kinds) for question in asked])


def column_of(form: Form, code: str, column: str) -> Column:
    """A column of a line.

    Raises:
        NotFound: the form has no such figure.
    """
    for found in form.line(code).columns:
        if found.code == column:
            return found
    raise NotFound(
        "no_figure",
        "Line {code} of form {form} has no column “{column}”.",
        code=code,
        form=form.name,
        column=column,
    )


def _joined(questions: Iterable[Question]) -> list[Question]:
    """The same questions, made one where they differ in one set only: a list is then read at once."""
    joined: list[Question] = []
    for question in questions:
        for n, other in enumerate(joined):
            if (one := _union(other, question)) is not None:
                joined[n] = one
                break
        else:
            joined.append(question)
    return joined


def _union(one: Question, other: Question) -> Question | None:
    """A question that asks for what either does, where the two differ in one set only."""
    unlike = [name for name in SETS.values() if getattr(one, name) != getattr(other, name)]
    if one.measure is not other.measure or len(unlike) != 1:
        return None
    mine, theirs = getattr(one, unlike[0]), getattr(other, unlike[0])
    both = mine | theirs if mine and theirs else frozenset()
    union: Question = replace(one, **{unlike[0]: both})  # type: ignore[arg-type]
    return union


def enterable(form: Form, code: str, column: str) -> Column:
    """A column of a line that the office fills.

    Raises:
        NotFound: the form has no such figure.
        Refused: it is counted from the cases, or added up.
    """
    found = column_of(form, code, column)
    if is_counted(form, code):
        raise Refused(
            "figure_counted",
            "Line {code} of form {form} is counted; nobody can enter it.",
            code=code,
            form=form.name,
        )
    return found


def is_counted(form: Form, code: str) -> bool:
    """Whether the figures of a line come from the cases, or from other lines."""
    return form.line(code).kind not in BY_HAND


def _check_entered(form: Form, entered: Cells) -> None:
    for code, row in entered.items():
        for column in row:
            enterable(form, code, column)


def _count(form: Form, cells: Rows, year: int, tallies: Tallies) -> list[int]:
    """Fill the lines in one pass over the tallies; what the notes count comes back."""
    columns = {code: _columns_by_kind(line.columns) for code, line in form.lines.items() if line.questions}
    told = [0] * len(form.notes)
    every = askers(form)
    for facets, number in tallies:
        for asker in every:
            for place in asker.counting(facets, year):
                if isinstance(place, int):
                    told[place] += number
                    continue
                row = cells[place]
                for column in columns[place][facets.kind]:
                    row[column] += number
    return told


def _columns_by_kind(columns: Iterable[Column]) -> dict[ApplicantKind, list[str]]:
    return {kind: [c.code for c in columns if not c.kinds or kind in c.kinds] for kind in ApplicantKind}


def _add(form: Form, cells: Rows, part: Cells) -> None:
    for code, row in cells.items():
        if not form.lines[code].parts:
            cells[code] = {column: _sum(figure, part[code][column]) for column, figure in row.items()}


def _sum(figure: Figure, other: Figure) -> Figure:
    """Two figures together; money is not left with the crumbs of binary fractions."""
    return figure + other if isinstance(figure + other, int) else round(figure + other, _DECIMALS)


def _add_up(form: Form, cells: Rows) -> None:
    for code, line in form.lines.items():
        if line.parts:
            leaves = [cells[leaf.code] for leaf in form.leaves(code)]
            cells[code] = {c.code: sum(leaf[c.code] for leaf in leaves) for c in line.columns}


def _notes(form: Form, told: Sequence[int]) -> tuple[str, ...]:
    notes = zip(form.notes, told, strict=True)
    return tuple(note.text.format(n=n) for note, n in notes if n or not note.questions)
