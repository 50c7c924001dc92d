"""Whatever changes how a case is counted in a frozen year says so on the spot, and nothing else does."""

import pytest

from tests.desk.conftest import LOG

KIND = ("--fact", "line=1", "--fact", "kind=business")
HEAD = "登记号,收到日期,申请渠道,申请人类别,申请人,申请内容\n"


@pytest.fixture
def frozen(office):
    """The command in an office where 2026 is frozen: one case closed, one carried out."""
    office("log", *LOG, "--received", "2026-03-02")
    office("answer", "2026-0001", "provided", "--on", "2026-03-10", "--fact", "way=邮寄")
    office("serve", "2026-0001", "--method", "in_person", "--signed", "2026-03-10")
    office("log", *LOG, "--received", "2026-11-02")
    office("report", "freeze", "2026")
    return office


def test_a_correction_says_what_changed_in_which_year_and_what_to_do(frozen):
    said = frozen("act", "2026-0001", "correct_entry", *KIND)

    assert 0 == said.code
    assert (
        "2026年的表（甲区人民政府办公室）已经封存，2026-0001的计法变了：申请人类别 自然人 → 商业企业"
        in said.err
    )
    assert "foi report changes 2026 --form cn-2021" in said.err
    assert "foi report restate 2026 --form cn-2021" in said.err


def test_an_outcome_corrected_is_told_and_so_is_a_day(frozen):
    frozen("act", "2026-0001", "correct_entry", "--fact", "line=2", "--fact", "outcome=partial")
    days = ("--fact", "line=3", "--fact", "day=2026-03-11", "--fact", "signed=2026-03-11")
    said = frozen("act", "2026-0001", "correct_entry", *days)

    assert "办结日 2026-03-10 → 2026-03-11" in said.err
    assert "办理结果" not in said.err  # that was told when it happened


def test_a_new_case_in_a_frozen_year_is_told(frozen):
    said = frozen("log", *LOG, "--received", "2026-05-06")

    assert "2026-0003的计法变了：这一件 — → 2026-0003" in said.err


def test_an_import_and_its_undoing_are_told(frozen, tmp_path):
    (tmp_path / "l.csv").write_text(HEAD + "外1,2026-05-06,信函,自然人,李四,某批复\n", encoding="utf-8")
    number = frozen("--json", "import", "l.csv")
    assert "外1的计法变了：这一件 — → 外1" in number.err

    said = frozen("import", "--undo", number.json["import"])
    assert "外1的计法变了：这一件 外1 → —" in said.err


def test_rows_imported_beside_faulty_ones_are_told_too(frozen, tmp_path):
    rows = HEAD + "外1,2026-05-06,信函,自然人,李四,某批复\n外2,昨天,信函,自然人,李四,某批复\n"
    (tmp_path / "l.csv").write_text(rows, encoding="utf-8")
    said = frozen("import", "l.csv", "--good-rows")

    assert (4, True) == (said.code, "外1的计法变了" in said.err)


def test_many_changes_are_told_briefly(frozen, tmp_path):
    rows = "".join(f"外{n},2026-05-06,信函,自然人,李四,某批复{n}\n" for n in range(1, 31))
    (tmp_path / "l.csv").write_text(HEAD + rows, encoding="utf-8")
    said = frozen("import", "l.csv")

    assert 10 == said.err.count("的计法变了")
    assert "还有20处" in said.err


@pytest.mark.parametrize(
    "words",
    [
        ("act", "2026-0001", "annotate", "--fact", "note=阅"),
        ("answer", "2026-0002", "provided", "--on", "2027-01-05", "--fact", "way=邮寄"),
        ("log", *LOG, "--received", "2027-01-05"),
        ("show", "2026-0001"),
        ("list",),
        ("verify",),
    ],
)
def test_what_changes_nothing_in_a_frozen_year_says_nothing_of_it(frozen, words):
    said = frozen("--today", "2027-01-05", *words)

    assert (0, False) == (said.code, "封存" in said.err), said.err


def test_what_was_refused_says_nothing_of_a_frozen_year(frozen):
    said = frozen("log", *LOG, "--received", "2026-05-06", "--number", "2026-0001")

    assert 5 == said.code
    assert "封存" not in said.err


def test_a_unit_is_told_of_its_own_table_and_of_those_above(frozen):
    frozen("unit", "add", "乙局", "--code", "B")
    frozen("unit", "add", "丙局", "--code", "C")
    for unit in ("B", "C"):
        frozen("report", "freeze", "2025", "--unit", unit)
    said = frozen("log", *LOG, "--received", "2025-05-06", "--unit", "B")

    assert "2025年的表（乙局）已经封存" in said.err
    assert "丙局" not in said.err
    assert "foi report restate 2025 --form cn-2021 --unit 乙局" in said.err


def test_where_people_work_whoever_moves_a_frozen_year_is_told(frozen):
    frozen("--as", "admin", "user", "add", "admin", "--role", "administrator")
    frozen("--as", "admin", "user", "add", "clerk", "--role", "clerk")
    said = frozen("--as", "clerk", "act", "2026-0001", "correct_entry", *KIND)

    assert 1 == said.err.count("的计法变了")
