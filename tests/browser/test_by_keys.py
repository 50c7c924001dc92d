"""By keyboard alone, and without a script: the same work, done."""

import re

from playwright.sync_api import expect

from tests.browser.steps import ago, log, take


def key(page, name):
    """Press a single key of the desk, once the page and its script are there."""
    page.wait_for_load_state()
    page.keyboard.press(name)


def to_field(page, name):
    """Go on by Tab until a field has the focus, as somebody without a mouse does."""
    for _ in range(60):
        if page.evaluate("document.activeElement?.id") == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(name)


def test_a_request_is_logged_and_found_by_keyboard_alone(served, somebody):
    clerk = somebody(served, "clerk")
    key(clerk, "n")
    expect(clerk).to_have_url(re.compile("/log"))
    # A date is typed part by part in the reader's order; its ISO form is set by the browser's own control.
    to_field(clerk, "channel")
    clerk.keyboard.press("ArrowDown")
    expect(clerk.locator("#channel")).not_to_have_value("")
    to_field(clerk, "received")
    clerk.locator("#received").fill(ago(served, 4))
    to_field(clerk, "subject")
    clerk.keyboard.type("只用键盘登记的申请")
    to_field(clerk, "kind")
    clerk.keyboard.press("ArrowDown")
    expect(clerk.locator("#kind")).not_to_have_value("")
    to_field(clerk, "name0")
    clerk.keyboard.type("王五")
    clerk.keyboard.press("Enter")
    expect(clerk.get_by_role("heading", level=1)).to_contain_text(re.compile(r"\d{4}-0001"))

    key(clerk, "?")
    expect(clerk.get_by_role("dialog")).to_be_visible()
    clerk.keyboard.press("Escape")
    clerk.keyboard.press("/")
    clerk.keyboard.type("只用键盘")
    clerk.keyboard.press("Enter")
    expect(clerk.locator("main tbody")).to_contain_text("只用键盘登记的申请")
    key(clerk, "j")
    clerk.keyboard.press("o")
    expect(clerk).to_have_url(re.compile(r"/cases/\d{4}-0001"))


def test_without_a_script_a_request_is_logged_accepted_and_given_to_somebody(served, somebody):
    clerk = somebody(served, "clerk", java_script_enabled=False)
    ref = log(clerk, served)
    take(clerk, ref, "accept", on=ago(served, 9))
    take(clerk, ref, "assign", on=ago(served, 9), to="mate")
    clerk.goto("/cases?assigned_to=mate")
    expect(clerk.locator("main tbody")).to_contain_text(ref)
