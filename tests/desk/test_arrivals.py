"""`foi arrival`: what came in, confirmed into a case, dropped and taken up again."""

import pytest

ADD = ("arrival", "add", "--channel", "email", "--subject", "城东片区征收补偿方案", "--arrived", "2026-03-02")
AT = ("--today", "2026-03-05")


@pytest.fixture
def came(office):
    """The command in an office with one arrival, number 1."""
    assert 0 == office(*AT, *ADD, "--applicant", "张三", "--contact", "13800005678").code
    return office


def test_what_came_in_is_listed_with_the_days_it_waits(came):
    (item,) = came("--json", *AT, "arrival", "list").json["items"]

    assert (1, "waiting", 3, "张三") == tuple(
        item[n] for n in ("arrival", "standing", "waiting", "applicant")
    )
    assert ["add"] == [step["turn"] for step in item["steps"]]
    assert "已等待3天" in came(*AT, "arrival", "list").out


def test_a_confirmed_arrival_is_a_case_received_that_day(came):
    said = came("--json", *AT, "arrival", "confirm", 1, "--kind", "natural", "--on", "2026-03-04")

    assert 0 == said.code, said.err
    assert ("2026-0001", "2026-03-04", "email") == tuple(said.json[n] for n in ("ref", "received", "channel"))
    (item,) = came("--json", "arrival", "list", "--standing", "confirmed").json["items"]
    assert ("2026-0001", None) == (item["ref"], item["waiting"])


def test_a_second_confirmation_is_a_conflict_and_makes_no_second_case(came):
    came(*AT, "arrival", "confirm", 1, "--kind", "natural")
    again = came("--json", *AT, "arrival", "confirm", 1, "--kind", "natural")

    assert (5, "arrival_confirmed") == (again.code, again.error["code"])
    assert 1 == len(came("--json", "list").json["items"])


def test_an_arrival_is_dropped_for_a_reason_and_reopened(came):
    dropped = came("--json", *AT, "arrival", "drop", 1, "--reason", "电话联系不上")
    assert ("dropped", "电话联系不上") == (dropped.json["standing"], dropped.json["steps"][-1]["reason"])
    assert 5 == came(*AT, "arrival", "confirm", 1, "--kind", "natural").code
    assert "waiting" == came("--json", *AT, "arrival", "reopen", 1, "--reason", "来电").json["standing"]


def test_whoever_confirms_may_name_who_was_not_known(office):
    office(*AT, *ADD)
    refused = office("--json", *AT, "arrival", "confirm", 1, "--kind", "natural")
    assert (2, "no_applicant") == (refused.code, refused.error["code"])

    told = office("--json", *AT, "arrival", "confirm", 1, "--kind", "natural", "--applicant", "张三")
    assert ["张三"] == told.json["applicants"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((*ADD[:-1], "2026-03-06"), 4),
        ((*ADD[:3], "in_person", *ADD[4:]), 4),
        ((*ADD[:-1], "3月2日"), 2),
        ((*ADD, "--unit", "没有"), 3),
        (("arrival", "confirm", 7, "--kind", "natural"), 3),
        (("arrival", "drop", 7, "--reason", "不是申请"), 3),
        (("arrival", "drop", 99999999999, "--reason", "不是申请"), 2),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(office, words, code):
    assert code == office(*AT, *words).code
    assert [] == office("--json", "arrival", "list").json["items"]


def test_another_unit_finds_no_arrival_of_ours(came):
    came("unit", "add", "城关镇", "--code", "CG")
    came("user", "add", "guanli", "--role", "administrator")
    came("--as", "guanli", "user", "add", "cg", "--role", "clerk", "--unit", "CG")
    came("--as", "guanli", "user", "add", "audit", "--role", "auditor")

    assert [] == came("--json", "--as", "cg", "arrival", "list").json["items"]
    for words in (("confirm", 1, "--kind", "natural"), ("drop", 1, "--reason", "不是申请")):
        assert 3 == came("--as", "cg", "arrival", *words).code
        assert 4 == came("--as", "audit", "arrival", *words).code
