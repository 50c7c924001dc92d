"""A text somebody wrote, held against the figures: every number that none of them supports."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from reports.checks import Figure
from reports.text import shown
from reports.words_digits import Typed, typed_numbers
from reports.words_number import Kind, shares
from reports.words_source import BEFORE, Figures, of_before
from reports.words_wording import wording_for

#: Where a clause, and a sentence, begins anew.
_CLAUSE = re.compile(r"[，。；：;:（）()！？]|(?<=[件条次篇人个元%])[、,]")
_SENTENCE = re.compile(r"[。；;！？]")
#: A line that ends a sentence, or is a heading, is not the beginning of the next line.
_ENDS = re.compile(r"[。；;！？|]\s*$|^\s*(?:#|[（(]?[一二三四五六七八九十]+[)）、][^。，]*$)")
_LONG = 200
#: Words between two labels that make one number of both.
_TOGETHER = re.compile(r"[和及与、]|共|合计")
#: How far a label may stand before its number.
_NEAR = 10
_UP, _DOWN = re.compile(r"增长|增加|上升|提高"), re.compile(r"下降|减少|回落|降低")
_UNITS = {
    "days/mean": "个工作日",
    "days/limit": "个工作日",
    "fees/paid_yuan": "元",
    "fees/charged_yuan": "元",
}
_PIECE = "件"

#: What may stand behind a number: its source, and the exact value.
Candidates = Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A number no figure supports, its line (from 1), and the nearest figure; an empty `source`: none."""

    line: int
    shown: str
    source: str
    nearest: str


def unsupported(text: str, figures: Figures) -> list[Unsupported]:
    """Every number of a text that no figure supports.

    A count must be a figure of the year or of the year before, or a sum told in a list; per cent must be
    the share of a part of a list, or of a label, in a list's whole, or after 增长 or 下降 a change against
    the year before, rounded to as many decimals as are written. Where a label stands right before the
    number (予以公开6件), or for per cent earlier in the sentence, the figure must be that label's.
    """
    lines = text.split("\n")
    found = typed_numbers(text, figures.names)
    labels = dict(wording_for(figures.form.name).labels) | {
        name.removeprefix("topic/"): (name,) for name in figures.by_name if name.startswith("topic/")
    }
    labels.pop("", None)
    return [miss for typed in found if (miss := _miss(typed, lines, figures, labels))]


def _miss(
    typed: Typed, lines: Sequence[str], figures: Figures, labels: Mapping[str, Sequence[str]]
) -> Unsupported | None:
    sentence = _since(_SENTENCE, _so_far(typed, lines))
    clause = _since(_CLAUSE, sentence)
    spoken = _label(typed, sentence, clause, labels)
    if typed.kind is Kind.COUNT:
        after = lines[typed.line - 1][typed.end :]
        wanted = _counts(figures) if spoken is None else _spoken(spoken, figures, after, typed)
    elif _UP.search(clause) or _DOWN.search(clause):
        wanted = _changes(figures, spoken, -1 if _DOWN.search(clause) else 1)
    else:
        wanted = _shares(figures, spoken)
        if _in_a_list(typed, figures, spoken):
            return None
    if any(_same(typed, value) for value in wanted.values()):
        return None
    if spoken is not None and all(figures.get(source) is None for source in spoken):
        return Unsupported(typed.line, typed.shown, "", "")
    return _nearest(typed, _told_together(wanted, figures) or wanted or _counts(figures))


def _so_far(typed: Typed, lines: Sequence[str]) -> str:
    """What stands before a number, the lines above with it as long as they are one sentence broken off."""
    told = lines[typed.line - 1][: typed.start]
    for line in reversed(lines[: typed.line - 1]):
        if line.strip() and (_ENDS.search(line) or len(told) > _LONG):
            break
        told = line.strip() + told
    return told


def _label(
    typed: Typed, sentence: str, clause: str, labels: Mapping[str, Sequence[str]]
) -> Sequence[str] | None:
    """The figures the words before a number speak of; None where they name none, or several together."""
    reach = clause if typed.kind is Kind.COUNT else sentence
    if not labels:
        return None
    longest_first = "|".join(map(re.escape, sorted(labels, key=len, reverse=True)))
    found = [(hit.start(), hit.end(), hit.group()) for hit in re.finditer(longest_first, reach)]
    own = [hit for hit in found if hit[0] >= len(reach) - len(clause)] or found[-1:]
    if not own or (len(own) > 1 and _TOGETHER.search(reach[own[0][1] : own[-1][0]])):
        return None
    far = typed.kind is Kind.COUNT and len(reach) - own[-1][1] > _NEAR
    return None if far else labels[own[-1][2]]


