"""Many requests at once: nothing is done before it was shown, and each row stands for itself."""

import re

import pytest

from tests.desk.web.test_lists import log, refs


@pytest.fixture
def clerk(visit):
    """A clerk with three requests, the last of them withdrawn."""
    clerk = visit("clerk")
    for _ in range(3):
        log(clerk, again="1")
    clerk.post("/cases/2026-0003/withdraw", on="2026-03-03")
    return clerk


ALL = ["2026-0001", "2026-0002", "2026-0003"]


def shown(page):
    """What the confirming form would do: its hidden fields."""
    form = page.text.partition('action="/chosen/do"')[2].partition("</form>")[0]
    told = re.findall(r'name="(\w+)" value="([^"]*)"', form)
    return {name: [value for each, value in told if each == name] for name, _ in told if name != "seal"}


def choose(clerk, **fields):
    return clerk.post("/chosen", page="/cases", **fields)


def test_many_are_given_to_somebody_at_once_after_they_were_shown(clerk):
    asked = choose(clerk, ref=ALL, what="assign")
    assert 'name="to"' in asked.text
    preview = choose(clerk, ref=ALL, what="assign", on="2026-03-04", to="小李", until="2026-03-10")
    assert {"1 2026-0001", "1 2026-0002", "2 2026-0003"} == set(shown(preview)["pick"])
    assert [] == refs(clerk.get("/cases?assigned_to=小李"))

    done = clerk.post("/chosen/do", page="/cases", **shown(preview))
    assert "3" in re.search("<h1>(.*)</h1>", done.text)[1]
    assert ALL == refs(clerk.get("/cases?assigned_to=小李"))


def test_a_row_that_is_refused_says_why_and_holds_up_no_other(visit, clerk):
    head = visit("head")
    head.post("/cases/2026-0001/accept", on="2026-03-03")
    preview = choose(head, ref=ALL, what="extend", on="2026-03-10", days="5")
    assert ["2 2026-0001"] == shown(preview)["pick"]
    assert 2 == preview.text.count('<b class="no">')
    assert "2026-04-07" in preview.text

    head.post("/chosen/do", page="/cases", **shown(preview))
    assert "2026-04-07" in head.get("/cases/2026-0001").text
    assert "2026-04-07" not in head.get("/cases/2026-0002").text


def test_a_row_that_has_changed_since_is_left_alone(clerk):
    preview = choose(clerk, ref=ALL[:2], what="annotate", on="2026-03-04", text="已电话联系")
    clerk.post("/cases/2026-0002/accept", on="2026-03-04")
    done = clerk.post("/chosen/do", page="/cases", **shown(preview))

    assert "2026-0002" in done.text
    assert "已电话联系" in clerk.get("/cases/2026-0001").text
    assert "已电话联系" not in clerk.get("/cases/2026-0002").text
    again = clerk.post("/chosen/do", page="/cases", **shown(preview))
    assert 200 == again.status_code
    assert 1 == clerk.get("/cases/2026-0001").text.count("已电话联系")


def test_all_that_a_list_finds_can_be_chosen(clerk):
    preview = choose(clerk, every="1", query="open_only=1", what="annotate", on="2026-03-04", text="甲")

    assert ["1 2026-0001", "1 2026-0002"] == shown(preview)["pick"]


def test_what_is_out_of_sight_cannot_be_chosen(visit, clerk):
    other = visit("cg")
    assert 422 == choose(other, ref=ALL, what="annotate", on="2026-03-04", text="甲").status_code
    done = other.post(
        "/chosen/do", page="/cases", pick="1 2026-0001", what="annotate", on="2026-03-04", text="甲"
    )
    assert 1 == done.text.count('<b class="no">')
    assert ">甲<" not in clerk.get("/cases/2026-0001").text


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"what": "assign"}, 422),
        ({"what": "answer", "ref": ALL}, 404),
        ({"what": "", "ref": ALL}, 404),
        ({"what": "assign", "ref": ALL, "on": "2026-02-31"}, 422),
        ({"what": "assign", "ref": ALL, "on": "2026-03-04", "until": "soon"}, 422),
        ({"what": "assign", "ref": ["\x00", "x" * 5000]}, 422),
        ({"what": "assign", "every": "1", "query": "state=nowhere"}, 422),
        ({"what": "extend", "ref": ALL, "on": "2026-03-04"}, 403),
    ],
)
def test_what_cannot_be_chosen_is_refused(clerk, fields, status):
    assert status == choose(clerk, **fields).status_code


@pytest.mark.parametrize("fields", [{}, {"what": "assign"}, {"what": "annotate", "on": "x"}])
def test_a_forged_confirmation_does_nothing(clerk, fields):
    assert clerk.post("/chosen/do", page="/cases", **fields).status_code in {404, 422}


def test_chosen_requests_are_printed_on_one_page_and_that_is_recorded(visit, clerk):
    page = choose(clerk, ref=ALL[:2], what="print").text

    assert "2026-0002" in page
    assert "2026-0003" not in page
    assert '<span class="hint">print</span>' in visit("audit").get("/audit?by=clerk").text
