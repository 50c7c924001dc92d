"""The fields of a step, made from the table of facts: no form asks what the engine does not know."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from desk.web.hints import HINTS
from desk.web.visit import Display
from workflow.case import Case
from workflow.fact_words import fact_name
from workflow.facts import FACTS
from workflow.values import Fact
from workflow.vocabulary import Action, Word

#: How a kind of fact is typed. A text has room for sentences.
INPUTS = {
    "day": "date",
    "number": "number",
    "count": "number",
    "money": "money",
    "text": "text",
    "flag": "flag",
}
#: The texts that are a name, a number or a few words: a line is room enough, unless there are more already.
A_LINE = frozenset(
    {"with", "signed_by", "to", "tracking", "way", "search_where", "search_by", "search_words"}
    | {"right_body", "right_body_contact", "earlier_number", "body", "case_number", "decision"}
)
#: What the system fills in by itself, or what another form is for.
NOT_ASKED = frozenset({"items", "assumed"})


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name, what an office calls it, how it is typed, and what was typed."""

    name: str
    label: str
    kind: str
    required: bool
    value: str
    choices: Sequence[tuple[str, str]] = ()
    hint: str = ""


def fields_of(action: Action, display: Display, typed: Mapping[str, str], case: Case) -> list[Field]:
    """The fields a step asks for, the required ones first; entries of the case are there to choose from."""
    asked = {name: fact for name, fact in FACTS[action].items() if name not in NOT_ASKED}
    first = sorted(asked, key=lambda name: not asked[name].required)
    return [_hinted(field_of_step(action, name, display, typed, case), action, display) for name in first]


def _hinted(field: Field, action: Action, display: Display) -> Field:
    hint = HINTS.get((action, field.name), "")
    return replace(field, hint=display.words(hint)) if hint else field


def field_of_step(action: Action, name: str, display: Display, typed: Mapping[str, str], case: Case) -> Field:
    """The field for a fact of a step; on a form of several steps its name ends in the number of the step."""
    fact = name.rstrip("0123456789")
    if fact not in _ENTRIES:
        return field_of(name, fact, FACTS[action][fact], display, typed)
    entries = _ENTRIES[fact](action, case, display)
    only = entries[0][0] if len(entries) == 1 else ""
    return Field(name, fact_name(fact, display.lang), "choice", False, typed.get(name, only), entries)


def _consultations(_action: Action, case: Case, display: Display) -> Sequence[tuple[str, str]]:
    """The consultations nobody has ended."""
    asked = [p for p in case.clock.pauses if p.ended is None and p.entry.action is Action.CONSULT]
    return [
        (str(p.entry.line), f"{p.entry.facts.get('with', display.word(p.party))} · {p.entry.on}")
        for p in asked
    ]


def _proceedings(action: Action, case: Case, display: Display) -> Sequence[tuple[str, str]]:
    """The proceedings a step can be about: the awaited ones, the open ones, or all."""
    told = case.proceedings
    if action is Action.RESPOND:
        told = tuple(one for one in told if one.awaited)
    elif action is Action.DECIDE_PROCEEDING:
        told = tuple(one for one in told if one.decided is None)
    return [(str(one.line), f"{display.word(one.kind)} · {one.filed.on}") for one in told]


#: The facts that name an entry of the case, and the entries there are.
_ENTRIES: Mapping[str, Callable[[Action, Case, Display], Sequence[tuple[str, str]]]] = {
    "consultation": _consultations,
    "proceeding": _proceedings,
}


def field_of(name: str, word: str, fact: Fact, display: Display, typed: Mapping[str, str]) -> Field:
    """The field for a fact called `word`, as it was typed under its `name` on the form."""
    label = fact_name(word, display.lang)
    value = typed.get(name, "")
    if isinstance(fact.kind, str):
        kind = "line" if word in A_LINE and "\n" not in value else INPUTS[fact.kind]
        return Field(name, label, kind, fact.required, value)
    return Field(name, label, "choice", fact.required, value, choices_of(fact.kind, display))


def choices_of(words: type[Word], display: Display) -> Sequence[tuple[str, str]]:
    """The words of a list as a form offers them."""
    return tuple((word.value, display.word(word)) for word in words)
