"""What people do on the pages, in a word each, as they would say it."""

import re
from datetime import timedelta

from playwright.sync_api import expect

REF = re.compile(r"\d{4}-\d{4}")
#: What a clerk types to log a request, by the id of the field.
ASKED = {
    "channel": "letter", "subject": "城东片区征收补偿方案", "kind": "natural", "name0": "张三",
    "id_document0": "110105199001011234", "contact0": "13800005678", "address0": "甲区人民路1号",
    "postcode0": "750000",
}  # fmt: skip


def fill(page, fields):
    """Type into fields, by their ids; a choice is chosen by its code."""
    for name, told in fields.items():
        place = page.locator(f"main #{name}")
        if place.evaluate("field => field.tagName") == "SELECT":
            place.select_option(told)
        else:
            place.fill(told)


def press(page, name):
    """Press the button of the page's own form that is called so."""
    page.locator("main").get_by_role("button", name=name, exact=True).click()


def ago(desk, days):
    """A day so long ago."""
    return (desk.today - timedelta(days)).isoformat()


def log(page, desk, days=10, **fields):
    """Log a request received so many days ago; its reference."""
    page.goto("/log")
    fill(page, {**ASKED, "received": ago(desk, days), **fields})
    press(page, "登记")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text(REF)
    return REF.search(heading.inner_text())[0]


def take(page, ref, action, **fields):
    """Take a step of a case by its form, and come back to the case."""
    page.goto(f"/cases/{ref}/{action}")
    fill(page, fields)
    page.locator("main form .btn-primary").click()
    expect(page).to_have_url(re.compile(rf"/cases/{ref}$"))
