"""The first day of an office: its first person lets in the others, and everybody chooses a password."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import SECRET


def test_the_first_person_lets_in_a_clerk_who_chooses_a_password(empty_desk, window, somebody):
    first = window(empty_desk)
    first.goto("/")
    expect(first).to_have_url(re.compile("/sign-in"))
    first.get_by_label("账号").fill("admin")
    first.get_by_label("姓名").fill("管理员")
    first.get_by_label("口令").fill(SECRET)
    first.get_by_role("button", name="开始使用").click()

    admin = somebody(empty_desk, "admin")
    admin.get_by_role("link", name="人员").click()
    form = admin.locator("section", has=admin.get_by_role("heading", level=2)).last
    form.get_by_label("账号").fill("clerk")
    form.get_by_label("姓名").fill("经办人甲")
    form.get_by_label("经办人", exact=True).check()
    form.get_by_role("button", name="添加").click()
    given = re.search(r"[：:]\s*(\S+)\s*$", admin.get_by_role("status").inner_text())[1]

    clerk = somebody(empty_desk, "clerk", given)
    expect(clerk).to_have_url(re.compile("/password"))
    clerk.locator("#old").fill(given)
    clerk.locator("#new").fill("自己选的口令二〇二六")
    clerk.locator("main form button").click()
    again = somebody(empty_desk, "clerk", "自己选的口令二〇二六")
    expect(again.get_by_role("heading", level=1)).to_have_text("今天要办")
