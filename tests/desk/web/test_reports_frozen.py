"""A year is frozen by its head on a page, stands, says what has moved, and rolls up the units below."""

import hashlib
import json
import sqlite3

import pytest

from tests.desk.web.test_reports import of_2026, upload
from tests.desk.web.test_walk import ASKED

YEAR = "/reports/2026"
MORE = ASKED | {"received": "2026-03-05"}


@pytest.fixture
def head(visit):
    """The head's browser in an office with a request of 2026."""
    browser = visit("head")
    browser.post("/log", **ASKED)
    return browser


def freeze(browser, act="freeze", unit="", **fields):
    asked = f"?unit={unit}" if unit else ""
    return browser.post(f"{YEAR}/{act}{asked}", page=f"{YEAR}/changes{asked}", **fields)


def test_a_frozen_year_stands_and_says_what_has_moved_until_it_is_restated(head):
    told = freeze(head, signed_by="李局")
    assert "李局" in told.text
    assert 'href="/cases/' not in told.text
    head.post("/log", **MORE)

    assert ">1</a>" in head.get(YEAR).text
    assert ">2</a>" in head.get(f"{YEAR}?live=1").text
    moved = head.get(f"{YEAR}/changes").text
    assert "2026-0002" in moved
    assert "重新封存" in moved
    freeze(head, "restate")
    assert ">2</a>" in head.get(YEAR).text
    assert 2 == head.get(f"{YEAR}/changes").text.count('class="digest"')


def test_what_cannot_be_frozen_is_refused_with_its_reason(head, visit):
    assert 422 == freeze(head, "restate").status_code
    freeze(head)
    assert 409 == freeze(head).status_code
    assert 422 == freeze(head, "restate").status_code
    assert 403 == freeze(visit("clerk")).status_code


def test_a_frozen_year_takes_no_figures(head):
    fields = of_2026(head, "行政许可", "7")
    freeze(head)
    told = head.post(f"{YEAR}/figures", **fields)

    assert 422 == told.status_code
    assert "已封存" in told.text
    assert "<input" not in told.text.partition('<table class="table">')[2].partition("</table>")[0]


def test_a_unit_is_waited_for_once_another_has_frozen(head, staffed):
    staffed.ledger.add_unit("丙局", "C", 1)
    freeze(head, unit="2")
    told = freeze(head)
    assert 422 == told.status_code
    assert "丙局" in told.text

    assert 200 == freeze(head, with_unfrozen="1").status_code
    page = head.get(f"{YEAR}/units").text
    assert "已封存" in page
    assert "未封存" in page


def town(name="乙镇人民政府"):
    """The table that a unit elsewhere has frozen, and its digest."""
    from reports.answer import as_json
    from reports.count import count
    from reports.form import load_form

    content = as_json(count(load_form("cn-2021"), 2026, ()), name, frozen=True)
    content |= {"notes": [], "told": [], "units": [name], "cases": {}, "proceedings": {}}
    data = json.dumps(content, ensure_ascii=False).encode()
    return data, hashlib.sha256(data).hexdigest()


def test_a_table_is_taken_in_if_it_is_the_one_the_letter_names(head, staffed, visit):
    staffed.ledger.add_unit("乙镇人民政府", "Y", 1)
    data, digest = town()

    def take(whose="3", sha256=digest, file=data):
        return upload(head, f"{YEAR}/units", ("table-2026.json", file), whose=whose, sha256=sha256)

    for refused in (
        take(sha256="0" * 64),
        take(sha256="12"),
        take(whose="2"),
        take(whose="9"),
        take(file=b"{"),
    ):
        assert 422 == refused.status_code
    assert 403 == visit("audit").post(f"{YEAR}/units").status_code
    assert "已交来" not in head.get(f"{YEAR}/units").text
    assert "已交来" in take().text
    assert 409 == take().status_code


def test_a_frozen_table_is_handed_out_byte_for_byte(head):
    assert 404 == head.get(f"{YEAR}/hand-out").status_code
    freeze(head)
    told = head.get(f"{YEAR}/hand-out")

    assert hashlib.sha256(told.content).hexdigest() in head.get(f"{YEAR}/units").text
    assert told.headers["content-disposition"] == 'attachment; filename="table-2026.json"'


@pytest.mark.parametrize("page", ["", "/changes"])
def test_a_table_frozen_early_in_the_morning_bears_the_day_of_the_office(head, staffed, page):
    freeze(head)
    with sqlite3.connect(staffed.config.folder / "foi.db") as kept:
        kept.execute("UPDATE frozen SET at = '2027-01-10 23:30:00.000000'")

    told = head.get(f"{YEAR}{page}").text

    assert "2027-01-11" in told
    assert "2027-01-10" not in told
