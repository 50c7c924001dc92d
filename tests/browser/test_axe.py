"""Every page for everybody: what axe and a narrow window find on it is nothing."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import SECRET, Served
from tests.browser.lived_in import live_in
from tests.desk.web.matrix import HOLES, MATRIX

#: What answers without a page.
NO_PAGE = {"/healthz", "/readyz"}
#: What stands for holes in this office where it is another than in the matrix.
HERE = {"ref": "2026-0003", "action": "annotate"}
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


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory):
    desk = Served(tmp_path_factory.mktemp("desk"), live_in)
    yield desk
    desk.stop()


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
    page.goto("/sign-in")
    page.locator("#login").fill("all")
    page.locator("#password").fill(SECRET)
    page.locator("main form button").click()
    page.wait_for_url("**/")
    yield page
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_shuts_nobody_out(page, path):
    answer = page.goto(path.format(**HOLES[path] | HERE))
    assert answer.status < 400
    assert len(answer.body()) <= HEAVIEST
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")

    found = Axe().run(page, options=OPTIONS).response["violations"]
    told = [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found]
    assert told == []
