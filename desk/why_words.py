"""Why a case is counted where it is, in one sentence of the reader's language."""

from collections.abc import Iterable
from datetime import date

from desk.language import phrase
from reports.why import Clause, Said, Story, Value, Why
from workflow.copies import Copies
from workflow.corrections import as_corrected
from workflow.entries import Entry
from workflow.ledger import Record
from workflow.question import Facets
from workflow.vocabulary import Action, ServiceMethod, Word

#: What stops a clock for good.
_STOPS = frozenset({Action.SERVE, Action.WITHDRAW, Action.LAPSE})
#: What parts facts, clauses and the lines of a clause, and what ends a sentence.
_MARKS = {"zh": ("，", "；", "、", "。"), "en": (", ", "; ", ", ", ".")}


def story_of(record: Record, copies: Copies, facets: tuple[Facets, ...]) -> Story:
    """What decides where a case is counted, from its entries as they now stand."""
    entries = [entry for entry in as_corrected(record.entries) if not entry.irregular]
    ends = [e for e in entries if e.on == copies.counted_on and e.action in _STOPS]
    return Story(
        received_on=copies.received_on,
        facets=facets,
        closed_on=copies.counted_on,
        closed_by=_how(ends[-1]) if ends else None,
        reopened_on=tuple(entry.on for entry in entries if entry.action is Action.REOPEN),
        arrived_on=record.request.arrived_on,
    )


def _how(end: Entry) -> ServiceMethod | Action | None:
    if end.action is not Action.SERVE:
        return end.action
    return ServiceMethod.of(end.facts["method"]) if "method" in end.facts else None


def sentence_why(lang: str, why: Why) -> str:
    """The facts of a case, each with the lines it is counted in for them."""
    clause, end = _MARKS[lang][1], _MARKS[lang][3]
    return clause.join(_clause(lang, each) for each in why.clauses) + end


def sentence_why_not(lang: str, name: str, said: Iterable[Said]) -> str:
    """What keeps a case out of the line of that name."""
    fact, _, _, end = _MARKS[lang]
    return fact.join([*(_said(lang, one) for one in said), phrase(lang, "not in “{name}”", name=name)]) + end


def _clause(lang: str, clause: Clause) -> str:
    fact, _, line, _ = _MARKS[lang]
    told = [_said(lang, one) for one in clause.facts]
    if clause.lines:
        told.append(phrase(lang, "counted in {lines}", lines=line.join(f"“{x}”" for x in clause.lines)))
    return fact.join(told)


def _said(lang: str, said: Said) -> str:
    return phrase(lang, said.template, **{name: _value(lang, value) for name, value in said.values.items()})


def _value(lang: str, value: Value) -> str:
    if isinstance(value, tuple):
        return _MARKS[lang][2].join(word.label(lang) for word in value)
    if isinstance(value, Word):
        return value.label(lang)
    if isinstance(value, date) and lang == "zh":
        return f"{value.year}年{value.month}月{value.day}日"
    return str(value)
