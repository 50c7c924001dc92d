"""What stands between the brackets of a frame, looked up: figures, shares of two, changes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from reports.checks import Figure
from reports.form import Form
from reports.words_figures import Year, alike, named
from reports.words_number import Kind, Number, rounded, shares
from workflow.errors import NotFound, Refused

#: A figure of the year before.
BEFORE = "<"


@dataclass(frozen=True, slots=True)
class Parts:
    """A list told together: the sources of its parts, their words, and the whole their shares are of."""

    whole: str
    parts: tuple[str, ...]
    wordings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """All that the words of a report may tell.

    `by_name` has the figures of the year and, behind a `<`, those of the year before. `names` are words of
    the office's own, the digits in which are no numbers.
    """

    form: Form
    by_name: Mapping[str, Figure]
    lists: Mapping[str, Parts]
    names: tuple[str, ...]

    def get(self, source: str) -> Figure | None:
        """A figure or a sum of figures (`1/total+2/total`); None where one of them is not known."""
        found = [self.by_name.get(part) for part in source.split("+")]
        return None if None in found else sum(figure for figure in found if figure is not None)


def known(now: Year, before: Year | None = None) -> dict[str, Figure]:
    """The figures of a year and of the year before, as far as both forms mean the same by a code."""
    figures = named(now)
    if before is None:
        return figures
    for name, figure in named(before).items():
        code, slash, _ = name.partition("/")
        own = code in before.table.form.lines
        if slash and (not own or alike(now.table.form, before.table.form, code)):
            figures[BEFORE + name] = figure
    return figures


def look_up(figures: Figures, source: str) -> Number:
    """The number a source names: `a`, `a+b`, a share `a:b` or the change of `a~` against the year before.

    Raises:
        NotFound: a figure in it is not known.
        Refused: it is a share or a change of nothing.
    """
    if source.endswith("~"):
        return _change(figures, source)
    if ":" in source:
        return _share(figures, source)
    return Number(_figure(figures, source), Kind.COUNT, source)


def cells_of(form: Form, source: str) -> list[tuple[str, str]]:
    """The cells of this year's table that a source names, by line and column, so that each can be opened.

    What is counted beside the table, or belongs to the year before, has none.

    >>> from reports.form import load_form
    >>> cells_of(load_form("cn-2021"), "3.4/total:3.7/total")
    [('3.4.1', 'total'), ('3.4.2', 'total'), ('3.4.3', 'total'), ('3.7', 'total')]
    """
    found: list[tuple[str, str]] = []
    for part in source.rstrip("~").replace(":", "+").split("+"):
        code, _, at = part.partition("/")
        own = form.lines.get(code)
        lines = [own] if own and own.columns else [x for x in form.lines.values() if own and x.parent == code]
        found += [(x.code, c.code) for x in lines for c in x.columns if at in {c.code, c.group}]
    return found


def of_before(source: str) -> str:
    """The same figure, or sum of figures, of the year before.

    >>> of_before("1/total+2/total")
    '<1/total+<2/total'
    """
    return "+".join(BEFORE + part for part in source.split("+"))


def share_of(figures: Figures, part: str, whole: str) -> Number:
    """The share of a part: by largest remainder in the list it belongs to, else rounded half up."""
    left, right = _figure(figures, part), _figure(figures, whole)
    if not right:
        raise Refused("share_of_nothing", "“[{source}]” is a share of nothing.", source=f"{part}:{whole}")
    for told in figures.lists.values():
        if told.whole == whole and part in told.parts:
            every = shares(_known(figures, told.parts), right)
            return Number(every[_present(figures, told.parts).index(part)], Kind.SHARE, f"{part}:{whole}")
    return Number(rounded(Fraction(left) / Fraction(right)), Kind.SHARE, f"{part}:{whole}")


def _share(figures: Figures, source: str) -> Number:
    part, _, whole = source.partition(":")
    return share_of(figures, part, whole)


def _change(figures: Figures, source: str) -> Number:
    now = _figure(figures, source[:-1])
    then = _figure(figures, of_before(source[:-1]))
    if not then:
        raise Refused("change_from_nothing", "“[{source}]” is a change from nothing.", source=source)
    return Number(rounded(Fraction(now) / Fraction(then) - 1), Kind.CHANGE, source)


def _figure(figures: Figures, source: str) -> Figure:
    figure = figures.get(source)
    if figure is None:
        raise NotFound("no_word_figure", "“[{source}]” is no figure of this report.", source=source)
    return figure


def _present(figures: Figures, sources: Iterable[str]) -> list[str]:
    return [source for source in sources if figures.get(source) is not None]


def _known(figures: Figures, sources: Sequence[str]) -> list[Figure]:
    return [figure for source in sources if (figure := figures.get(source)) is not None]
