"""`foi export`: the ledger goes out as it would come in."""

import zipfile

import pytest

from desk.intake.plan import read_ledger
from tests.desk.conftest import LOG

SUBJECTS = ("=HYPERLINK(1)", "+1", "-", "@SUM(A1)", "007", "640105199001010018", "TRUE", "http://example.org")


@pytest.fixture
def logged_many(office):
    """Cases whose subjects a spreadsheet might take for something else; the last is answered."""
    for subject in SUBJECTS:
        office("log", *LOG[:7], subject, "--received", "2026-03-02", "--id-doc", "640105199001010018")
    last = f"2026-{len(SUBJECTS):04}"
    office("act", last, "accept", "--on", "2026-03-03")
    office("answer", last, "provided", "--on", "2026-03-10", "--fact", "way=邮寄纸质复制件")
    return office


def rows(path):
    book = read_ledger(path.read_bytes(), path.name)
    return [dict(zip(book.requests.headings, row.cells, strict=True)) for row in book.requests.rows]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_looks_like_a_formula_stays_text(logged_many, tmp_path, kind):
    assert 0 == logged_many("export", f"out.{kind}").code

    assert list(SUBJECTS) == [row["申请内容"] for row in rows(tmp_path / f"out.{kind}")]
    assert {"640105199001010018"} == {row["证件号码"] for row in rows(tmp_path / f"out.{kind}")}


def test_a_workbook_holds_no_formula_and_no_link_and_real_days(logged_many, tmp_path):
    logged_many("export", "out.xlsx")
    with zipfile.ZipFile(tmp_path / "out.xlsx") as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()

    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    assert '<c r="C2" s="3"><v>46083</v></c>' in sheet


def test_text_marks_what_a_spreadsheet_would_take_for_a_formula(logged_many, tmp_path):
    logged_many("export", "out.csv")
    text = (tmp_path / "out.csv").read_text(encoding="utf-8-sig")

    assert {"'=HYPERLINK(1)", "'+1", "'-", "'@SUM(A1)"} < set(text.split(","))


def test_a_reply_that_has_not_gone_out_stays_so(logged_many, foi, tmp_path):
    logged_many("export", "out.csv")
    last = rows(tmp_path / "out.csv")[-1]

    assert ("2026-03-10", "予以公开", "未送达") == (last["答复日期"], last["办理结果"], last["送达方式"])


def test_only_what_is_asked_for_goes_out(logged_many, tmp_path):
    said = logged_many("--json", "export", "out.csv", "--state", "received", "--q", "SUM")

    assert (1, 1) == (said.json["cases"], len(rows(tmp_path / "out.csv")))


def test_both_sheets_are_there_with_their_headings(logged_many, tmp_path):
    logged_many("export", "out.xlsx")
    book = read_ledger((tmp_path / "out.xlsx").read_bytes(), "out.xlsx")

    assert ["登记号", "类型", "提起日期", "审结日期", "结果", "备注"] == list(book.proceedings.headings)


def test_what_came_out_is_there_already(logged_many):
    logged_many("export", "out.xlsx")
    said = logged_many("--json", "import", "out.xlsx").json

    assert (0, len(SUBJECTS)) == (said["imported"], said["already_there"])


def test_a_name_that_says_no_kind_is_refused_and_nothing_is_left_behind(logged_many, tmp_path):
    assert 4 == logged_many("export", "out.txt").code
    assert 4 == logged_many("export", "nowhere/out.csv").code
    assert [] == [path.name for path in tmp_path.iterdir() if "out" in path.name]


@pytest.fixture
def disputed(logged_many):
    """The same cases, with a review decided, one pending, and an answer no column tells."""
    file = ("proceeding", "file", "2026-0001", "review", "--on")
    logged_many(*file, "2026-04-20", "--note", "甲")
    logged_many("proceeding", "decide", "2026-0001", "upheld", "--on", "2026-06-29")
    logged_many(*file, "2026-07-20", "--body", "甲市人民政府")
    return logged_many


def test_proceedings_go_out_on_a_sheet_of_their_own_and_what_no_column_tells_is_named(disputed, tmp_path):
    said = disputed("--json", "export", "out.xlsx").json
    book = read_ledger((tmp_path / "out.xlsx").read_bytes(), "out.xlsx")

    assert (2, 0, ["2026-0001"]) == (said["proceedings"], said["left_out"], said["more"])
    assert [
        ["2026-0001", "行政复议", "2026-04-20", "2026-06-29", "结果维持", "甲"],
        ["2026-0001", "行政复议", "2026-07-20", "", "尚未审结", ""],
    ] == [[cell.removesuffix(" 00:00:00") for cell in row.cells] for row in book.proceedings.rows]


def test_a_file_of_one_sheet_says_what_it_leaves_out(disputed):
    said = disputed("export", "out.csv")

    assert 0 == said.code
    assert "有2件复议、诉讼、投诉没有导出" in said.err
    told = disputed("--json", "export", "two.csv").json
    assert (0, 2) == (told["proceedings"], told["left_out"])
