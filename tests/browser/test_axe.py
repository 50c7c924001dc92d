"""Every page for everybody: what axe and a narrow window find on it is nothing."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import SECRET, Served
from tests.browser.languages import foreign
from tests.browser.lived_in import live_in
from tests.desk.web.matrix import HOLES, MATRIX

#: What answers with a file or a word to a machine, not with a page.
NO_PAGE = {
    "/healthz", "/readyz", "/feed/{token}.ics", "/jobs/{number}/file", "/letters/post/labels",
    "/letters/post/list", "/letters/{letter}/docx", "/letters/{letter}/pdf", "/letters/{letter}/sheet",
    "/cases/{ref}/attachments/{line}", "/cases/{ref}/receipt/{kind}", "/reports/{year}/files/{layout}",
    "/reports/{year}/charts/{n}.svg", "/reports/{year}/hand-out", "/reports/{year}/sheet",
}  # fmt: skip
#: What stands for holes in this office where it is another than in the matrix.
HERE = {"ref": "2026-0003", "action": "annotate", "login": "all"}
#: What some pages are asked for besides, so that there is something to see.
ASKED = {
    "/cases/{ref}/correct": "line=2",
    "/cases/{ref}/withdraw_attachment": "attachment=4",
    "/cases/{ref}/answer": "outcome=provided&outcome=not_exist",
    "/reports/{year}": "live=1",
}
# fmt: off
#: How a page is looked at: language, print, contrast, width.
LOOKS = (
    ("zh", "normal", "normal", 1280),
    ("en", "normal", "normal", 1280),
    ("zh", "huge",   "normal", 320),
    ("en", "large",  "high",   390),
)
# fmt: on
PAGES = sorted({path for method, path in MATRIX if method == "GET"} - NO_PAGE)
#: `target-size` is the one rule of WCAG 2.2 AA that axe leaves off by itself.
OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
#: No page is heavier than this, in bytes, its pictures and styles apart.
HEAVIEST = 100_000
#: How long work may take on a busy machine, in milliseconds.
PATIENCE = 90_000


@pytest.fixture(scope="module")
def lived_in(chromium, tmp_path_factory):
    desk = Served(tmp_path_factory.mktemp("desk"), live_in)
    bring_in(chromium, desk, tmp_path_factory.mktemp("ledger") / "台账.csv")
    yield desk
    desk.stop()


def bring_in(chromium, desk, ledger):
    """Bring in a small ledger, so that there is long work to see: job 1 tried it, job 2 is the import 1."""
    ledger.write_text(
        "收到日期,申请渠道,申请人类别,申请人,申请内容\n2025-03-03,信函,公民,赵六,防洪规划\n", "utf-8-sig"
    )
    page = chromium.new_page(base_url=desk.address)
    enter(page)
    page.goto("/import")
    page.locator("#file").set_input_files(ledger)
    page.locator("main form .btn-primary").click()
    page.locator("form[action$='/import'] .btn-primary").click(timeout=PATIENCE)
    page.locator("main a[href^='/imports/']").wait_for(timeout=PATIENCE)
    page.close()


def enter(page):
    """Sign in as somebody who may do everything."""
    page.goto("/sign-in")
    page.locator("#login").fill("all")
    page.locator("#password").fill(SECRET)
    page.locator("main form button").click()
    page.wait_for_url("**/")


@pytest.fixture(scope="module", params=LOOKS, ids=lambda look: "-".join(map(str, look)))
def page(request, chromium, lived_in):
    """A page of somebody who sees everything, as somebody likes it."""
    lang, size, contrast, width = request.param
    context = chromium.new_context(base_url=lived_in.address, viewport={"width": width, "height": 900})
    context.set_default_timeout(30_000)
    kept = {"foi-lang": lang, "foi-size": size, "foi-contrast": contrast}
    context.add_cookies(
        [{"name": name, "value": told, "url": lived_in.address} for name, told in kept.items()]
    )
    page = context.new_page()
    enter(page)
    yield page
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_shuts_nobody_out(page, path):
    answer = page.goto(f"{path.format(**HOLES[path] | HERE)}?{ASKED.get(path, '')}")
    assert answer.status < 400
    assert len(answer.body()) <= HEAVIEST
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")

    assert foreign(page, page.evaluate("document.documentElement.lang")[:2]) == []

    found = Axe().run(page, options=OPTIONS).response["violations"]
    told = [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found]
    assert told == []
