"""The whole way of a request: from the letter that came in to the figure that counts it, and back."""

import re

from playwright.sync_api import expect

from tests.browser.steps import ago, fill, log, press, take


def test_a_request_goes_from_the_post_to_the_years_table_and_back(served, somebody):
    clerk, head = somebody(served, "clerk"), somebody(served, "head")
    ref = log(clerk, served)
    take(clerk, ref, "accept", on=ago(served, 9))
    clerk.goto(f"/cases/{ref}")
    expect(clerk.locator(".next .btn", has_text="延期")).to_have_count(0)
    expect(clerk.get_by_text("延期").first).to_be_attached()

    take(head, ref, "extend", on=ago(served, 5), days="10", reason="需要征求有关单位意见")
    head.goto(f"/cases/{ref}/answer")
    head.locator("main select[name=outcome]").nth(0).select_option("provided")
    head.locator("main select[name=outcome]").nth(1).select_option("internal_affairs")
    head.locator("main form .btn-primary").click()
    fill(head, {"on": ago(served, 1), "i0_what": "补偿方案", "i0_way": "邮寄",
                "i1_what": "内部会议记录", "i1_reason": "属于内部工作记录", "send_by": "post"})  # fmt: skip
    head.locator("main form .btn-primary").click()
    expect(head.locator("h1")).to_contain_text("部分公开")

    letter = "政府信息部分公开告知书"
    clerk.goto(f"/cases/{ref}")
    clerk.get_by_role("link", name=letter).click()
    expect(clerk.locator("main")).to_contain_text("内部会议记录")
    press(clerk, "起草")
    head.goto("/")
    head.get_by_role("link", name=letter).click()
    press(head, "签发")
    clerk.goto("/letters")
    clerk.get_by_role("link", name=letter).click()
    press(clerk, "制发")
    expect(clerk.locator("main")).to_contain_text(re.compile(r"甲公开告〔\d{4}〕1号"))
    fill(clerk, {"method": "post", "posted": served.today.isoformat(), "tracking": "EX123456789CN"})
    press(clerk, "已送达")

    head.goto(f"/reports/{served.today.year}?live=1")
    cell = head.locator("main table a", has_text=re.compile(r"^1$")).first
    cell.click()
    expect(head.get_by_role("link", name=ref)).to_be_visible()
    head.get_by_role("link", name=ref).first.click()
    expect(head.locator("h1")).to_contain_text(ref)
