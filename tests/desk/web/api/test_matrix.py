"""Every address of the API, for every role and for another unit, and no address without a line."""

import pytest
from fastapi.testclient import TestClient

from desk.web.api.app import described
from tests.desk.web.api.conftest import NEW
from tests.desk.web.matrix import WHO

# fmt: off
MATRIX = {
    ("POST", "/cases"):                   (403, 201, 201, 403, 201),
    ("GET",  "/cases"):                   (200, 200, 200, 200, 200),
    ("GET",  "/due"):                     (200, 200, 200, 200, 200),
    ("GET",  "/cases/{ref}"):             (404, 200, 200, 200, 404),
    ("GET",  "/cases/{ref}/clock"):       (404, 200, 200, 200, 404),
    ("POST", "/cases/{ref}/acts"):        (403, 200, 200, 403, 404),
    ("POST", "/cases/{ref}/answer"):      (403, 200, 403, 403, 403),
    ("POST", "/cases/{ref}/serve"):       (404, 403, 403, 403, 404),
    ("GET",  "/cases/{ref}/why"):         (404, 200, 200, 200, 404),
    ("GET",  "/cases/{ref}/letters"):     (404, 200, 200, 200, 404),
    ("POST", "/cases/{ref}/letters"):     (404, 200, 200, 403, 404),
    ("GET",  "/letters"):                 (200, 200, 200, 200, 200),
    ("POST", "/letters/{number}/sign"):   (404, 200, 403, 403, 404),
    ("POST", "/letters/{number}/issue"):  (404, 200, 200, 403, 404),
    ("POST", "/letters/{number}/words"):  (404, 403, 403, 403, 404),
    ("PUT",  "/letters/{number}/docx"):   (422, 422, 422, 422, 422),
    ("POST", "/letters/{number}/discard"): (404, 204, 204, 403, 404),
    ("POST", "/letters/{number}/void"):   (404, 403, 403, 403, 404),
    ("GET",  "/letters/{number}/{kind}"): (404, 200, 200, 200, 404),
    ("POST", "/imports"):                 (403, 422, 422, 403, 422),
    ("GET",  "/imports"):                 (200, 200, 200, 200, 200),
    ("POST", "/imports/{number}/undo"):   (403, 404, 404, 403, 404),
    ("POST", "/exports"):                 (403, 202, 202, 202, 202),
    ("GET",  "/jobs"):                    (200, 200, 200, 200, 200),
    ("GET",  "/jobs/{number}"):           (404, 404, 404, 404, 404),
    ("POST", "/jobs/{number}/import"):    (403, 404, 404, 403, 404),
    ("POST", "/jobs/{number}/stop"):      (404, 404, 404, 404, 404),
    ("POST", "/jobs/{number}/again"):     (404, 404, 404, 404, 404),
    ("GET",  "/jobs/{number}/file"):      (404, 404, 404, 404, 404),
    ("GET",  "/years/{year}"):            (404, 200, 200, 200, 404),
    ("GET",  "/years/{year}/cases"):      (200, 200, 200, 200, 200),
    ("GET",  "/calendars/{year}"):        (200, 200, 200, 200, 200),
}
ASKED = {
    "/cases":                  NEW | {"again": True},
    "/cases/{ref}/acts":       {"action": "annotate", "on": "2026-03-03", "facts": {"text": "电话联系"}},
    "/cases/{ref}/answer":     {"outcome": "provided", "on": "2026-03-12", "facts": {"way": "邮寄"}},
    "/cases/{ref}/serve":      {"method": "post", "posted": "2026-03-13"},
    "/cases/{ref}/letters":    {},
    "/letters/{number}/issue": {"on": "2026-03-02"},
    "/letters/{number}/words": {"body": ["（正文）"]},
    "/exports":                {},
    "/letters/{number}/void": {"reason": "写错了"},
}
# fmt: on
QUERIES = {
    "/imports": {"name": "台账.csv"},
    "/years/{year}": {"draft": "true"},
    "/years/{year}/cases": {"cell": "1"},
}
PLACES = {"ref": "2026-0001", "number": 1, "kind": "pdf", "year": 2026}


@pytest.fixture
def asked(clerk):
    """The case of the clerk, accepted, with a letter drafted."""
    clerk.post("/cases/2026-0001/letters", json={})
    clerk.post("/cases/2026-0001/acts", json={"action": "accept", "on": "2026-03-03"})


def test_every_address_has_its_line():
    paths = described()["paths"]

    assert set(MATRIX) == {(method.upper(), path) for path, methods in paths.items() for method in methods}


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("address", MATRIX, ids=" ".join)
def test_everybodys_programs_are_answered_as_their_role_and_unit_allow(program, address, who):
    method, path = address
    told = program(who).request(
        method,
        path.format_map(PLACES),
        json=ASKED.get(path) if method == "POST" else None,
        params=QUERIES.get(path),
    )

    assert MATRIX[address][WHO.index(who)] == told.status_code, told.text


@pytest.mark.parametrize("address", MATRIX, ids=" ".join)
def test_without_a_token_nothing_is_told_and_a_cookie_is_none(app, visit, address):
    method, path = address
    signed_in = visit("clerk").http
    cookies = {cookie.name: cookie.value for cookie in signed_in.cookies.jar}
    stranger = TestClient(app, base_url="https://desk.example/api", cookies=cookies)
    told = stranger.request(method, path.format_map(PLACES))

    assert (401, "Bearer") == (told.status_code, told.headers["www-authenticate"])
    assert "no_token" == told.json()["error"]["code"]
