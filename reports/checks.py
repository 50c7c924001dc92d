"""The identities of a form, held against figures."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reports.form import Form
from reports.line import Identity

Figure = int | float
#: The figures of a table: by the code of the line, then by the code of the column.
Cells = Mapping[str, Mapping[str, Figure]]
Values = Sequence[Figure]
#: What stands before a figure of the year before, and before one that is taken off.
BEFORE, LESS = "<", "-"


@dataclass(frozen=True, slots=True)
class Check:
    """An identity held against a table; `at` is where it first fails, or where it was last tried.

    `at` is the line, or where its lines have several columns the column. `lefts` and `rights` are the figures
    of both sides, `code/column` each, with a `<` before those of the year before and a `-` before those that
    are taken off. `why` says how a soft one may fail honestly.
    """

    id: str
    holds: bool
    strength: str
    left: Figure
    right: Figure
    text: str
    op: str
    at: str
    lefts: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()
    why: str = ""


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
    for check in tried(form, cells, before or {}):
        if check.id not in found or found[check.id].holds:
            found[check.id] = check
    return tuple(found.values())


def tried(form: Form, cells: Cells, before: Cells) -> Iterator[Check]:
    """Every identity wherever it is to hold; places that lack a figure are passed over."""
    for identity in form.identities:
        left_of, right_of, stand = OPS[identity.op]
        for at, lefts, rights in _places(form, identity):
            values = [figure_named(name, cells, before) for name in (*lefts, *rights)]
            if None in values:
                continue
            known = [value for value in values if value is not None]
            left, right = left_of(known[: len(lefts)]), right_of(known[len(lefts) :])
            yield Check(
                id=identity.id,
                holds=stand(left, right),
                strength=identity.strength,
                left=left,
                right=right,
                text=identity.text,
                op=identity.op,
                at=at,
                lefts=lefts,
                rights=rights,
                why=identity.why,
            )


def _places(form: Form, identity: Identity) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Wherever the identity is to hold, with the names of the figures of both sides."""
    if identity.over == "lines":
        wanted = {name.lstrip(BEFORE + LESS) for name in (*identity.left, *identity.right)}
        for code, line in form.lines.items():
            if wanted <= {column.code for column in line.columns}:
                yield code, in_line(identity.left, code), in_line(identity.right, code)
        return
    columns = form.lines[identity.left[0]].columns
    for column in columns:
        at = column.code if len(columns) > 1 else identity.left[0]
        before = BEFORE if identity.over == "years" else ""
        yield (
            at,
            tuple(f"{code}/{column.code}" for code in identity.left),
            tuple(f"{before}{code}/{column.code}" for code in identity.right),
        )


def in_line(names: Sequence[str], code: str) -> tuple[str, ...]:
    """The columns of a line as figures, what stands before them kept."""
    bare = [name.lstrip(BEFORE + LESS) for name in names]
    return tuple(
        f"{name.removesuffix(column)}{code}/{column}" for name, column in zip(names, bare, strict=True)
    )


def figure_named(name: str, cells: Cells, before: Cells) -> Figure | None:
    """The figure of a name; None where there is none."""
    code, _, column = name.lstrip(BEFORE + LESS).partition("/")
    figure = (before if BEFORE in name[:2] else cells).get(code, {}).get(column)
    return -figure if figure is not None and LESS in name[:2] else figure
