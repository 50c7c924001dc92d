"""An official table as data: its lines, their wording, what each counts and what must hold."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from reports.line import Column, FigureType, Identity, Layout, Line, LineKind, Note, Section
from workflow.errors import NotFound
from workflow.question import Measure, Question
from workflow.vocabulary import (
    ApplicantKind,
    Channel,
    Outcome,
    ProceedingKind,
    ProceedingResult,
    Timeliness,
)


@dataclass(frozen=True, slots=True)
class Form:
    """An official table, as the file `forms/<name>.toml` states it.

    `notes` are printed under the table; `remarks` are for those who make it, and never printed. `uncounted`
    says why no line that goes by outcome counts an outcome.
    """

    name: str
    title: str
    first_year: int
    sections: tuple[Section, ...]
    lines: Mapping[str, Line]
    identities: tuple[Identity, ...]
    notes: tuple[Note, ...]
    remarks: tuple[str, ...]
    uncounted: Mapping[Outcome, str]

    def line(self, code: str) -> Line:
        """The line with this code.

        Raises:
            NotFound: the form has no such line.
        """
        if code not in self.lines:
            raise NotFound("no_line", "Form {form} has no line “{code}”.", form=self.name, code=code)
        return self.lines[code]

    def leaves(self, code: str) -> tuple[Line, ...]:
        """The lines a figure is made of: the parts of a sum, down to the last; else the line itself."""
        line = self.line(code)
        if not line.parts:
            return (line,)
        return tuple(leaf for part in line.parts for leaf in self.leaves(part))


def form_names() -> tuple[str, ...]:
    """The forms on file, the oldest first."""
    found = [f.name.removesuffix(".toml") for f in _folder().iterdir() if f.name.endswith(".toml")]
    return tuple(sorted(found))


def default_form(year: int) -> str:
    """The name of the form a year is reported on: the latest that was in use."""
    used = [form for form in map(load_form, form_names()) if form.first_year <= year]
    return max(used, key=lambda form: form.first_year).name


@cache
def load_form(name: str) -> Form:
    """Read a form.

    Raises:
        NotFound: no file states it.
    """
    if name not in form_names():
        known = ", ".join(form_names())
        raise NotFound("no_form", "No form is called “{name}”. On file: {known}.", name=name, known=known)
    return parse_form((_folder() / f"{name}.toml").read_text(encoding="utf-8"))


def parse_form(text: str) -> Form:
    """Make a form of the text of its file."""
    data = tomllib.loads(text)
    sections = tuple(_section(section, data) for section in data["sections"])
    return Form(
        name=data["name"],
        title=data["title"],
        first_year=data["first_year"],
        sections=sections,
        lines={line.code: line for section in sections for line in section.lines},
        identities=tuple(_identity(line) for line in data["identities"]),
        notes=tuple(Note(note["text"], _questions(note.get("counts", ()))) for note in data.get("notes", ())),
        remarks=tuple(data.get("remarks", ())),
        uncounted={Outcome.of(code): why for code, why in data.get("uncounted", {}).items()},
    )


def _folder() -> Any:
    return files("reports") / "forms"


def _section(data: Mapping[str, Any], form: Mapping[str, Any]) -> Section:
    columns = tuple(_column(column) for column in data.get("columns", ()))
    lines: list[Line] = []
    depths = {"": -1}
    for line in data["lines"]:
        depth = depths[line["code"]] = depths.get(line["parent"], -1) + 1
        lines.append(_line(line, depth, columns, form))
    stub, over = data.get("stub", ""), data.get("over", "")
    return Section(data.get("title", ""), Layout(data["layout"]), stub, tuple(lines), over)


def _column(data: Mapping[str, Any]) -> Column:
    kinds = frozenset(map(ApplicantKind.of, data.get("kinds", ())))
    return Column(data["code"], data["wording"], data.get("group", ""), kinds)


def _own_column(data: str | Mapping[str, Any]) -> Column:
    """A column of one line, called by its wording; a count that is entered, unless more is said of it."""
    if isinstance(data, str):
        return Column(data, data)
    figure = FigureType(data.get("type", FigureType.COUNT))
    return Column(data["wording"], data["wording"], type=figure, carried=tuple(data.get("carried", ())))


def _line(data: Mapping[str, Any], depth: int, columns: Sequence[Column], form: Mapping[str, Any]) -> Line:
    code, kind = data["code"], LineKind(data["kind"])
    own = tuple(map(_own_column, data.get("columns", ()))) or tuple(columns)
    if kind is LineKind.AMOUNT:
        own = tuple(replace(column, type=FigureType.AMOUNT) for column in own)
    return Line(
        code=code,
        wording=data["wording"],
        kind=kind,
        parent=data["parent"],
        depth=depth,
        unit=data.get("unit", ""),
        columns=() if kind is LineKind.HEADING else own,
        questions=_questions(form["counts"].get(code, ())),
        parts=tuple(form["sums"].get(code, ())),
    )


def _questions(data: Iterable[Mapping[str, Any]]) -> tuple[Question, ...]:
    return tuple(
        Question(
            Measure.of(line["measure"]),
            outcomes=frozenset(map(Outcome.of, line.get("outcomes", ()))),
            channels=frozenset(map(Channel.of, line.get("channels", ()))),
            timeliness=frozenset(map(Timeliness.of, line.get("timeliness", ()))),
            proceedings=frozenset(map(ProceedingKind.of, line.get("proceedings", ()))),
            results=frozenset(map(ProceedingResult.of, line.get("results", ()))),
        )
        for line in data
    )


def _identity(data: Mapping[str, Any]) -> Identity:
    return Identity(
        id=data["id"],
        strength=data["strength"],
        over=data.get("over", "columns"),
        left=tuple(data["left"]),
        op=data["op"],
        right=tuple(data["right"]),
        text=data["text"],
        why=data.get("why", ""),
    )
