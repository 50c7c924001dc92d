"""The papers that go with letters, filled from the cases: approval sheet, labels, service list, case file."""

import io
import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.desk.conftest import ANSWER, LOG, ON, configure, issued

PERSON = ("--address", "甲市乙区丁村3组12号", "--postcode", "750021", "--contact", "0951-1234567")


@pytest.fixture
def served(office, tmp_path):
    """The command in an office with one case whose reply was issued, posted, returned and posted again."""
    configure(tmp_path)
    office("log", *LOG, *PERSON, "--received", "2026-03-02")
    office(*ANSWER)
    issued(office)
    post = ("serve", "2026-0001", "--method", "post", "--posted")
    office(*post, "2026-03-12", "--tracking", "EMS1")
    office("serve", "2026-0001", "--returned", "2026-03-20", "--reason", "查无此人")
    assert 0 == office(*post, "2026-03-23", "--tracking", "EMS2").code
    return office


def text(path):
    pages = PdfReader(io.BytesIO(Path(path).read_bytes())).pages
    return "".join("".join(page.extract_text() for page in pages).split())


def lacking(path, wanted):
    found = text(path)
    return [told for told in wanted.split() if told not in found]


def test_the_heads_find_who_asked_for_what_and_what_is_proposed(served):
    pdf = served("--json", "letter", "sheet", "2026-0001").json["pdf"]

    assert "2026-0001-granted-sheet.pdf" == pdf
    assert [] == lacking(
        pdf, "呈批表 2026-0001 2026年3月2日 2026年3月30日 张三 某地块征收公告 予以公开 政府信息公开告知书"
    )


def test_the_heads_find_each_item_with_its_outcome(served):
    served("log", *LOG, "--received", "2026-03-02")
    items = ("甲|provided|way=邮寄", "乙|not_exist|search=档案室")
    served("answer", "2026-0002", "--on", "2026-03-10", "--item", items[0], "--item", items[1])
    served("letter", "draft", "2026-0002")
    pdf = served("--json", "letter", "sheet", "2026-0002").json["pdf"]

    assert [] == lacking(pdf, "部分公开 1．甲：予以公开 2．乙：信息不存在")


def test_the_post_room_finds_what_was_issued_that_day(served):
    pdf = served("--json", "letter", "posting", *ON).json["pdf"]

    assert [] == lacking(
        pdf, "送达清单 甲公开告〔2026〕1号 张三 甲市乙区丁村3组12号 750021 邮寄 EMS2 2026年3月23日"
    )
    said = served("--json", "letter", "posting", "--on", "2026-03-12")
    assert (4, "nothing_to_send") == (said.code, said.error["code"])


def test_an_envelope_has_its_label_and_a_missing_address_is_told(served):
    served("log", *LOG, "--received", "2026-03-02")
    served("answer", "2026-0002", "provided", "--on", "2026-03-10", "--fact", "way=邮寄")
    issued(served, "2026-0002")
    said = served("--json", "letter", "labels", *ON, "--skip", "3", "--out", "l/labels.pdf")

    assert 0 == said.code
    assert "甲公开告〔2026〕2号" in said.err
    assert [] == lacking("l/labels.pdf", "750021 甲市乙区丁村3组12号 张三收 甲公开告〔2026〕1号")
    assert 4 == served("letter", "labels", "--on", "2026-03-12").code
    assert 2 == served("letter", "labels", *ON, "--skip", "24").code


def test_the_file_of_a_case_holds_all_there_is(served):
    pdf = served("--json", "letter", "file", "2026-0001").json["pdf"]

    assert [] == lacking(
        pdf,
        "卷内目录 0951-1234567 甲市乙区丁村3组12号 收到申请 制发文书 送达 退回 再次送达 查无此人 EMS1 EMS2"
        " 第三十三条第二款 特此告知。 甲公开告〔2026〕1号",
    )


def test_a_case_of_which_little_is_known_has_its_file_too(logged):
    assert 0 == logged("letter", "file", "2026-0001", "--out", "a/b.pdf").code
    assert [] == lacking("a/b.pdf", "2026-0001 张三 某地块征收公告")


def test_a_file_with_a_lost_letter_is_not_bound(served, tmp_path):
    for file in (tmp_path / "foi.db.files").rglob("*"):
        if file.is_file():
            file.unlink()
    said = served("--json", "letter", "file", "2026-0001")

    assert (6, "file_missing") == (said.code, said.error["code"])
    assert 6 == served("verify").code
    assert not (tmp_path / "2026-0001-file.pdf").exists()


