"""The year's table entered, frozen, corrected behind its back, and restated."""

import sqlite3

import pytest

from tests.desk.conftest import LOG


@pytest.fixture
def closed(office):
    """The command in an office with one case of 2026 closed, and one carried over into 2027."""
    office("log", *LOG, "--received", "2026-03-02")
    office("answer", "2026-0001", "provided", "--on", "2026-03-10", "--fact", "way=邮寄")
    office("serve", "2026-0001", "--method", "in_person", "--signed", "2026-03-10")
    office("log", *LOG, "--received", "2026-11-02")
    return office


def cells(foi, year="2026", *words):
    return foi("report", "year", year, "--format", "json", *words).json


def figure(table, code, column="total"):
    return table["cells"][code][column]


def test_a_figure_no_case_can_tell_is_entered_and_printed(closed):
    said = closed("--json", "report", "enter", "2018", "8.1=31", "8.4=22.75")

    assert (0, {"8.1": {"total": 31}, "8.4": {"total": 22.75}}) == (said.code, said.json["entered"])
    table = cells(closed, "2018")
    assert (31, 22.75, 0) == (figure(table, "8.1"), figure(table, "8.4"), figure(table, "8.2"))


@pytest.mark.parametrize(
    ("words", "code", "exit_code"),
    [
        (("2018", "3.1=9"), "figure_counted", 4),
        (("2018", "77=9"), "no_line", 3),
        (("2018", "8.1/colour=9"), "no_figure", 3),
        (("2018", "8.1=many"), "bad_figure", 2),
        (("2018", "8.1=-1"), "bad_figure", 2),
        (("2018", "8.1=nan"), "bad_figure", 2),
        (("2018", "8.1"), "bad_figure", 2),
    ],
)
def test_a_figure_that_cannot_be_is_refused_and_none_is_kept(closed, words, code, exit_code):
    said = closed("--json", "report", "enter", words[0], "8.2=5", *words[1:])

    assert (exit_code, code) == (said.code, said.error["code"])
    assert 0 == figure(cells(closed, "2018"), "8.2")


def test_a_frozen_table_stays_as_it_was_published(closed):
    assert not cells(closed)["frozen"]
    frozen = closed("--json", "report", "freeze", "2026", "--signed-by", "李局").json
    closed("act", "2026-0001", "correct_entry", "--fact", "line=1", "--fact", "kind=business")

    table, live = cells(closed), cells(closed, "2026", "--live")
    assert (True, 2, 0) == (table["frozen"], figure(table, "1", "natural"), figure(table, "1", "business"))
    assert (False, 1, 1) == (live["frozen"], figure(live, "1", "natural"), figure(live, "1", "business"))
    assert ("李局", 64) == (frozen["signed_by"], len(frozen["sha256"]))


def test_what_moved_is_told_case_by_case_and_restated(closed):
    closed("report", "freeze", "2026")
    assert {"items": [], "cells": []} == closed("--json", "report", "changes", "2026").json
    assert "nothing_moved" == closed("--json", "report", "restate", "2026").error["code"]

    closed("act", "2026-0001", "correct_entry", "--fact", "line=1", "--fact", "kind=business")
    found = closed("--json", "report", "changes", "2026").json
    assert [{"ref": "2026-0001", "name": "kind", "was": "natural", "now": "business"}] == found["items"]
    assert {
        ("1", "natural", 2, 1), ("1", "business", 0, 1), ("3.1", "natural", 1, 0), ("3.1", "business", 0, 1),
        ("3.7", "natural", 1, 0), ("3.7", "business", 0, 1),
    } == {(cell["code"], cell["column"], cell["was"], cell["now"]) for cell in found["cells"]}  # fmt: skip
    said = closed("report", "changes", "2026").out
    assert "申请人类别  自然人  →  商业企业" in said
    assert "三（一）予以公开" in said
    assert closed("--json", "report", "restate", "2026").json["restates"]
    assert 1 == figure(cells(closed), "1", "business")
    assert [] == closed("--json", "report", "changes", "2026").json["items"]


def test_a_case_closed_in_a_later_year_moves_nothing_in_the_frozen_one(closed):
    closed("report", "freeze", "2026")
    closed("answer", "2026-0002", "provided", "--on", "2027-01-05", "--fact", "way=邮寄")
    closed("serve", "2026-0002", "--method", "in_person", "--signed", "2027-01-05")

    assert [] == closed("--json", "report", "changes", "2026").json["items"]
    table = cells(closed, "2027")
    assert (1, 1) == (figure(table, "2"), figure(table, "3.1"))


def test_what_is_carried_in_is_held_against_the_frozen_year_before(closed):
    closed("report", "freeze", "2026")
    closed("act", "2026-0002", "correct_entry", "--fact", "line=1", "--fact", "kind=business")
    (check,) = (check for check in cells(closed, "2027", "--draft")["checks"] if check["id"] == "I4")

    assert not check["holds"]
    said = closed("--json", "report", "freeze", "2027")
    assert (4, "identity_fails") == (said.code, said.error["code"])


