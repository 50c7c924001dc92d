"""A table that contradicts itself is not printed; it can be looked at, marked as what it is."""

import pytest

from tests.desk.conftest import LOG


@pytest.fixture
def faulty(office):
    """The command in an office where the figures entered for 2018 cannot be: of 3 items 5 are documents."""
    office("report", "enter", "2018", "1.1=3", "1.2.2=3", "1.1.a=5", "1.1.b=9")
    return office


@pytest.mark.parametrize("layout", ["table", "json", "csv", "xlsx", "docx", "pdf", "html"])
def test_a_table_with_a_failing_identity_is_refused_in_every_format(faulty, tmp_path, layout):
    out = tmp_path / f"x.{layout}"
    said = faulty("--json", "report", "year", "2018", "--format", layout, "--out", out)

    assert (4, "identity_fails", "") == (said.code, said.error["code"], said.out)
    for words in ("A8", "1.1.a", "1.1", "5 > 3"):
        assert words in said.error["message"]
    assert not out.exists()


def test_to_the_screen_it_is_refused_too_unless_it_is_called_a_draft(faulty):
    assert 4 == faulty("report", "year", "2018").code
    said = faulty("report", "year", "2018", "--draft")

    assert 0 == said.code
    assert said.out.startswith("【草表，不能公布】有1项")
    assert "A8 不成立" in said.out
    assert (
        5 == faulty("report", "year", "2018", "--draft", "--format", "json").json["cells"]["1.1.a"]["total"]
    )


@pytest.mark.parametrize("words", [("--format", "xlsx"), ("--format", "csv"), ("--out", "x.txt")])
def test_a_draft_is_written_to_no_file(faulty, tmp_path, words):
    said = faulty("--json", "report", "year", "2018", "--draft", *words)

    assert (2, "draft_on_screen") == (said.code, said.error["code"])
    assert [] == [path for path in tmp_path.iterdir() if path.suffix in {".xlsx", ".txt", ".csv"}]


def test_a_soft_identity_that_fails_explains_itself_and_the_table_is_printed(office):
    office("report", "enter", "2018", "2.1=9", "2.2.4=16")
    said = office("report", "year", "2018")

    assert 0 == said.code
    assert "A14 提示" in said.out
    assert "同一热点或舆情在总数里只计1次" in said.out.replace("\n", "")


def test_where_the_year_before_was_not_frozen_it_is_said(office):
    assert "I4 没有核对：2026年的表没有封存" in office("report", "year", "2027").out
    office("report", "freeze", "2026")
    assert "I4 没有核对" not in office("report", "year", "2027").out


def test_where_the_year_before_was_frozen_on_a_form_that_carries_nothing_over_it_is_said(office):
    office("report", "freeze", "2018")

    assert "I4 没有核对：2018年封存的是另一种表（cn-2014）" in office("report", "year", "2019").out


def test_the_year_before_counts_on_another_form_that_means_the_same(office):
    office("log", *LOG, "--received", "2020-11-02")
    office("report", "freeze", "2020")
    office("act", "2020-0001", "correct_entry", "--fact", "line=1", "--fact", "kind=business")
    said = office("--json", "report", "year", "2021")

    assert (4, "identity_fails") == (said.code, said.error["code"])
    assert "上年4/natural" in said.error["message"]


def test_where_the_units_have_changed_since_the_carry_over_is_a_hint(office):
    office("log", *LOG, "--received", "2026-11-02")
    office("report", "freeze", "2026")
    office("unit", "add", "乙局", "--code", "B")
    office("log", *LOG, "--received", "2026-11-03", "--unit", "B")
    said = office("report", "year", "2027")

    assert 0 == said.code, said.err
    assert "I4 提示" in said.out
    assert "所含单位与本年不同（乙局）" in said.out.replace("\n", "")


def test_what_the_makers_must_know_is_on_the_screen_and_in_no_file(office, tmp_path):
    assert "人工填报" in office("report", "year", "2026").out
    for layout in ("csv", "html"):
        office("report", "year", "2026", "--format", layout, "--out", tmp_path / "x")
        assert "人工填报" not in (tmp_path / "x").read_text(encoding="utf-8")
