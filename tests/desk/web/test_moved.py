"""A step that moves a frozen year says so on the page after it, to whoever took it, and only what is so."""

from datetime import UTC, datetime

import pytest

from desk.year_place import Year
from desk.yearend import freeze
from reports.form import load_form
from tests.desk.web.test_walk import ASKED
from workflow.casework import Actor
from workflow.machine import EVERY_ROLE

MORE = ASKED | {"received": "2026-03-05", "subject": "又一件"}
MOVED = "2026-0002的计法变了：这一件 — → 2026-0002"


@pytest.fixture
def frozen(visit, staffed):
    """A clerk's browser in an office where 2026 is frozen with one request."""
    clerk = visit("clerk")
    clerk.post("/log", **ASKED)
    year = Year(staffed, staffed.ledger.units()[1], load_form("cn-2021"), 2026)
    freeze(year, Actor("head", EVERY_ROLE), "李局", datetime(2027, 1, 20, 2, tzinfo=UTC))
    return clerk


def test_a_step_says_what_it_moved_and_where_all_of_it_stands(frozen):
    told = frozen.post("/log", **MORE)

    assert "/cases/2026-0002/logged?moved=2026-0002" in str(told.url)
    assert "2026年的表（甲区人民政府办公室）已经封存" in told.text
    assert MOVED in told.text
    assert "/reports/2026/changes?form=cn-2021&amp;unit=1" in told.text


def test_a_step_that_moves_nothing_says_nothing(frozen):
    told = frozen.post("/cases/2026-0001/annotate", on="2026-03-20", text="电话联系")

    assert "moved" not in str(told.url)
    assert "已经封存" not in told.text


def test_an_address_somebody_made_up_tells_nothing_that_is_not_so(frozen, visit):
    for ref in ("2026-0001", "2026-9999", "<script>", "%00", "%ff"):
        page = frozen.get(f"/cases?moved={ref}")
        assert 200 == page.status_code
        assert "已经封存" not in page.text

    frozen.post("/log", **MORE)
    assert MOVED in frozen.get("/cases?moved=2026-0002").text
    assert MOVED not in visit("cg").get("/cases?moved=2026-0002").text


def test_what_one_visit_moved_is_not_told_to_another(frozen, visit):
    frozen.http.post("/log", data={"seal": frozen.seal(), **MORE}, follow_redirects=False)
    told = visit("head").post("/cases/2026-0001/annotate", on="2026-03-20", text="阅")

    assert "moved" not in str(told.url)
    assert MOVED not in told.text
