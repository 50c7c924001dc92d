"""Letters as addresses: whose they are, what makes no sense, and the next page."""

import re

import pytest

from tests.desk.web.conftest import CASE, DRAFT, LETTER
from tests.desk.web.test_letters import act
from tests.desk.web.test_walk import ASKED


def test_no_letter_of_another_unit_is_there_under_any_address(answered):
    clerk, _, signed_in = answered()
    clerk.post(DRAFT)
    clerk.post(f"{CASE}/letters/1/receipt")
    act(clerk, "issue", 1, on="2026-03-13")
    pdf, stranger = clerk.get(f"{LETTER}/pdf").content, signed_in("cg")
    seal = stranger.seal()
    for letter in (1, 2, 3):
        for path in ("", "/pdf", "/docx", "/sheet"):
            assert 404 == stranger.get(f"/letters/{letter}{path}").status_code
        for deed in ("words", "file", "sign", "issue", "discard", "serve", "void"):
            told = stranger.http.post(f"/letters/{letter}/{deed}", data={"seal": seal, "version": "1"})
            assert 404 == told.status_code
    told = stranger.http.post("/letters/verify", data={"seal": seal}, files={"file": ("x.pdf", pdf)})
    for page in (
        told.text,
        *(stranger.get(f"/letters{asked}").text for asked in ("", "?q=2026", "/post?on=2026-03-13")),
    ):
        assert "甲公开告" not in page
        assert "2026-0001" not in page


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/letters/0", 422), ("/letters/99999999999999999999", 422), ("/letters/x", 422), ("/letters/7", 404),
        ("/letters?after=-1", 422), ("/letters?after=x", 422), ("/letters?pile=x", 404),
        ("/letters?status=x", 422), ("/letters?issued_on=x", 422), ("/letters?unit=999", 200),
        ("/letters?q=%00%25", 200), ("/letters/post?on=x", 422), ("/letters/post/labels?skip=24", 422),
        ("/cases/2026-0001/letters/x/y", 404), ("/cases/nothing/letters/1/receipt", 404),
    ],
)  # fmt: skip
def test_an_address_that_makes_no_sense_is_answered(answered, path, status):
    clerk, *_ = answered()

    assert status == clerk.get(path).status_code


def test_a_pile_goes_on_on_the_next_page(desk):
    signed_in = desk()
    clerk = signed_in("clerk")
    for n in range(1, 13):
        clerk.post("/log", **ASKED, again="1")
        clerk.post(f"/cases/2026-{n:04}/letters/1/receipt")
    first = clerk.get("/letters").text
    following = re.search(r'rel="next" href="([^"]+)"', first)[1].replace("&amp;", "&")

    assert 10 == first.count('<th scope="row">')
    assert ["2026-0011", "2026-0012"] == re.findall(r">(2026-\d{4})<", clerk.get(following).text)
