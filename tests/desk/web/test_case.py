"""The case page: its clock, what is possible and why not, its timeline, its items and proceedings."""

import re
from datetime import date
from itertools import pairwise

import pytest

from desk.web import visit as visiting
from desk.web.hindered import BY_THE_DAY, NO_OCCASION, STEPS, states_of
from tests.desk.web.test_walk import ASKED
from workflow.case import possible_in
from workflow.machine import EVERY_ROLE
from workflow.vocabulary import Delivery, State

AT = "/cases/2026-0001"


@pytest.fixture
def day(monkeypatch):
    """The office's day, which a test may set."""

    def is_(text):
        monkeypatch.setattr(visiting, "today", lambda _config: date.fromisoformat(text))

    is_("2026-03-20")
    return is_


@pytest.fixture
def desk(visit, day):
    """A clerk and a head who have a request in hand; it is 20 March."""
    clerk, head = visit("clerk"), visit("head")
    clerk.post("/log", **ASKED)
    clerk.post(f"{AT}/accept", on="2026-03-03")
    return clerk, head


def section(page, heading):
    """What stands under a heading."""
    return re.split(r"<h2", page.partition(f">{heading}</h2>")[2])[0]


def test_the_light_and_the_bar_say_the_same_in_words(desk, day):
    clerk, _ = desk
    clerk.post(f"{AT}/consult", on="2026-03-09", **{"with": "某公司"})
    clerk.post(f"{AT}/end_consultation", on="2026-03-13", opinion="agrees")

    # 3 to 9 March are five days, the 10th to the 13th pause, the 16th to the 20th are five again.
    told = section(clerk.get(AT).text, "期限")
    assert "已用10 · 中止4 · 剩余10" in told
    assert "绿·还有10个工作日" in told

    day("2026-04-08")
    told = section(clerk.get(AT).text, "期限")
    assert "红·逾期2个工作日" in told
    assert "逾期2" in told.partition("<svg")[2]


def test_a_clock_that_stands_still_has_no_days_left_to_tell(desk):
    clerk, _ = desk
    clerk.post(f"{AT}/ask_clarification", on="2026-03-05", what="年份", answer_within_days="15")
    told = section(clerk.get(AT).text, "期限")

    assert "尚不能确定" in told
    assert "已用3 · 中止11" in told
    assert "剩余" not in told.partition("答复期限")[2].partition("<tr")[0]


def test_forty_days_are_read_in_few_rows_and_none_is_left_out(desk):
    clerk, head = desk
    head.post(f"{AT}/extend", on="2026-03-20", days="20", reason="数量大")
    page = clerk.get(f"{AT}/clock").text
    rows = re.findall(r"<tr[^>]*><th scope=\"row\">(.*?)</th>", page)

    assert 25 > len(rows)
    ends = [[date.fromisoformat(text) for text in re.findall(r"\d{4}-\d\d-\d\d", row)] for row in rows]
    for before, after in pairwise(ends):
        assert 1 == (after[0] - before[-1]).days
    assert date(2026, 3, 2) == ends[0][0]
    assert date(2026, 4, 28) == ends[-1][-1]
    assert "40/40" in page


def test_every_step_is_on_offer_or_its_sentence_says_why_not(desk, visit):
    clerk, _ = desk
    for who in ("clerk", "head", "audit"):
        page = visit(who).get(AT).text
        offered = set(re.findall(rf'href="{AT}/([a-z_]+)[?"]', page))
        told = page.partition("现在不能办的")[2].partition("</details>")[0]
        for step in STEPS:
            assert (step.value in offered) != (f"<dt>{step.zh}</dt><dd>" in told), (who, step)
    assert "<dt>延期</dt><dd>由负责人办理。</dd>" in clerk.get(AT).text
    assert "<dt>送达</dt><dd>案件现在“办理中”；以下状态才能办：" in clerk.get(AT).text


@pytest.mark.parametrize("state", State)
def test_whatever_a_state_allows_and_a_case_gives_no_occasion_for_has_its_sentence(state):
    for closed in (True, False):
        for fee in (True, False):
            for delivery in (None, *Delivery):
                for idle in (frozenset(), frozenset(NO_OCCASION)):
                    possible = possible_in(state, closed, fee, delivery, idle, roles=EVERY_ROLE)
                    lacking = {s for s in STEPS if state in states_of(s)} - {*possible, *NO_OCCASION}
                    assert not lacking


def test_a_step_that_today_is_too_late_for_says_so_and_can_be_entered_for_its_day(desk, day):
    clerk, head = desk
    assert "告知补正</b>：" in section(clerk.get(AT).text, "下一步")
    assert "延期</b>：" not in section(head.get(AT).text, "下一步")

    day("2026-03-31")
    assert "延期</b>：" in section(head.get(AT).text, "下一步")
    assert 200 == head.post(f"{AT}/extend", on="2026-03-30", days="5").status_code
    assert set(BY_THE_DAY) <= set(STEPS)


def test_the_timeline_can_be_narrowed_and_says_what_moves_the_clock(desk):
    clerk, head = desk
    head.post(f"{AT}/extend", on="2026-03-20", days="5", reason="数量大")
    clerk.post(f"{AT}/annotate", on="2026-03-20", text="电话联系")
    whole, clock = clerk.get(AT).text, clerk.get(f"{AT}?show=clock").text

    assert "电话联系" in section(whole, "办理经过")
    assert "电话联系" not in section(clock, "办理经过")
    assert '<span class="effect">延长</span>' in section(clock, "办理经过")
    assert "电话联系" in clerk.get(f"{AT}?show=notes").text
    assert "没有这一类记录" in clerk.get(f"{AT}?show=proceedings").text
    assert 200 == clerk.get(f"{AT}?show=nonsense").status_code


def test_items_stand_with_their_outcome_ground_and_words(desk):
    _, head = desk
    page = head.post(
        f"{AT}/answer", on="2026-03-12", outcome0="provided", outcome1="privacy",
        i0_what="补偿方案", i0_way="邮寄", i1_what="住户名单", i1_reason="有第三人住址",
    ).text  # fmt: skip
    items = section(page, "各项内容")

    assert "住户名单" in items
    assert "涉及个人隐私" in items
    assert "有第三人住址" in items


def test_a_review_stands_with_its_own_clock_and_its_next_steps(desk, day):
    clerk, head = desk
    assert "没有。提起的复议" in clerk.get(AT).text
    head.post(f"{AT}/answer", on="2026-03-12", outcome0="privacy", i0_reason="隐私")
    clerk.post(f"{AT}/serve", on="2026-03-13", method="in_person", signed="2026-03-13")
    clerk.post(
        f"{AT}/file_proceeding",
        on="2026-03-16",
        proceeding_kind="review",
        received="2026-03-18",
        body="某区政府",
    )
    page = section(clerk.get(AT).text, "复议诉讼")
    assert "2026-04-01" in page
    assert "已用2 · 剩余8" in page
    assert f'href="{AT}/respond?proceeding=5"' in page

    clerk.post(f"{AT}/respond", on="2026-03-19", proceeding="5")
    clerk.post(f"{AT}/decide_proceeding", on="2026-03-20", proceeding="5", proceeding_result="corrected")
    page = section(head.get(AT).text, "复议诉讼")
    assert "尚未重新办理" in page
    assert f'href="{AT}/reopen?proceeding=5"' in page
    assert '<option value="5" selected>' in head.get(f"{AT}/reopen?proceeding=5").text
    assert "复议答复期限" in clerk.get(f"{AT}/clock").text
