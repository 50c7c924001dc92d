"""Every address, for every role and for another unit: what the table says, and no address without a line."""

import pytest

from desk.web.app import make_app
from tests.desk.web.conftest import Browser
from tests.desk.web.matrix import BEFORE, FORMS, HOLES, MATRIX, PREPARED, WHO


@pytest.fixture
def app(staffed):
    return make_app(staffed.config)


def every_route(app):
    return {(method.upper(), path) for path, methods in app.openapi()["paths"].items() for method in methods}


def test_every_address_has_its_line(app):
    assert set(MATRIX) == every_route(app)


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("address", MATRIX, ids=" ".join)
def test_everybody_is_answered_as_their_role_and_unit_allow(app, staffed, address, who):
    clerk, asker = Browser(app).enter(staffed, "clerk"), Browser(app)
    for prepared in PREPARED:
        clerk.post(prepared, **FORMS[prepared])
    for before in BEFORE.get(address[1], ()):
        clerk.post(before)
    asker.enter(staffed, who)
    method, path = address
    form = FORMS.get(path, {})
    if path in PREPARED:
        form = {**form, "again": "1"} | ({"unit": "2"} if who == "cg" else {})
    url = path.format(**HOLES[path])
    seal = asker.seal()

    if method == "GET":
        told = asker.http.get(url, follow_redirects=False)
    else:
        told = asker.http.post(url, data={**form, "seal": seal}, follow_redirects=False)
    assert MATRIX[address][WHO.index(who)] == told.status_code


def test_a_stranger_is_asked_to_sign_in_everywhere(app):
    open_to_all = {"/healthz", "/readyz", "/sign-in", "/first", "/display", "/feed/{token}.ics"}
    for method, path in MATRIX:
        if path in open_to_all:
            continue
        stranger = Browser(app)
        stranger.get("/sign-in")
        url = path.format(**HOLES[path])
        seal = stranger.seal()
        told = stranger.http.request(
            method, url, data={"seal": seal} if method == "POST" else None, follow_redirects=False
        )
        assert (303, "/sign-in") == (told.status_code, told.headers["location"].partition("?")[0]), path
