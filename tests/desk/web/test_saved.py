"""Kept lists: personal, pinned where their owner sees them, offered to a unit by a head only."""

import pytest


def keep(browser, **fields):
    return browser.post("/lists", **{"name": "我的在办", "query": "open_only=1&sort=due"} | fields)


LINK = 'href="/cases?open_only=1&amp;sort=due">我的在办</a>'


def test_a_pinned_list_stands_on_todays_work_and_above_the_list(visit):
    clerk = visit("clerk")
    keep(clerk, pinned="1")

    assert all(LINK in clerk.get(path).text for path in ("/", "/cases", "/lists"))
    keep(clerk)
    assert [LINK in clerk.get(path).text for path in ("/", "/cases", "/lists")] == [False, False, True]


def test_a_list_is_its_owners_alone(visit):
    clerk, head = visit("clerk"), visit("head")
    keep(clerk, pinned="1")

    assert "我的在办" not in head.get("/lists").text
    assert 404 == head.post("/lists/1/remove", page="/lists").status_code
    assert "我的在办" in clerk.get("/lists").text


def test_a_head_offers_a_list_to_the_unit_and_a_clerk_does_not(visit):
    clerk, head, other = visit("clerk"), visit("head"), visit("cg")
    assert 403 == keep(clerk, offered="1").status_code
    keep(head, offered="1")

    assert LINK in clerk.get("/").text
    assert LINK not in other.get("/").text


def test_a_list_is_removed(visit):
    clerk = visit("clerk")
    keep(clerk)
    clerk.post("/lists/1/remove", page="/lists")

    assert "我的在办" not in clerk.get("/lists").text


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"name": ""}, 422),
        ({"name": "长" * 41}, 422),
        ({"name": "a\x00b"}, 422),
        ({"query": "state=nowhere"}, 422),
        ({"query": "due_before=2026-02-31"}, 422),
        ({"query": "javascript:alert(1)"}, 200),
    ],
)
def test_only_what_a_list_knows_is_kept(visit, fields, status):
    clerk = visit("clerk")

    assert status == keep(clerk, **fields).status_code
    assert "javascript" not in clerk.get("/lists").text


@pytest.mark.parametrize("number", ["0", "-1", "x", "99999999999999999999"])
def test_no_number_of_a_list_is_too_odd(visit, number):
    assert visit("clerk").post(f"/lists/{number}/remove", page="/lists").status_code in {404, 422}
