"""The fields of a step, made from the table of facts: no form asks what the engine does not know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desk.web.visit import Display
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
#: What the system fills in by itself, or what another form is for.
NOT_ASKED = frozenset({"items", "assumed", "consultation"})


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name, what an office calls it, how it is typed, and what was typed."""

    name: str
    label: str
    kind: str
    required: bool
    value: str
    choices: Sequence[tuple[str, str]] = ()


def fields_of(action: Action, display: Display, typed: Mapping[str, str]) -> list[Field]:
    """The fields a step asks for, the required ones first."""
    asked = {name: fact for name, fact in FACTS[action].items() if name not in NOT_ASKED}
    first = sorted(asked, key=lambda name: not asked[name].required)
    return [field_of(name, name, asked[name], display, typed) for name in first]


def field_of(name: str, word: str, fact: Fact, display: Display, typed: Mapping[str, str]) -> Field:
    """The field for a fact called `word`, as it was typed under its `name` on the form."""
    label = fact_name(word, display.lang)
    value = typed.get(name, "")
    if isinstance(fact.kind, str):
        return Field(name, label, INPUTS[fact.kind], fact.required, value)
    return Field(name, label, "choice", fact.required, value, choices_of(fact.kind, display))


def choices_of(words: type[Word], display: Display) -> Sequence[tuple[str, str]]:
    """The words of a list as a form offers them."""
    return tuple((word.value, display.word(word)) for word in words)
