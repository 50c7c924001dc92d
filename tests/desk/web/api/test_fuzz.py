"""Whatever a program sends, by the book or beside it, it is answered, and never with a fault of ours."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.web.api.app import described
from tests.desk.web.api.test_matrix import PLACES
from workflow.facts import FACTS
from workflow.vocabulary import Action

BOOK = described()
WORDS = st.text(max_size=12) | st.sampled_from(
    ["2026-0001", "2026-03-09", "9999-12-31", "0001-01-01", "１", "\x00", "\ud800"]
)
NUMBERS = st.integers() | st.floats() | st.sampled_from([2**63, -(2**63), 10**30, 1e308, 0])
PLAIN = st.none() | st.booleans() | NUMBERS | WORDS
ANYTHING = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3), max_leaves=8
)
FACT = st.sampled_from(sorted({name for facts in FACTS.values() for name in facts}))


DAYS = st.dates().map(str) | st.sampled_from(["2026-03-03", "2026-03-10"]) | WORDS
OF_TYPE = {
    "object": st.dictionaries(FACT | WORDS, ANYTHING, max_size=3),
    "integer": st.integers(-1, 2100) | NUMBERS,
    "boolean": st.booleans() | PLAIN,
    "null": st.none(),
}


def by_the_book(schema):
    """Values as the description has them, now and then others."""
    if "$ref" in schema:
        return by_the_book(BOOK["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
    if "anyOf" in schema:
        return st.one_of(*map(by_the_book, schema["anyOf"])) | ANYTHING
    if "enum" in schema:
        return st.sampled_from(schema["enum"]) | WORDS
    if "properties" in schema:
        needed = set(schema.get("required", ()))
        fields = {name: by_the_book(each) for name, each in schema["properties"].items()}
        must = {name: each for name, each in fields.items() if name in needed}
        return st.fixed_dictionaries(must, optional={n: e for n, e in fields.items() if n not in needed})
    if schema.get("type") == "array":
        return st.lists(by_the_book(schema["items"]), max_size=3)
    return DAYS if schema.get("format") == "date" else OF_TYPE.get(schema.get("type"), WORDS)


def bodies(told):
    content = told.get("requestBody", {}).get("content", {}).get("application/json")
    return by_the_book(content["schema"]) | ANYTHING if content else st.none()


def queries(told):
    asked = [each for each in told.get("parameters", ()) if each["in"] == "query"]
    return st.fixed_dictionaries({}, optional={e["name"]: by_the_book(e["schema"]) for e in asked})


CALLS = [(method, path, told) for path, methods in BOOK["paths"].items() for method, told in methods.items()]
PLACE = st.sampled_from(
    ["2026-0001", "2026-0002", "%00", "..", "甲", "%ff", "x" * 300, "1", "2", "-1", "9" * 30]
)


def utf8(value):
    """A parameter as an address can carry it."""
    return str(value).encode("utf-8", "replace").decode()


@pytest.mark.parametrize("call", CALLS, ids=[f"{m} {p}" for m, p, _ in CALLS])
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_call_is_answered_with_a_fault_of_ours(clerk, program, call, data):
    method, path, told = call
    caller = data.draw(st.sampled_from([clerk, program("head")]))
    place = path
    for name, usual in PLACES.items():
        place = place.replace(f"{{{name}}}", data.draw(st.just(str(usual)) | PLACE))
    body = json.dumps(data.draw(bodies(told)))
    query = {name: utf8(value) for name, value in data.draw(queries(told)).items()}
    answer = caller.request(
        method.upper(),
        place,
        params=query,
        content=body if method == "post" else None,
        headers={"content-type": "application/json"},
    )

    assert answer.status_code < 500, answer.text
    assert "error" in answer.json() if answer.status_code >= 400 else True


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(action=st.sampled_from(list(Action)), data=st.data())
def test_no_fact_is_answered_with_a_fault_of_ours(clerk, action, data):
    facts = data.draw(
        st.dictionaries(
            st.sampled_from(sorted(FACTS[action])) if FACTS[action] else FACT, ANYTHING, max_size=3
        )
    )
    asked = {
        "action": action.value,
        "on": data.draw(st.sampled_from(["2026-03-03", "2099-12-31", "0001-01-01"])),
        "facts": facts,
    }
    answer = clerk.post(
        "/cases/2026-0001/acts", content=json.dumps(asked), headers={"content-type": "application/json"}
    )

    assert answer.status_code < 500, answer.text
