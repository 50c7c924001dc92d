"""The list: narrowed, sorted and paged by its address; found by number, name and the end of a document."""

import re
from html import unescape

import pytest

from desk import asking
from desk.web import cases
from tests.desk.web.test_walk import ASKED


def log(clerk, **more):
    assert 200 == clerk.post("/log", **ASKED | more).status_code


def refs(page):
    """The references of the list itself, in its order."""
    return re.findall(r'name="ref" value="([^"]+)"', page.text)


@pytest.fixture
def clerk(visit):
    """A clerk with five requests, one of them closed."""
    clerk, head = visit("clerk"), visit("head")
    for n, received in enumerate(("2026-03-04", "2026-03-02", "2026-03-03", "2026-03-02", "2026-03-02")):
        log(clerk, received=received, name0=f"张{n}", channel="email" if n == 2 else "letter")
    head.post("/cases/2026-0005/withdraw", on="2026-03-03")
    clerk.post("/cases/2026-0002/assign", on="2026-03-03", to="小王")
    return clerk


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "12345"),
        ("down=1", "54321"),
        ("sort=received", "24531"),
        ("sort=due", "24315"),
        ("sort=due&down=1", "13425"),
        ("open_only=1", "1234"),
        ("state=received&q=张1", "2"),
        ("channel=email", "3"),
        ("outcome=withdrawn", "5"),
        ("received_from=2026-03-03&received_to=2026-03-03", "3"),
        ("due_before=2026-03-31", "24"),
        ("assigned_to=小王", "2"),
        ("kind=business", ""),
        ("unit=2", ""),
        ("nothing=known", "12345"),
    ],
)
def test_what_a_list_shows_stands_in_its_address(clerk, query, found):
    assert [f"2026-000{n}" for n in found] == refs(clerk.get(f"/cases?{query}"))


@pytest.mark.parametrize("query", ["", "sort=due", "sort=received&down=1", "open_only=1&sort=due&down=1"])
def test_pages_lead_on_and_back_to_the_first(clerk, monkeypatch, query):
    whole = refs(clerk.get(f"/cases?{query}"))
    monkeypatch.setattr(asking, "PAGE", 2)
    monkeypatch.setattr(cases, "PAGE", 2)
    address, told = f"/cases?{query}", []
    while address:
        page = clerk.get(address)
        assert 200 == page.status_code
        assert f'class="count">{len(whole)}<' in page.text
        told += refs(page)
        assert (
            'href="/cases?' + query.replace("&", "&amp;") + '"' in page.text
        ) or address == f"/cases?{query}"
        more = re.search(r'rel="next" href="([^"]+)"', page.text)
        address = unescape(more[1]) if more else ""

    assert whole == told


def test_a_column_says_how_it_is_sorted_and_its_head_turns_it_round(clerk):
    page = clerk.get("/cases?sort=due&open_only=1").text
    assert re.search(
        r'aria-sort="ascending"><a class="sort" href="/cases\?open_only=1&amp;sort=due&amp;down=1"', page
    )
    page = clerk.get("/cases?sort=due&down=1").text
    assert 'aria-sort="descending"><a class="sort" href="/cases?sort=due"' in page
    assert 1 == page.count("aria-sort")


@pytest.mark.parametrize(
    "query",
    ["state=nowhere", "unit=99", "unit=²", "channel=pigeon", "due_before=2026-02-31", "sort=colour",
     "after=2026-0001&sort=due&after_day=soon", "received_from=0"],
)  # fmt: skip
def test_an_address_that_cannot_be_read_is_refused(clerk, query):
    assert 422 == clerk.get(f"/cases?{query}").status_code


@pytest.mark.parametrize(
    "query", ["q=%00", "after=%00", f"q={'长' * 500}", "q=%25_%5C", "after=z&sort=due", "down=1&after=0"]
)
def test_no_address_is_too_odd(clerk, query):
    assert 200 == clerk.get(f"/cases?{query}").status_code


def test_a_number_leads_straight_to_its_request(clerk, visit):
    assert "/cases/2026-0003" == clerk.get("/cases?q=２０２６-0003 ").url.path
    assert "/cases" == visit("cg").get("/cases?q=2026-0003").url.path
    assert [] == refs(visit("cg").get("/cases?q=2026-0003"))


def test_the_end_of_a_document_finds_its_owner_and_shows_no_more_of_it(clerk, visit):
    log(clerk, name0="王五", id_document0="11010519900101567x")
    for tail in ("567X", "567x", "11010519900101567x"):
        page = clerk.get(f"/cases?q={tail}").text
        assert "2026-0006" in page
        assert "110105" not in page.replace(tail, "")
    assert "2026-0006" not in clerk.get("/cases?q=67X").text
    assert "2026-0006" not in visit("cg").get("/cases?q=567X").text


def test_a_search_by_document_is_recorded_without_the_document(clerk, visit):
    clerk.get("/cases?q=1234")
    clerk.get("/cases?q=张1")
    page = visit("audit").get("/audit?by=clerk").text

    assert 1 == page.count('<span class="hint">document</span>')
    assert "4 → 5" in page
    assert "1234" not in page
