"""The habits of the house, held for every room."""

import ast
from enum import Enum
from importlib import import_module
from pathlib import Path

import pytest

from tests.builders import LAW
from workflow.facts import FACTS
from workflow.machine import TABLE
from workflow.vocabulary import Action, Outcome, Word

HOUSE = Path(__file__).parents[1]
ROOMS = ("workflow", "letters", "store", "reports", "desk")


def modules(*rooms):
    """Every module of some rooms but what Alembic writes, which is nobody's prose."""
    found = (path.relative_to(HOUSE) for room in rooms for path in (HOUSE / room).rglob("*.py"))
    return sorted(path for path in found if path.parent.name != "versions")


MODULES = modules(*ROOMS)
FILES = [*MODULES, *modules("tests", "bench")]
LONGEST = 300


def words(kind=Word):
    """Every closed list of words in the law's room."""
    for module in sorted((HOUSE / "workflow").glob("*.py")):
        import_module(f"workflow.{module.stem}")
    for child in kind.__subclasses__():
        yield child
        yield from words(child)


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_every_module_opens_with_a_sentence(path):
    opening = ast.get_docstring(ast.parse((HOUSE / path).read_text(encoding="utf-8")))

    assert opening
    assert opening.splitlines()[0].endswith((".", "…", ":"))


@pytest.mark.parametrize("path", FILES, ids=str)
def test_no_file_is_longer_than_a_reader_can_hold(path):
    assert len((HOUSE / path).read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("kind", list(words()), ids=lambda kind: kind.__name__)
def test_every_word_has_its_chinese_name_and_no_two_are_alike(kind):
    labels = [word.label("zh") for word in kind]

    assert all(any("\u4e00" <= letter <= "\u9fff" for letter in label) for label in labels)
    assert len(labels) == len(set(labels))
    assert all(word.value.replace("_", " ") == word.label("en") for word in kind)


@pytest.mark.parametrize("kind", list(words()), ids=lambda kind: kind.__name__)
def test_a_word_is_known_by_what_is_stored_of_it_and_no_other_is(kind):
    assert [kind.of(word.value) for word in kind] == list(kind)
    assert issubclass(kind, Enum)
    with pytest.raises(ValueError, match="no such"):
        kind.of("no such word")


def test_outcomes_have_numbers_that_never_change():
    assert [outcome.number for outcome in Outcome] == list(range(1, len(Outcome) + 1))


def test_every_action_has_its_facts_its_place_in_the_table_and_its_effect_in_every_statute():
    steps = {action for action, _, _, _ in TABLE}

    assert set(Action) == set(FACTS)
    assert set(Action) - {Action.RECEIVE} == steps
    assert all(set(Action) == set(statute.clock) for statute in LAW.statutes)


def test_no_room_has_a_name_without_a_meaning():
    nameless = {"core", "common", "utils", "helpers", "models", "services", "misc"}

    assert [] == [path for path in MODULES if nameless & {*path.parts[:-1], path.stem}]
