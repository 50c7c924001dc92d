"""What came by e-mail waits until it is confirmed, and its clock begins that day."""

import re

from playwright.sync_api import expect

from tests.browser.steps import REF, ago, fill


def test_an_email_is_confirmed_and_its_clock_begins_on_that_day(served, somebody):
    clerk = somebody(served, "clerk")
    clerk.goto("/arrivals/add")
    fill(clerk, {"channel": "email", "arrived": ago(served, 6), "subject": "义务教育经费使用情况",
                 "name0": "李四", "contact0": "li@example.com"})  # fmt: skip
    clerk.locator("main form .btn-primary").click()
    clerk.goto("/")
    clerk.get_by_role("link", name=re.compile("待确认")).first.click()
    clerk.locator("main table a").first.click()
    clerk.locator(".next .btn-primary").click()
    fill(clerk, {"received": ago(served, 2), "kind": "natural"})
    clerk.locator("main form .btn-primary").click()

    heading = clerk.get_by_role("heading", level=1)
    expect(heading).to_contain_text(REF)
    ref = REF.search(heading.inner_text())[0]
    clerk.goto(f"/cases/{ref}")
    expect(clerk.locator(".columns dl")).to_contain_text(ago(served, 2))
    clerk.goto(f"/cases/{ref}/receipt")
    expect(clerk.locator("main")).to_contain_text("李四")
    clerk.goto("/arrivals")
    expect(clerk.locator("main table")).to_have_count(0)
