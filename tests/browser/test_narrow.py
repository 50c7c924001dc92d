"""In a narrow window and on a wide one: what stands in a list can be told apart, and no day is broken."""

import pytest

from tests.browser.conftest import Served
from tests.browser.lived_in import live_in

#: What each cell with words says before itself.
HEADS = """cells => cells.filter(cell => cell.innerText.trim())
    .map(cell => getComputedStyle(cell, "::before").content.replaceAll('"', "").trim())"""
#: On how many lines each cell stands that begins with a day.
LINES = """cells => cells.filter(cell => /^\\d{4}-\\d\\d-\\d\\d/.test(cell.innerText)).map(cell => {
    const range = document.createRange();
    range.selectNodeContents(cell);
    return new Set([...range.getClientRects()].map(line => Math.round(line.top))).size;
})"""
#: The heads of tables that are smaller than words may be, or in capitals.
SMALL = """heads => heads.map(head => getComputedStyle(head))
    .filter(style => parseFloat(style.fontSize) < 14 || style.textTransform !== "none").length"""


@pytest.fixture
def lived_in(tmp_path):
    desk = Served(tmp_path, live_in)
    yield desk
    desk.stop()


def test_each_cell_of_a_narrow_list_says_of_which_column_it_is(lived_in, somebody):
    page = somebody(lived_in, "head", viewport={"width": 390, "height": 900})
    page.goto("/cases")

    row = page.locator("main tbody tr").first.locator("td")

    assert ["收到", "状态", "截止日", "状况", "申请人", "申请内容"] == row.evaluate_all(HEADS)


def test_a_wide_list_breaks_no_day_and_its_heads_can_be_read(lived_in, somebody):
    page = somebody(lived_in, "head", viewport={"width": 1280, "height": 900})
    page.goto("/cases")

    assert {1} == set(page.locator("main td").evaluate_all(LINES))
    assert 0 == page.locator("main th").evaluate_all(SMALL)
