"""Whether a form is complete and agrees with itself."""

from collections import Counter
from collections.abc import Iterator

from reports.checks import BEFORE, LESS, OPS
from reports.form import Form
from reports.line import Line, LineKind
from workflow.question import Measure
from workflow.vocabulary import Outcome, ProceedingKind, ProceedingResult


def check_form(form: Form) -> list[str]:
    """What is wrong with a form, a sentence each; nothing when all is well."""
    faults = [fault for line in form.lines.values() for fault in _line_faults(form, line)]
    faults += [*_outcome_faults(form), *_proceeding_faults(form)]
    return [*faults, *_identity_faults(form), *_code_faults(form)]


def _line_faults(form: Form, line: Line) -> Iterator[str]:
    counts, adds = line.kind is LineKind.COUNT, line.kind is LineKind.SUM
    if not line.wording:
        yield f"{line.code} has no wording"
    if line.parent and line.parent not in form.lines:
        yield f"{line.code} stands under {line.parent}, which is no line"
    if counts != bool(line.questions):
        yield f"{line.code} is of kind {line.kind} with {len(line.questions)} questions"
    if adds != bool(line.parts):
        yield f"{line.code} is of kind {line.kind} with {len(line.parts)} parts"
    if line.kind is not LineKind.HEADING and not line.columns:
        yield f"{line.code} has no columns"
    for part in line.parts:
        if part not in form.lines or form.lines[part].columns != line.columns:
            yield f"{line.code} adds up {part}, which has no such figures"


def _outcome_faults(form: Form) -> Iterator[str]:
    """Every outcome lands in exactly one line, or the form says why in none."""
    found = Counter(
        outcome
        for line in form.lines.values()
        for question in line.questions
        if question.measure is Measure.CLOSED
        for outcome in question.outcomes
    )
    for outcome in Outcome:
        wanted = 0 if outcome in form.uncounted else 1
        if found[outcome] != wanted:
            yield f"{outcome.value} is counted in {found[outcome]} lines, not in {wanted}"


def _proceeding_faults(form: Form) -> Iterator[str]:
    """Every review and suit that was decided lands in exactly one line."""
    found = Counter(
        (kind, result)
        for line in form.lines.values()
        for question in line.questions
        if question.measure is Measure.DECIDED
        for kind in question.proceedings
        for result in question.results
    )
    for kind in set(ProceedingKind) - {ProceedingKind.COMPLAINT}:
        for result in set(ProceedingResult) - {ProceedingResult.PENDING}:
            if found[kind, result] != 1:
                yield f"{kind.value} {result.value} is counted in {found[kind, result]} lines, not in 1"


def _identity_faults(form: Form) -> Iterator[str]:
    columns = {column.code for line in form.lines.values() for column in line.columns}
    figures = {line.code for line in form.lines.values() if line.columns}
    for identity in form.identities:
        if identity.op not in OPS or identity.over not in {"columns", "lines", "years"}:
            yield f"{identity.id} cannot be worked out"
        if identity.strength not in {"hard", "soft"}:
            yield f"{identity.id} is neither hard nor soft"
        if (identity.strength == "soft") != bool(identity.why):
            yield f"{identity.id} is {identity.strength} with the reason “{identity.why}”"
        known = columns if identity.over == "lines" else figures
        for code in (*identity.left, *identity.right):
            if code.lstrip(BEFORE + LESS) not in known:
                yield f"{identity.id} names {code}, which has no figures"


def _code_faults(form: Form) -> Iterator[str]:
    codes = Counter(line.code for section in form.sections for line in section.lines)
    yield from (f"{code} stands there {n} times" for code, n in codes.items() if n > 1)
