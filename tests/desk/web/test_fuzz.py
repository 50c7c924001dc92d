"""Whatever is sent to any address: an answer a person can read, never a fault of ours."""

import os
import re
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.web.app import make_app
from tests.desk.web.conftest import Browser
from tests.desk.web.matrix import FORMS, HOLES, MATRIX
from workflow.people import Person
from workflow.vocabulary import Role

NAMED = re.compile(r'name="([a-z_0-9]+)"')
HOLE = re.compile(r"\{\w+\}")
POSTS = sorted({path for method, path in MATRIX if method == "POST"} - {"/sign-out"})
PAGES = sorted({path for method, path in MATRIX if method == "GET"})
#: What breaks programs: nothing, signs, other scripts, numbers too large, days that are none.
ODD = st.sampled_from([
    "", " ", "\x00", "'", '"><script>', "{{7*7}}", "../../etc/passwd", "-1", "0", "9" * 40, "1e309", "NaN",
    "2026-02-30", "0001-01-01", "9999-12-31", "2026-13-45T25:61", "true", "张三", "𠮷", "\u202e", "\ud7ff",
    "a" * 3000, "%00", "%s%n", "=1+1", "🇨🇳", "\r\nSet-Cookie: a=b", "provided", "natural", "letter",
    "2026-0001", "½",
])  # fmt: skip
VALUES = ODD | st.text(max_size=40).filter(lambda text: text.isprintable())
#: More of them: `FOI_FUZZ=500 ./run test tests/desk/web/test_fuzz.py`.
ROUNDS = settings(
    max_examples=int(os.environ.get("FOI_FUZZ", "8")), deadline=None, suppress_health_check=list(HealthCheck)
)


@pytest.fixture
def browser(staffed, kept_password):
    """The browser of somebody who may do everything, so that nothing is refused before it is read."""
    staffed.ledger.accounts.keep_person(Person("all", "全", frozenset(Role), 1))
    staffed.ledger.accounts.keep_password("all", kept_password)
    found = Browser(make_app(staffed.config))
    found.sign_in("all")
    found.post("/log", **FORMS["/log"])
    return found


def fields_on(browser, path):
    return set(NAMED.findall(browser.get(path).text)) - {"seal", "q"}


def named(path):
    return path.format(**HOLES[path])


@pytest.mark.parametrize("path", POSTS)
def test_no_form_can_be_filled_so_that_the_desk_breaks(browser, path):
    known = sorted(fields_on(browser, named(path)) | set(FORMS.get(path, {}))) or ["on"]
    seal = browser.seal()

    @ROUNDS
    @given(st.dictionaries(st.sampled_from(known), VALUES), st.booleans())
    def fill(typed, over_what_is_right):
        form = (FORMS.get(path, {}) | typed) if over_what_is_right else typed
        told = browser.http.post(named(path), data={**form, "seal": seal}, follow_redirects=False)
        assert told.status_code != 500

    fill()


@pytest.mark.parametrize("path", PAGES)
def test_no_address_can_be_asked_so_that_the_desk_breaks(browser, path):
    known = sorted(fields_on(browser, named(path)) | {"after", "page", "month", "to"})

    @ROUNDS
    @given(st.dictionaries(st.sampled_from(known), VALUES), st.data())
    def ask(query, draw):
        url = HOLE.sub(lambda _: quote(draw.draw(VALUES | st.just("2026-0001")), safe="") or "x", path)
        told = browser.http.get(url, params=query, follow_redirects=False)
        assert told.status_code != 500

    ask()


@pytest.mark.parametrize(
    ("path", "fields", "label"),
    [
        ("/log", {"subject": "坏\x00字"}, "申请内容"),
        ("/log", {"name1": "张\x1b三"}, "姓名"),
        ("/arrivals/add", {"note": "坏\x08字"}, "备注"),
        ("/cases/2026-0001/annotate", {"on": "2026-03-03", "text": "坏\x00字"}, "内容"),
    ],
)
def test_a_control_character_is_refused_whatever_the_field_and_the_field_is_named(visit, path, fields, label):
    clerk = visit("clerk")
    clerk.post("/log", **FORMS["/log"])
    told = clerk.post(path, **fields)

    assert 422 == told.status_code
    assert f"“{label}”里有控制字符" in told.text
