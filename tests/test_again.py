"""Whatever writes is begun again when the database asks for it, and nobody has to remember that."""

import ast

import pytest

from tests.test_house import HOUSE, modules

#: What is begun again as a part of others only: it is given references that can be read but once.
PARTS = {"recompute"}
WRITES = {"transaction", "writing"}


def begins_a_transaction(node):
    """Whether a function, and none inside it, says `with ….transaction()`."""
    todo = list(node.body)
    while todo:
        found = todo.pop()
        if isinstance(found, ast.With):
            calls = [item.context_expr for item in found.items if isinstance(item.context_expr, ast.Call)]
            if any(isinstance(call.func, ast.Attribute) and call.func.attr in WRITES for call in calls):
                return True
        if not isinstance(found, ast.FunctionDef):
            todo += ast.iter_child_nodes(found)
    return False


@pytest.mark.parametrize("path", modules("workflow", "store", "desk"), ids=str)
def test_whoever_begins_a_transaction_begins_it_again(path):
    tree = ast.parse((HOUSE / path).read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    writes = [node for node in functions if begins_a_transaction(node) and node.name not in PARTS]

    assert [] == [node.name for node in writes if "until_kept" not in map(ast.unparse, node.decorator_list)]