@pytest.mark.parametrize(
    "words", [("sheet", "2026-0001"), ("posting", *ON), ("labels", *ON), ("file", "2026-0001")]
)
def test_a_paper_that_cannot_be_written_says_so(served, tmp_path, words):
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    said = served("--json", "letter", *words, "--out", "taken/x.pdf")

    assert (4, "unwritable") == (said.code, said.error["code"])


def test_an_opinion_heard_stands_in_the_file(logged):
    logged("act", "2026-0001", "accept", "--on", "2026-03-03")
    logged(
        "act",
        "2026-0001",
        "consult",
        "--on",
        "2026-03-04",
        "--fact",
        "with=某建筑公司",
        "--fact",
        "what=合同",
    )
    logged("act", "2026-0001", "end_consultation", "--on", "2026-03-10", "--fact", "opinion=refuses")
    logged("letter", "file", "2026-0001", "--out", "f.pdf")

    assert [] == lacking("f.pdf", "某建筑公司 不同意公开 2026年3月10日")


def test_papers_tell_what_was_corrected(served):
    served("act", "2026-0001", "correct_entry", "--fact", "line=6", "--fact", "tracking=EMS3")
    listed = served("--json", "letter", "posting", *ON).json["pdf"]

    assert [] == lacking(listed, "EMS3")
    assert "EMS2" not in text(listed)


def test_the_post_rooms_list_goes_by_number(served):
    for n in range(2, 12):
        served("log", *LOG, "--received", "2026-03-02")
        served("answer", f"2026-{n:04}", "provided", "--on", "2026-03-10", "--fact", "way=邮寄")
        served("letter", "draft", f"2026-{n:04}")
    for n in range(11, 1, -1):
        served("letter", "issue", f"2026-{n:04}", *ON)
    found = text(served("--json", "letter", "posting", *ON).json["pdf"])

    assert sorted(range(1, 12), key=lambda n: found.index(f"〔2026〕{n}号")) == list(range(1, 12))


def test_a_void_letter_can_be_taken_out_again_by_its_number(answered):
    issued(answered)
    answered("letter", "void", "2026-0001", "--reason", "误")

    assert 3 == answered("letter", "copy", "2026-0001").code
    assert 0 == answered("letter", "copy", "2026-0001", "--number", "甲公开告〔2026〕1号").code


def test_the_post_room_finds_of_each_letter_its_own_service(served):
    served("serve", "2026-0001", "--signed", "2026-03-25")
    served("act", "2026-0001", "reopen", "--on", "2026-06-01")
    served("answer", "2026-0001", "not_exist", "--on", "2026-06-10", "--fact", "search=档案室")
    served("letter", "draft", "2026-0001")
    served("letter", "issue", "2026-0001", "--on", "2026-06-11")
    before = text(served("--json", "letter", "posting", "--on", "2026-06-11").json["pdf"])
    served("serve", "2026-0001", "--method", "in_person", "--signed", "2026-06-12")
    second = text(served("--json", "letter", "posting", "--on", "2026-06-11").json["pdf"])
    first = text(served("--json", "letter", "posting", *ON).json["pdf"])
    file = text(served("--json", "letter", "file", "2026-0001").json["pdf"])

    assert "EMS" not in before.replace("EMS）", "")
    assert "2026-03-25" not in before
    assert "邮寄" in before
    assert ("当面" in second, "EMS2" in second) == (True, False)
    assert ("EMS2" in first, "2026-03-25" in first, "当面" in first) == (True, True, False)
    for told in ("EMS1", "EMS2", "2026年3月25日", "2026年6月12日"):
        assert told in file


def test_a_letter_to_a_third_party_goes_by_post_whatever_the_applicant_asked_for(office, tmp_path):
    configure(tmp_path)
    office("log", "--channel", "online", *LOG[2:], "--received", "2026-03-02")
    office("act", "2026-0001", "accept", "--on", "2026-03-03")
    office(
        "act", "2026-0001", "consult", "--on", "2026-03-04", "--fact", "with=某公司", "--fact", "what=合同"
    )
    for kind in ("third_party_consultation", "consultation_notice"):
        office("letter", "draft", "2026-0001", "--kind", kind)
        office("letter", "issue", "2026-0001", "--kind", kind, *ON)
    listed = text(office("--json", "letter", "posting", *ON).json["pdf"])

    assert ["邮寄", "网络"] == re.findall("邮寄|网络", listed)
