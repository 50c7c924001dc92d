"""Every address, for every role and for another unit: what the table says, and no address without a line."""

import pytest

from desk.web.app import make_app
from tests.desk.web.conftest import SECRET, Browser
from tests.desk.web.test_walk import ASKED

#: Who asks: an administrator, a head, a clerk and an auditor of the office, and a clerk of another unit.
WHO = ("admin", "head", "clerk", "audit", "cg")
# fmt: off
#: (method, address): what each is answered. The case is of the office, so the other unit does not find it.
MATRIX = {
    ("GET",  "/healthz"):                 (200, 200, 200, 200, 200),
    ("GET",  "/readyz"):                  (200, 200, 200, 200, 200),
    ("GET",  "/sign-in"):                 (200, 200, 200, 200, 200),
    ("POST", "/sign-in"):                 (403, 403, 403, 403, 403),
    ("POST", "/first"):                   (303, 303, 303, 303, 303),
    ("POST", "/sign-out"):                (303, 303, 303, 303, 303),
    ("POST", "/display"):                 (303, 303, 303, 303, 303),
    ("GET",  "/password"):                (200, 200, 200, 200, 200),
    ("POST", "/password"):                (422, 422, 422, 422, 422),
    ("GET",  "/"):                        (200, 200, 200, 200, 200),
    ("GET",  "/cases"):                   (200, 200, 200, 200, 200),
    ("GET",  "/log"):                     (403, 200, 200, 403, 200),
    ("POST", "/log"):                     (403, 303, 303, 403, 303),
    ("GET",  "/cases/{ref}"):             (404, 200, 200, 200, 404),
    ("GET",  "/cases/{ref}/logged"):      (404, 200, 200, 200, 404),
    ("POST", "/cases/{ref}/reveal"):      (404, 200, 200, 200, 404),
    ("GET",  "/cases/{ref}/answer"):      (404, 200, 403, 403, 404),
    ("POST", "/cases/{ref}/answer"):      (404, 303, 403, 403, 404),
    ("GET",  "/cases/{ref}/{action}"):    (404, 200, 200, 403, 404),
    ("POST", "/cases/{ref}/{action}"):    (404, 303, 303, 403, 404),
    ("GET",  "/people"):                  (200, 403, 403, 403, 403),
    ("POST", "/people"):                  (200, 403, 403, 403, 403),
    ("POST", "/people/{login}/password"): (200, 403, 403, 403, 403),
    ("GET",  "/audit"):                   (403, 403, 403, 200, 403),
}
#: What each form is sent.
FORMS = {
    "/sign-in":               {"login": "nobody", "password": "nothing"},
    "/log":                   ASKED,
    "/password":              {"old": "not it", "new": SECRET},
    "/people":                {"login": "new", "name": "新人", "role_clerk": "1", "unit": "1"},
    "/cases/{ref}/reveal":    {"reason": "核对身份"},
    "/cases/{ref}/answer":    {"on": "2026-03-12", "outcome0": "provided", "i0_way": "邮寄"},
    "/cases/{ref}/{action}":  {"on": "2026-03-03"},
}
# fmt: on


@pytest.fixture
def app(staffed):
    return make_app(staffed.config)


def every_route(app):
    return {(method.upper(), path) for path, methods in app.openapi()["paths"].items() for method in methods}


def test_every_address_has_its_line(app):
    assert set(MATRIX) == every_route(app)


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("address", MATRIX, ids=" ".join)
def test_everybody_is_answered_as_their_role_and_unit_allow(app, address, who):
    clerk, asker = Browser(app), Browser(app)
    clerk.sign_in("clerk")
    clerk.post("/log", **ASKED)
    asker.sign_in(who)
    method, path = address
    form = FORMS.get(path, {})
    if path == "/log" and who == "cg":
        form = {**form, "unit": "2"}
    url = path.format(ref="2026-0001", action="accept", login="cg")
    seal = asker.seal()

    if method == "GET":
        told = asker.http.get(url, follow_redirects=False)
    else:
        told = asker.http.post(url, data={**form, "seal": seal}, follow_redirects=False)
    assert MATRIX[address][WHO.index(who)] == told.status_code


def test_a_stranger_is_asked_to_sign_in_everywhere(app):
    open_to_all = {"/healthz", "/readyz", "/sign-in", "/first", "/display"}
    for method, path in MATRIX:
        if path in open_to_all:
            continue
        stranger = Browser(app)
        stranger.get("/sign-in")
        url = path.format(ref="2026-0001", action="accept", login="cg")
        seal = stranger.seal()
        told = stranger.http.request(
            method, url, data={"seal": seal} if method == "POST" else None, follow_redirects=False
        )
        assert (303, "/sign-in") == (told.status_code, told.headers["location"].partition("?")[0]), path
