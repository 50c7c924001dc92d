"""An entry is corrected or taken back: what that changes is shown first, and both versions stay."""

import re
from datetime import date

import pytest

from desk.web import visit as visiting
from tests.desk.web.test_walk import ASKED

AT = "/cases/2026-0001"


@pytest.fixture
def desk(visit, monkeypatch):
    """A clerk and a head who have a request in hand; it is 20 March."""
    monkeypatch.setattr(visiting, "today", lambda _config: date(2026, 3, 20))
    clerk, head = visit("clerk"), visit("head")
    clerk.post("/log", **ASKED)
    clerk.post(f"{AT}/accept", on="2026-03-03")
    return clerk, head


def mend(browser, do, **fields):
    """What is answered to the form of a correction, its other fields as they stand there."""
    page = browser.get(f"{AT}/correct?line={fields['line']}").text
    stand = dict(re.findall(r'<input[^>]* value="([^"]*)"[^>]* name="([^"]*)"', page))
    stand = {name: value for value, name in stand.items() if name.startswith(("f_", "i", "day"))}
    return browser.post(
        f"{AT}/correct", page=f"{AT}/correct?line={fields['line']}", do=do, **(stand | fields)
    )


def test_a_wrong_day_is_shown_then_corrected_and_both_days_stay(desk):
    clerk, _ = desk
    shown = mend(clerk, "show", line="1", day="2026-03-03", reason="看错了日期", version="2")

    assert 200 == shown.status_code
    assert "<td>2026-03-30 周一</td><td>2026-03-31 周二</td><td>推后1天</td>" in shown.text
    assert "<td>2026-03-02</td><td>2026-03-03</td>" in shown.text
    assert "更正记录</b>" not in clerk.get(AT).text

    kept = mend(clerk, "keep", line="1", day="2026-03-03", reason="看错了日期", version="2")
    assert "2026-03-02 周一</b> → <b>2026-03-03 周二" in kept.text
    assert "2026-03-31" in kept.text
    assert "看错了日期" in kept.text


def test_a_fact_is_corrected_and_what_stood_there_is_still_read(desk):
    clerk, head = desk
    head.post(f"{AT}/extend", on="2026-03-19", days="10", reason="数量大")
    kept = mend(head, "keep", line="3", f_days="5", f_reason="数量较大", reason="录错")

    assert "<del>10</del> <ins>5</ins>" in kept.text
    assert "<del>数量大</del> <ins>数量较大</ins>" in kept.text
    assert "2026-04-07" in clerk.get(AT).text


def test_an_entry_is_taken_back_and_that_can_be_taken_back_too(desk):
    _, head = desk
    head.post(f"{AT}/extend", on="2026-03-19", days="10")
    shown = mend(head, "show_back", line="3", reason="没有批准")
    assert "第3条记录将被撤销" in shown.text
    assert 'value="keep_back"' in shown.text
    assert "提前15天" in shown.text

    taken = mend(head, "keep_back", line="3", reason="没有批准").text
    assert "taken back" not in taken
    assert "<li class=gone>" in taken
    assert f'href="{AT}/correct?line=3"' not in taken
    again = mend(head, "keep_back", line="4", reason="批准了").text
    assert "2026-04-14" in again


def test_what_another_entry_rests_on_cannot_be_taken_back_and_that_entry_is_named(desk):
    clerk, _ = desk
    clerk.post(f"{AT}/ask_clarification", on="2026-03-05", what="年份")
    clerk.post(f"{AT}/clarify", on="2026-03-09")
    refused = mend(clerk, "show_back", line="3", reason="没有发")

    assert 422 == refused.status_code
    assert "第4条记录" in refused.text
    assert "没有发" in refused.text
    assert 'value="keep_back"' not in refused.text


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"line": "3", "f_days": "5", "reason": ""}, "reason"),
        ({"line": "3", "f_days": "500", "reason": "错"}, "f_days"),
        ({"line": "3", "f_days": "", "reason": "错"}, "f_days"),
        ({"line": "3", "f_days": "fünf", "reason": "错"}, "f_days"),
        ({"line": "3", "day": "heute", "reason": "错"}, "day"),
        ({"line": "3", "day": "2026-02-01", "reason": "错"}, "day"),
        ({"line": "3", "reason": "错"}, ""),
    ],
)
def test_a_correction_that_cannot_be_is_said_at_its_field_and_nothing_is_written(desk, fields, field):
    _, head = desk
    head.post(f"{AT}/extend", on="2026-03-19", days="10")
    for do in ("show", "keep"):
        refused = mend(head, do, **fields)
        assert 422 == refused.status_code
        assert not field or re.search(rf'id="{field}"[^>]*aria-invalid="true"', refused.text), do
    assert "#4" not in head.get(AT).text


def test_an_item_is_corrected_and_the_outcome_follows(desk):
    _, head = desk
    head.post(
        f"{AT}/answer", on="2026-03-12", outcome0="provided", outcome1="privacy",
        i0_what="补偿方案", i0_way="邮寄", i1_what="住户名单", i1_reason="有住址",
    )  # fmt: skip
    page = head.get(f"{AT}/correct?line=3").text
    assert 'name="i1_reason"' in page
    told = {"f_outcome": "partial", "i0_what": "补偿方案", "i0_outcome": "privacy", "i1_outcome": "privacy"}
    kept = mend(head, "keep", line="3", reason="都是隐私", **told)

    assert 200 == kept.status_code
    assert "<small>涉及个人隐私</small>" in kept.text
    assert "有住址" in kept.text


def test_the_second_correction_of_an_entry_sees_the_first(desk):
    _, head = desk
    head.post(f"{AT}/extend", on="2026-03-19", days="10")
    mend(head, "keep", line="3", f_days="5", reason="先改")
    for do in ("show", "keep"):
        stale = mend(head, do, line="3", f_days="7", reason="后改", version="3")
        assert 409 == stale.status_code
        assert "先改" in stale.text
        assert "后改" in stale.text
        assert re.search(r'<th scope="row">工作日数</th><td[^>]*>7</td><td[^>]*>5</td>', stale.text)
    assert "<ins>7</ins>" in mend(head, "keep", line="3", f_days="7", reason="后改", version="4").text


@pytest.mark.parametrize(
    ("line", "status"), [("99", 404), ("0", 404), ("一", 404), ("9" * 5000, 404), ("2", 200)]
)
def test_whatever_line_is_asked_for_the_page_answers(desk, line, status):
    clerk, _ = desk

    assert status == clerk.get(f"{AT}/correct?line={line}").status_code


def test_a_receipt_is_corrected_but_not_taken_back(desk):
    clerk, _ = desk

    assert 'value="show_back"' not in clerk.get(f"{AT}/correct?line=1").text
    assert 422 == mend(clerk, "keep_back", line="1", reason="没有").status_code