def _since(mark: re.Pattern[str], text: str) -> str:
    starts = [found.end() for found in mark.finditer(text)]
    return text[starts[-1] if starts else 0 :]


def _counts(figures: Figures) -> Candidates:
    sums = [told.whole for told in figures.lists.values()]
    sums += [part for told in figures.lists.values() for part in told.parts]
    found = {source: figures.get(source) for source in (*figures.by_name, *sums) if source != "year"}
    return {source: _exact(value) for source, value in found.items() if value is not None}


def _spoken(spoken: Sequence[str], figures: Figures, after: str, typed: Typed) -> Candidates:
    """The label's figures, this year's and last year's, as far as they are counted in what follows."""
    known = [source for source in (*spoken, *map(of_before, spoken)) if figures.get(source) is not None]
    follows = typed.unit + after.lstrip("余多 ")
    return {s: _exact(figures.get(s) or 0) for s in known if follows.startswith(_unit(figures, s))}


def _unit(figures: Figures, source: str) -> str:
    name = source.split("+", maxsplit=1)[0].removeprefix(BEFORE)
    line = figures.form.lines.get(name.partition("/")[0])
    return _UNITS.get(name) or (line.unit if line else "") or _PIECE


def _shares(figures: Figures, spoken: Sequence[str] | None) -> Candidates:
    found: dict[str, Fraction] = {}
    for told in figures.lists.values():
        whole = figures.get(told.whole)
        for part in told.parts if spoken is None else spoken:
            value = figures.get(part)
            if whole and value is not None and value <= whole:
                found[f"{part}:{told.whole}"] = _exact(value) / _exact(whole) * 100
    return found


def _changes(figures: Figures, spoken: Sequence[str] | None, sign: int) -> Candidates:
    found: dict[str, Fraction] = {}
    for source in figures.by_name if spoken is None else spoken:
        now, then = figures.get(source), figures.get(of_before(source))
        if then and now is not None:
            found[f"{source}~"] = sign * (_exact(now) / _exact(then) - 1) * 100
    return found


def _told_together(wanted: Candidates, figures: Figures) -> Candidates:
    """The shares of parts in the lists they belong to."""
    own = {f"{part}:{told.whole}" for told in figures.lists.values() for part in told.parts}
    return {source: value for source, value in wanted.items() if source in own}


def _in_a_list(typed: Typed, figures: Figures, spoken: Sequence[str] | None) -> bool:
    """Whether the number is what the largest remainder gives a part of some list."""
    for told in figures.lists.values():
        known = [part for part in told.parts if figures.get(part) is not None]
        if not (whole := figures.get(told.whole)):
            continue
        by_rule = shares([figures.get(part) or 0 for part in known], whole, typed.places)
        for part, share in zip(known, by_rule, strict=True):
            if share == typed.value and (spoken is None or part in spoken):
                return True
    return False


def _same(typed: Typed, value: Fraction) -> bool:
    """Whether a value is the number as written: counts exactly, per cent to the decimals written."""
    off = abs(_exact(typed.value) - value)
    return off == 0 if typed.kind is Kind.COUNT else off <= Fraction(1, 2 * 10**typed.places)


def _nearest(typed: Typed, wanted: Candidates) -> Unsupported:
    wanted = {s: v for s, v in wanted.items() if typed.kind is Kind.COUNT or s.endswith("~") or ":" in s}
    if not wanted:
        return Unsupported(typed.line, typed.shown, "", "")
    source = min(wanted, key=lambda s: (abs(wanted[s] - _exact(typed.value)), not s.endswith("/total")))
    value = float(round(wanted[source], typed.places or 1))
    return Unsupported(typed.line, typed.shown, source, shown(value) + "%" * (typed.kind is Kind.SHARE))


def _exact(value: Figure | Decimal) -> Fraction:
    """A figure as a fraction; a float as it is printed, not as it is kept."""
    return Fraction(str(value))