def test_a_year_is_frozen_once_and_then_takes_no_more_figures(closed):
    closed("report", "freeze", "2018")

    assert 5 == closed("report", "freeze", "2018").code
    assert "year_frozen" == closed("--json", "report", "enter", "2018", "8.1=31").error["code"]
    for word in ("restate", "changes"):
        assert (3, "not_frozen") == (
            (said := closed("--json", "report", word, "2017")).code, said.error["code"]
        )  # fmt: skip


def test_a_frozen_file_that_was_changed_is_not_shown(closed, tmp_path):
    digest = closed("--json", "report", "freeze", "2026").json["sha256"]
    place = tmp_path / "foi.db.files" / digest[:2] / digest
    place.write_bytes(place.read_bytes().replace(b'"total":2', b'"total":3'))

    assert 6 == closed("report", "year", "2026").code
    said = closed("verify")
    assert (6, True) == (said.code, f"2026年封存的表：文件 {digest} 被改动过" in said.err)


def test_a_unit_freezes_its_own_table(closed):
    closed("unit", "add", "乙局", "--code", "B")
    closed("log", *LOG, "--received", "2026-03-02", "--unit", "乙局")
    closed("report", "freeze", "2026", "--unit", "乙局")

    assert 1 == figure(cells(closed, "2026", "--unit", "乙局"), "1")
    assert not cells(closed)["frozen"]


def dispute(foi, *result):
    """A review over the first case, filed in April and decided in June 2026."""
    act = ("--fact", "proceeding_kind=review")
    assert 0 == foi("act", "2026-0001", "file_proceeding", "--on", "2026-04-01", *act).code
    for told in result:
        fact = ("--fact", f"proceeding_result={told}")
        assert 0 == foi("act", "2026-0001", "decide_proceeding", "--on", "2026-06-01", *fact).code


def test_table_four_is_counted_and_opens_its_cases(closed):
    dispute(closed, "corrected")

    assert (1, 0, 1) == tuple(figure(cells(closed), code) for code in ("T4.fy.jz", "T4.fy.wj", "T4.fy.tot"))
    opened = closed("--json", "report", "year", "2026", "--cell", "T4.fy.jz").json["items"]
    assert ["2026-0001"] == [item["ref"] for item in opened]
    assert 1 == figure(cells(closed, "2026", "--form", "cn-2014"), "4.2")


def test_a_proceeding_that_moves_after_the_table_was_frozen_is_named_and_changes_nothing(closed):
    dispute(closed)
    closed("report", "freeze", "2026")
    fact = ("--fact", "proceeding_result=upheld")
    closed("act", "2026-0001", "decide_proceeding", "--on", "2026-06-01", *fact)
    complaint = ("--fact", "proceeding_kind=complaint")
    closed("act", "2026-0001", "file_proceeding", "--on", "2026-07-01", *complaint)
    changes = closed("--json", "report", "changes", "2026").json["items"]

    assert (1, 0) == (figure(cells(closed), "T4.fy.wj"), figure(cells(closed), "T4.fy.wc"))
    assert [
        ("2026-0001/4", "decided_on", None, "2026-06-01"),
        ("2026-0001/4", "proceeding_result", "pending", "upheld"),
        ("2026-0001/6", "proceeding", None, "2026-0001/6"),
    ] == [tuple(change.values()) for change in changes]
    assert 0 == closed("report", "restate", "2026").code
    assert 1 == figure(cells(closed), "T4.fy.wc")


def test_a_decision_of_a_later_year_moves_no_frozen_table(closed):
    dispute(closed)
    closed("report", "freeze", "2026")
    fact = ("--fact", "proceeding_result=upheld")
    closed("act", "2026-0001", "decide_proceeding", "--on", "2027-02-01", *fact)

    assert [] == closed("--json", "report", "changes", "2026").json["items"]


def test_a_figure_entered_before_its_line_was_counted_is_set_aside_and_named(closed, tmp_path):
    database = sqlite3.connect(tmp_path / "foi.db")
    row = (1, 2026, "cn-2021", "T4.fy.wc", "total", "3", "小王", "2026-01-01 00:00:00")
    database.execute("INSERT INTO figures VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    database.commit()
    database.close()
    said = closed("report", "year", "2026", "--format", "json")

    assert (0, 0) == (said.code, figure(said.json, "T4.fy.wc"))
    assert "T4.fy.wc" in said.err
    assert 4 == closed("report", "enter", "2026", "T4.fy.wc=3").code
    assert 0 == closed("report", "enter", "2026", "T2.20.8.sf/本年收费金额（单位：万元）=1").code
    assert 0 == closed("report", "freeze", "2026").code
