"""What if: the last days before and after, and nothing written."""

import hashlib
import re
import sqlite3

import pytest

from tests.desk.web.test_walk import ASKED

AT = "/cases/2026-0001"
#: What a mere look changes.
BESIDE = re.compile(r'"sessions?"|"looks"|\'looks\'')


@pytest.fixture
def clerk(visit):
    browser = visit("clerk")
    browser.post("/log", **ASKED)
    browser.post(f"{AT}/accept", on="2026-03-03")
    return browser


def kept(config):
    """Everything in the database but who is signed in, and who has looked at what."""
    with sqlite3.connect(config.folder / "foi.db") as link:
        lines = [line for line in link.iterdump() if not BESIDE.search(line.casefold())]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest(), len(lines)


def row(page, name):
    """The cells of the table of changes that stand beside a name."""
    found = re.search(rf"<th scope=\"row\">{name}</th>(.*?)</tr>", page.partition("会有什么变化")[2])
    return re.findall(r"<td>(.*?)</td>", found[1])


def test_an_extension_is_supposed_and_nothing_is_written(clerk, staffed):
    before = kept(staffed.config)
    page = clerk.get(f"{AT}/what-if?a0=extend&on0=2026-03-20&days0=10")

    assert 200 == page.status_code
    assert ["2026-03-30 周一", "2026-04-14 周二", "推后15天"] == row(page.text, "答复期限")
    assert ["办理中", "已延期", "将改变"] == row(page.text, "状态")
    assert "30/30" in page.text
    assert before == kept(staffed.config)
    assert 50 < before[1]


def test_whoever_supposes_has_looked_at_the_case(clerk, visit):
    clerk.get(f"{AT}/what-if")

    assert '<span class="hint">what_if</span>' in visit("audit").get("/audit?ref=2026-0001").text


def test_steps_are_supposed_one_after_the_other(clerk):
    told = "a0=consult&on0=2026-03-09&a1=end_consultation&on1=2026-03-13&a2=extend&on2=2026-03-20&days2=10"
    page = clerk.get(f"{AT}/what-if?{told}").text

    # Four days of the consultation later, over 清明 on 6 April: counted by hand.
    assert "2026-04-20 周一" == row(page, "答复期限")[1]


def test_a_clarification_begins_the_count_anew(clerk):
    told = "a0=ask_clarification&on0=2026-03-05&a1=clarify&on1=2026-03-16"
    page = clerk.get(f"{AT}/what-if?{told}").text

    assert ["2026-03-30 周一", "2026-04-14 周二", "推后15天"] == row(page, "答复期限")


def test_a_day_that_nobody_would_know_is_told_as_such(clerk):
    page = clerk.get(f"{AT}/what-if?a0=ask_clarification&on0=2026-03-05").text

    assert ["2026-03-30 周一", "—", "将改变"] == row(page, "答复期限")


def test_what_would_be_refused_is_said_at_its_field(clerk, staffed):
    before = kept(staffed.config)
    page = clerk.get(f"{AT}/what-if?a0=extend&on0=2026-03-20&days0=21")

    assert 422 == page.status_code
    assert 'href="#days0"' in page.text
    assert re.search(r'id="days0"[^>]*aria-invalid="true"', page.text)
    assert "会有什么变化" not in page.text
    assert before == kept(staffed.config)


def test_what_was_supposed_can_be_taken_with_the_same_facts(clerk, visit):
    page = clerk.get(f"{AT}/what-if?a0=extend&on0=2026-03-20&days0=10").text
    address = re.search(rf'href="({AT}/extend\?[^"]+)"', page)[1].replace("&amp;", "&")
    form = visit("head").get(address).text

    assert 'value="10"' in form
    assert 'value="2026-03-20"' in form


@pytest.mark.parametrize(
    "asked",
    ["", "a0=", "a0=nonsense", "a0=extend", "a0=extend&on0=gestern", "a0=annotate", "a9=extend", "a0=defer",
     "a0=file_proceeding", "a0=respond&proceeding0=99", "a0=extend&days0=" + "9" * 5000, "a1=extend",
     "a0=withdraw&on0=2026-03-20", "a0=lapse&on0=0001-01-01", "a0=extend&on0=9999-12-31",
     "a0=answer&a1=serve&a2=reopen&days2=0"],
)  # fmt: skip
def test_whatever_stands_in_the_address_the_page_answers(clerk, asked):
    assert clerk.get(f"{AT}/what-if?{asked}").status_code in {200, 422}
