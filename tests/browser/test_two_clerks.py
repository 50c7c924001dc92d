"""Two clerks at one case, a session that ends, and an entry that was wrong: nothing is lost."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import SECRET
from tests.browser.steps import ASKED, ago, fill, log, take


def test_the_second_save_shows_what_changed_beside_what_was_typed(served, somebody):
    clerk, mate = somebody(served, "clerk"), somebody(served, "mate")
    ref = log(clerk, served)
    take(clerk, ref, "accept", on=ago(served, 9))
    mate.goto(f"/cases/{ref}/consult")
    take(clerk, ref, "consult", on=ago(served, 8), what="施工合同", **{"with": "某建设公司"})
    fill(mate, {"on": ago(served, 7), "what": "补偿协议", "with": "某建设公司"})
    mate.locator("main form .btn-primary").click()

    expect(mate.locator(".since")).to_contain_text("施工合同")
    expect(mate.locator("#what")).to_have_value("补偿协议")
    mate.locator("main form .btn-primary").click()
    expect(mate).to_have_url(re.compile(rf"/cases/{ref}$"))
    expect(mate.locator("#timeline")).to_contain_text("补偿协议")
    expect(mate.locator("#timeline")).to_contain_text("施工合同")


def test_a_form_survives_a_lost_session(served, somebody):
    clerk = somebody(served, "clerk")
    clerk.goto("/log")
    fill(clerk, {**ASKED, "received": ago(served, 3), "subject": "要很久才能打完的一段话"})
    elsewhere = somebody(served, "clerk")
    elsewhere.goto("/sessions")
    elsewhere.locator("main form .btn").last.click()
    clerk.locator("main form .btn-primary").click()
    clerk.get_by_label("账号").fill("clerk")
    clerk.get_by_label("口令").fill(SECRET)
    clerk.get_by_role("button", name="登录").click()

    expect(clerk.locator("#subject")).to_have_value("要很久才能打完的一段话")
    clerk.locator("main form[data-look] .btn-primary").click()
    expect(clerk.get_by_role("heading", level=1)).to_contain_text(re.compile(r"\d{4}-0001"))


def test_a_wrong_entry_is_taken_back_and_the_last_day_with_it(served, somebody):
    clerk, head = somebody(served, "clerk"), somebody(served, "head")
    ref = log(clerk, served)
    take(clerk, ref, "accept", on=ago(served, 9))
    clerk.goto(f"/cases/{ref}")
    last_day = clerk.locator("td.on").first.inner_text()
    take(head, ref, "extend", on=ago(served, 5), days="20", reason="录错了一件")
    clerk.goto(f"/cases/{ref}")
    expect(clerk.locator("td.on").first).not_to_have_text(last_day)

    clerk.locator("#timeline li").last.get_by_role("link").click()
    fill(clerk, {"reason": "延期的是另一件"})
    clerk.locator("button[value=show_back]").click()
    expect(clerk.get_by_role("status").filter(has_text=last_day)).to_be_visible()
    clerk.locator("button[value=keep_back]").click()
    expect(clerk.locator("td.on").first).to_have_text(last_day)
    expect(clerk.locator("#timeline li.gone")).to_have_count(1)


def test_a_button_pressed_twice_sends_its_form_once(served, somebody):
    clerk, posts = somebody(served, "clerk"), []
    clerk.on("request", lambda asked: posts.append(asked.url) if asked.method == "POST" else None)
    clerk.goto("/log")
    fill(clerk, {**ASKED, "received": ago(served, 3)})
    button = clerk.locator("main form[data-look] .btn-primary")
    posts.clear()
    button.evaluate("button => { button.click(); setTimeout(() => button.click(), 80); }")

    expect(clerk.get_by_role("heading", level=1)).to_contain_text(re.compile(r"\d{4}-0001"))
    assert 1 == sum(url.endswith("/log") for url in posts)
