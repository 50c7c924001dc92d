"""The words of a yearly report, every number of which is a figure of the year."""

from collections.abc import Iterator, Mapping

from reports.checks import Figure
from reports.form import Form
from reports.words_figures import Year
from reports.words_frame import Paragraph, fill
from reports.words_source import Figures, Parts, known
from reports.words_wording import Clause, ListWords, wording_for

_TOPIC = "topic/"


def figures_of(now: Year, before: Year | None = None, unit: str = "") -> Figures:
    """What the words of a year may tell, beside the year before.

    Raises:
        NotFound: no file has words for the form.
    """
    return figures_from(now.table.form, known(now, before), unit)


def figures_from(form: Form, by_name: Mapping[str, Figure], unit: str = "") -> Figures:
    """What a text may tell that was written from these figures.

    Raises:
        NotFound: no file has words for the form.
    """
    lists = {name: _parts(told, by_name) for name, told in wording_for(form.name).lists.items()}
    topics = tuple(name.removeprefix(_TOPIC) for name in by_name if name.startswith(_TOPIC))
    return Figures(form, by_name, lists, (_name(unit), *topics))


def write(figures: Figures, unit: str) -> tuple[Paragraph, ...]:
    """The words of the report: its headings and paragraphs, in the order of the official outline."""
    return fill(draft(figures, unit), figures)


def draft(figures: Figures, unit: str) -> str:
    """The words with a placeholder for each number, as `fill` takes them."""
    lines: list[str] = []
    for title, paragraphs in wording_for(figures.form.name).sections:
        told = [
            "".join(_said(clause, figures, _name(unit)) for clause in paragraph) for paragraph in paragraphs
        ]
        lines += [title, *filter(None, told)]
    return "".join(line + "\n" for line in lines)


def _parts(told: ListWords, by_name: Mapping[str, Figure]) -> Parts:
    parts = told.parts
    if told.prefix:
        names = [name for name in by_name if name.startswith(told.prefix) and name != told.whole]
        parts = tuple((name.removeprefix(told.prefix), name) for name in names)
    return Parts(told.whole, tuple(source for _, source in parts), tuple(wording for wording, _ in parts))


def _name(unit: str) -> str:
    """A unit's name, in which no bracket begins a placeholder."""
    return unit.replace("[", "［").replace("]", "］")


def _said(clause: Clause, figures: Figures, unit: str) -> str:
    if not _holds(clause, figures):
        return ""
    return _listed(clause, figures) if clause.list else clause.text.replace("{unit}", unit)


def _holds(clause: Clause, figures: Figures) -> bool:
    return (
        (not clause.some or any(figures.get(source) for source in clause.some))
        and all(figures.get(source) for source in clause.every)
        and all(figures.get(source) == 0 for source in clause.none)
    )


def _listed(clause: Clause, figures: Figures) -> str:
    told = figures.lists[clause.list]
    parts = [(w, source) for w, source in zip(told.wordings, told.parts, strict=True) if figures.get(source)]
    if not parts:
        return ""
    whole = figures.get(told.whole)
    if len(parts) == 1 and clause.alone and figures.get(parts[0][1]) == whole:
        template = clause.single if whole == 1 and clause.single else clause.alone
        return _item(template, *parts[0], told.whole)
    return clause.text.replace("{whole}", told.whole) + clause.join.join(_items(clause, parts, told.whole))


def _items(clause: Clause, parts: list[tuple[str, str]], whole: str) -> Iterator[str]:
    for wording, source in parts[: clause.top or None]:
        yield _item(clause.each, wording, source, whole)


def _item(template: str, wording: str, source: str, whole: str) -> str:
    return template.replace("{part}", source).replace("{whole}", whole).replace("{name}", wording)
