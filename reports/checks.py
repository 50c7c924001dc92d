"""The identities of a form, held against figures."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reports.form import Form
from reports.line import Identity

Figure = int | float
#: The figures of a table: by the code of the line, then by the code of the column.
Cells = Mapping[str, Mapping[str, Figure]]
Values = Sequence[Figure]


@dataclass(frozen=True, slots=True)
class Check:
    """An identity held against a table; `at` is where it first fails, or where it was last tried."""

    id: str
    holds: bool
    strength: str
    left: Figure
    right: Figure
    text: str
    op: str
    at: str


#: How both sides are reckoned, and how they must stand to each other.
OPS: Mapping[
    str, tuple[Callable[[Values], Figure], Callable[[Values], Figure], Callable[[Figure, Figure], bool]]
]
# fmt: off
OPS = {
    "=":     (sum, sum,          lambda left, right: left == right),
    "<=":    (sum, sum,          lambda left, right: left <= right),
    ">=max": (sum, max,          lambda left, right: left >= right),
    "whole": (min, lambda _: 0,  lambda left, _: left >= 0 and left == int(left)),
}
# fmt: on


def check_cells(form: Form, cells: Cells, before: Cells | None = None) -> tuple[Check, ...]:
    """Every identity of a form, held against figures; those across years only with the year `before`."""
    found: dict[str, Check] = {}
    for identity in form.identities:
        for check in _tried(form, identity, cells, before):
            if identity.id not in found or found[identity.id].holds:
                found[identity.id] = check
    return tuple(found.values())


def _tried(form: Form, identity: Identity, cells: Cells, before: Cells | None) -> Iterator[Check]:
    left_of, right_of, stand = OPS[identity.op]
    for at, lefts, rights in _places(form, identity, cells, before):
        left, right = left_of(lefts), right_of(rights)
        holds = stand(left, right)
        yield Check(identity.id, holds, identity.strength, left, right, identity.text, identity.op, at)


def _places(
    form: Form, identity: Identity, cells: Cells, before: Cells | None
) -> Iterator[tuple[str, Values, Values]]:
    """Wherever the identity is to hold, with the figures of both sides."""
    if identity.over == "lines":
        wanted = {*identity.left, *identity.right}
        for code, row in cells.items():
            if wanted <= row.keys():
                yield code, [row[c] for c in identity.left], [row[c] for c in identity.right]
        return
    other = before if identity.over == "years" else cells
    if other is None:
        return
    for column in form.lines[identity.left[0]].columns:
        at = column.code
        yield at, [cells[c][at] for c in identity.left], [other[c][at] for c in identity.right]
