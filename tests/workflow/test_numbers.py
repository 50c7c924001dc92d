"""A number of the law stands in a statute file, beside the sentence it obeys, and nowhere else."""

import ast
import tomllib
from pathlib import Path

import pytest

import workflow
from workflow.statute import statute_files

ROOM = Path(workflow.__file__).parent
#: The table of working days is built from weeks and ranks, not from the law.
CODE = [path for path in sorted(ROOM.glob("*.py")) if path.name != "workdays.py"]
#: The days the three laws give, the natural days of review and suit among them.
LEGAL = {7, 15, 20, 30, 40, 60}


def is_code(node):
    """Whether a piece of a program gives numbers to names of its own: outcomes in the store, exit codes."""
    outcomes = isinstance(node, ast.ClassDef) and node.name == "Outcome"
    return outcomes or (isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "exit_code")


def numbers(node):
    """Every whole number that a piece of a program spells out."""
    if isinstance(node, ast.Constant) and type(node.value) is int:
        yield node
    for child in [] if is_code(node) else ast.iter_child_nodes(node):
        yield from numbers(child)


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.name)
def test_no_bare_number_of_the_law_stands_in_code(path):
    found = numbers(ast.parse(path.read_text(encoding="utf-8")))

    assert [] == [f"line {n.lineno}: {n.value}" for n in found if n.value in LEGAL]


def tables_with_numbers(data):
    """Every table of a file that holds a number itself, or a list of numbers."""
    for value in data.values():
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                yield from tables_with_numbers(each)
            elif isinstance(each, int) and not isinstance(each, bool):
                yield data


@pytest.mark.parametrize("path", [*statute_files(), "cn/remedies.toml", "cn/fee.toml", "uk/remedies.toml"])
def test_every_number_of_a_statute_names_its_sentence(path):
    data = tomllib.loads((ROOM / "statutes" / path).read_text(encoding="utf-8"))

    assert all(table["sentence"] in data["sentences"] for table in tables_with_numbers(data))
