"""`python -m tests.browser.pictures`: the pictures of docs/desk.md, taken anew from the pages as they are."""

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import CHROMIUM, QUIET, SECRET, Served
from tests.browser.lived_in import live_in

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
#: What is shown: the picture's name, its page, and how much of it.
SHOWN = (
    ("desk-today", "/", 820),
    ("desk-case", "/cases/2026-0003", 1100),
    ("desk-letter", "/letters/1", 1000),
    ("desk-year", "/reports/2026?live=1", 900),
)


def main() -> None:
    """Take the pictures."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        desk = Served(Path(folder), live_in)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        page = browser.new_page(base_url=desk.address, viewport={"width": 1120, "height": 900})
        page.goto("/sign-in")
        page.locator("#login").fill("head")
        page.locator("#password").fill(SECRET)
        page.locator("main form button").click()
        page.wait_for_url("**/")
        for name, path, height in SHOWN:
            page.set_viewport_size({"width": 1120, "height": height})
            page.goto(path)
            page.screenshot(path=FOLDER / f"{name}.png")
        browser.close()
        desk.stop()


if __name__ == "__main__":
    main()
