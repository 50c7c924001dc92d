"""No page sends anybody to a command line."""

import ast
import re
from pathlib import Path
from string import Formatter

from desk.language import catalogue, say_fault
from desk.page_words import ON_PAGES
from workflow.errors import Refused

HOUSE = Path(__file__).parents[2]
COMMAND = re.compile(r"\bfoi [a-z]|--[a-z]")
#: What only somebody who types commands, or a program, is ever told.
NO_PAGE = {
    "backup_lacks",  # the bell's, told by foi bell-status
    "bell_is_late",  # /readyz
    "bell_never_rang",
    "cell_of_which_year",
    "issued_unwritten",
    "looks_too_late",
    "no_backup",
    "no_database",
    "no_document",
    "no_outcome",
    "no_service_method",
}


def told():
    """The faults that the engine raises: the code and the sentence of each."""
    for room in ("workflow", "letters", "store", "reports", "desk"):
        for file in (HOUSE / room).rglob("*.py"):
            if "cli" in file.parts:
                continue
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and len(node.args) >= 2:
                    words = [each.value for each in node.args[:2] if isinstance(each, ast.Constant)]
                    if len(words) == 2 and all(isinstance(word, str) for word in words):
                        yield tuple(words)


def names(sentence):
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_what_names_a_command_is_said_otherwise_on_pages():
    named = {code for code, sentence in told() if COMMAND.search(sentence)}

    assert named - NO_PAGE == named & set(ON_PAGES)
    assert not [code for code, sentence in ON_PAGES.items() if COMMAND.search(sentence)]
    assert not [
        code for code, sentence in ON_PAGES.items() if COMMAND.search(catalogue("zh").gettext(sentence))
    ]


def test_what_pages_say_instead_needs_no_other_values():
    sentences = dict(told())

    assert set(ON_PAGES) <= set(sentences)
    assert not [code for code, sentence in ON_PAGES.items() if names(sentence) - names(sentences[code])]


def test_a_command_is_named_to_who_types_commands_alone():
    fault = Refused("not_signed", "This letter must be signed before it is issued: foi letter sign")

    assert "foi letter sign" in say_fault("zh", fault)
    assert "foi" not in say_fault("zh", fault, codes=False)
