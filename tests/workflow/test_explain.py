"""A clock that explains itself: every day has its mark, its count, its reason and its article."""

from datetime import date
from itertools import pairwise

import pytest

from tests.builders import LAW, a_case
from workflow.explain import DayMark, explain
from workflow.vocabulary import Action
from workflow.workdays import DayKind

CN = LAW.statutes.named("cn-2019")
M = DayMark
STORIES = {
    "plain": ((), {}),
    "holidays": ((), {"received": "2026-09-20"}),
    "extended": (("extend 2026-03-20 days=10",), {}),
    "consulted": (("consult 2026-03-09", "end_consultation 2026-03-16"), {}),
    "still asking": (("consult 2026-03-03",), {}),
    "asked twice": (("consult 2026-03-05 with=甲", "consult 2026-03-10 with=乙"), {}),
    "amended": (("ask_clarification 2026-03-11", "clarify 2026-03-20"), {}),
    "paid": (("extend 2026-03-05 days=20", "charge_fee 2026-03-10", "pay_fee 2026-03-25"), {}),
    "reopened": (("answer 2026-03-20 outcome=partial", "serve 2026-03-20", "reopen 2026-05-08 days=10"), {}),
    "2008": (("ask_clarification 2018-03-12", "clarify 2018-03-21"), {"received": "2018-03-05"}),
    "a fee in London": (
        ("charge_fee 2024-03-11", "pay_fee 2024-03-13"),
        {"received": "2024-03-04", "statute": "uk-2000"},
    ),
}


def told(*happened, **case):
    """The days of a story."""
    return list(explain(a_case(*happened, **case).clock))


def on(lines, day):
    """The line of a day."""
    (found,) = (line for line in lines if line.on == date.fromisoformat(day))
    return found


@pytest.mark.parametrize("name", STORIES)
def test_the_last_day_that_counts_is_the_reply_day_and_uses_the_last_of_the_period(name):
    happened, case = STORIES[name]
    clock = a_case(*happened, **case).clock
    lines = list(explain(clock))

    assert clock.reply.due_on == [line.on for line in lines if line.mark is M.COUNTED][-1]
    assert [clock.reply.due_on] == [line.on for line in lines if line.is_due]
    assert lines[-1].counted == lines[-1].total


@pytest.mark.parametrize("name", STORIES)
def test_the_days_follow_each_other_and_each_counted_one_adds_one(name):
    happened, case = STORIES[name]
    lines = told(*happened, **case)

    for before, after in pairwise(lines):
        if after.mark is M.ZERO:
            assert after.counted == 0
            continue
        assert (after.on - before.on).days == 1
        assert after.counted - before.counted == (after.mark is M.COUNTED)
        assert after.counted <= after.total


def test_a_plain_count_begins_with_day_zero_and_cites_its_article():
    zero, first, *_ = told()

    assert (M.ZERO, 0, 20, (Action.RECEIVE,)) == (zero.mark, zero.counted, zero.total, zero.acts)
    assert (M.COUNTED, 1, "第三十三条第二款") == (first.mark, first.counted, first.sentence.article)


def test_a_day_off_bears_the_name_of_its_holiday():
    lines = told(received="2026-09-20")

    assert ["中秋节"] * 3 == [on(lines, f"2026-09-{day}").why.name for day in (25, 26, 27)]
    assert ["国庆节"] * 7 == [on(lines, f"2026-10-0{day}").why.name for day in range(1, 8)]
    assert M.OFF is on(lines, "2026-10-05").mark
    assert DayKind.HOLIDAY is on(lines, "2026-10-05").why.kind


def test_a_worked_weekend_counts_and_says_for_which_holiday():
    makeup = on(told(received="2026-09-20"), "2026-10-10")

    assert (M.COUNTED, DayKind.MAKEUP, "国庆节") == (makeup.mark, makeup.why.kind, makeup.why.name)
    assert "2026" in makeup.why.source


def test_the_days_of_a_consultation_are_left_out_and_cite_its_article():
    lines = told("consult 2026-03-09", "end_consultation 2026-03-16")
    out = [line for line in lines if line.mark is M.EXCLUDED]

    assert ["10", "11", "12", "13", "16"] == [f"{line.on:%d}" for line in out]
    assert {CN.sentences["33-3"]} == {line.sentence for line in out}
    assert {5} == {line.counted for line in out}
    assert M.OFF is on(lines, "2026-03-14").mark
    assert (Action.CONSULT,) == on(lines, "2026-03-09").acts


def test_the_days_of_an_extension_cite_its_article():
    lines = told("extend 2026-03-20 days=10")

    assert CN.sentences["33-2"] == on(lines, "2026-03-30").sentence
    assert CN.sentences["33-2-extension"] == on(lines, "2026-03-31").sentence
    assert 30 == lines[-1].total


def test_the_days_of_a_deferral_cite_its_article():
    lines = told("defer 2026-03-20 until=2026-04-09")

    assert (M.COUNTED, M.DEFERRED) == (on(lines, "2026-03-30").mark, on(lines, "2026-03-31").mark)
    assert CN.sentences["35"] == on(lines, "2026-04-09").sentence
    assert on(lines, "2026-04-09").is_due


def test_a_restart_shows_both_periods():
    lines = told("ask_clarification 2026-03-11", "clarify 2026-03-20")

    assert ["2026-03-02", "2026-03-20"] == [str(line.on) for line in lines if line.mark is M.ZERO]
    assert [7, 20] == [on(lines, "2026-03-19").counted, lines[-1].counted]
    assert {CN.sentences["30-notice"]} == {line.sentence for line in lines if line.mark is M.EXCLUDED}


def test_while_the_reply_day_is_unknown_the_days_run_to_the_last_act():
    lines = told("consult 2026-03-05 party=other_body", "extend 2026-03-19 days=5")

    assert date(2026, 3, 19) == lines[-1].on
    assert not any(line.is_due for line in lines)


def test_an_extension_that_a_restart_forgot_still_cites_its_article():
    extended = ("extend 2026-03-05 days=20", "answer 2026-04-10 outcome=partial", "serve 2026-04-10")
    lines = told(*extended, "reopen 2026-05-08")

    assert CN.sentences["33-2"] == on(lines, "2026-03-30").sentence
    assert CN.sentences["33-2-extension"] == on(lines, "2026-03-31").sentence


def test_once_the_reply_is_served_the_days_until_a_reopening_count_for_nothing():
    lines = told("answer 2026-03-05 outcome=partial", "serve 2026-03-06", "reopen 2026-05-08")
    between = [line for line in lines if date(2026, 3, 6) < line.on < date(2026, 5, 8)]

    assert not [str(line.on) for line in between if line.mark in (M.COUNTED, M.DEFERRED)]


def test_days_after_a_limit_that_passed_are_not_called_deferred():
    lines = told("answer 2026-04-10 outcome=partial", "serve 2026-04-10", "reopen 2026-04-13")

    assert not [str(line.on) for line in lines if line.mark is M.DEFERRED]
