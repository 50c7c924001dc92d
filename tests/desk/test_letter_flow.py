"""A letter on its way: drafted, finished by hand, signed, issued under a number, recognised, made void."""

import hashlib
from pathlib import Path

import pytest
from docx import Document

from tests.desk.conftest import ANSWER, LOG, ON, configure, issued


def texts(path):
    return [p.text for p in Document(path).paragraphs]


def test_a_letter_gets_its_number_when_it_is_issued_and_stands_in_the_ledger(answered):
    draft = answered("--json", "letter", "draft", "2026-0001").json["items"][0]
    letter = issued(answered)
    entry = answered("--json", "show", "2026-0001").json["entries"][-1]

    assert ("draft", "") == (draft["status"], draft["number"])
    assert ("issued", "甲公开告〔2026〕1号") == (letter["status"], letter["number"])
    assert "甲公开告〔2026〕1号" in texts(letter["docx"])
    assert ("issue", "2026-03-11") == (entry["action"], entry["on"])
    for form in ("docx", "pdf"):
        digest = hashlib.sha256(Path(letter[form]).read_bytes()).hexdigest()
        assert digest == letter["sha256"][form] == entry["facts"][form]
    assert 0 == answered("verify").code


def test_a_file_we_issued_is_recognised_and_any_other_is_not(answered, tmp_path):
    letter = issued(answered)
    for form in ("docx", "pdf"):
        assert (
            letter["number"]
            == answered("--json", "letter", "verify", letter[form]).json["items"][0]["number"]
        )

    forged = tmp_path / "forged.pdf"
    forged.write_bytes(Path(letter["pdf"]).read_bytes() + b"\n")
    assert (3, "not_ours") == (
        (said := answered("--json", "letter", "verify", forged)).code, said.error["code"]
    )  # fmt: skip
    assert 4 == answered("letter", "verify", tmp_path / "nowhere.pdf").code


def test_an_issued_letter_is_copied_byte_for_byte(answered, tmp_path):
    letter = issued(answered)
    again = answered("--json", "letter", "copy", "2026-0001", "--out", tmp_path / "again").json["items"][0]

    assert Path(letter["pdf"]).read_bytes() == Path(again["pdf"]).read_bytes()


def test_a_void_letter_keeps_its_number_and_the_next_has_another(answered):
    first = issued(answered)
    kept = Path(first["docx"]).rename("kept.docx")
    voided = answered("--json", "letter", "void", "2026-0001", "--reason", "印错", *ON).json["items"][0]
    second = issued(answered)

    assert ("void", first["number"]) == (voided["status"], voided["number"])
    assert "甲公开告〔2026〕2号" == second["number"]
    told = answered("letter", "verify", kept)
    assert (0, True) == (told.code, bool(told.err))
    assert ["void", "issued"] == [
        item["status"] for item in answered("--json", "letter", "list", "2026-0001").json["items"]
    ]


def test_a_draft_is_thrown_away(answered):
    answered("letter", "draft", "2026-0001")

    assert 0 == answered("letter", "discard", "2026-0001").code
    assert [] == answered("--json", "letter", "list").json["items"]
    assert 3 == answered("letter", "issue", "2026-0001").code


def test_nothing_is_issued_before_it_is_drafted_and_twice_never(answered):
    assert 3 == answered("letter", "issue", "2026-0001").code
    issued(answered)

    assert 3 == answered("letter", "issue", "2026-0001").code
    assert "issued_already" == answered("--json", "letter", "draft", "2026-0001").error["code"]


def test_a_letter_is_not_issued_before_its_date(answered):
    answered("letter", "draft", "2026-0001")
    said = answered("--json", "letter", "issue", "2026-0001", "--on", "2026-03-09")

    assert (4, "issued_before_its_date") == (said.code, said.error["code"])


def test_a_draft_that_the_case_has_overtaken_is_not_issued(answered):
    answered("letter", "draft", "2026-0001")
    answered("act", "2026-0001", "correct_entry", "--fact", "line=2", "--fact", "way=电子邮件")
    said = answered("--json", "letter", "issue", "2026-0001", *ON)

    assert (4, "draft_stale") == (said.code, said.error["code"])
    assert "甲公开告〔2026〕1号" == issued(answered)["number"]


def test_a_letter_without_a_font_for_a_name_uses_up_no_number(office, tmp_path):
    configure(tmp_path)
    office("log", *LOG[:5], "张\U0001f600", *LOG[6:], "--received", "2026-03-02")
    office(*ANSWER)
    said = office("--json", "letter", "draft", "2026-0001")
    assert (4, "missing_glyph") == (said.code, said.error["code"])
    assert "\U0001f600" in said.error["message"]

    said = office("--json", "letter", "issue", "2026-0001", *ON)
    assert 4 == said.code
    office("log", *LOG, "--received", "2026-03-02")
    office("answer", "2026-0002", "provided", "--on", "2026-03-10", "--fact", "way=邮寄")
    assert "甲公开告〔2026〕1号" == issued(office, "2026-0002")["number"]


def test_a_number_without_a_prefix_says_which_key_gives_one(logged):
    logged(*ANSWER)
    logged("letter", "draft", "2026-0001")
    said = logged("--json", "letter", "issue", "2026-0001", *ON)

    assert (4, "no_number_prefix") == (said.code, said.error["code"])


def test_where_a_signature_is_needed_another_must_give_it(answered, tmp_path):
    configure(tmp_path, signoff="needed = true\ntwo_people = true")
    answered("--as", "小王", "letter", "draft", "2026-0001")

    assert "not_signed" == answered("--json", "letter", "issue", "2026-0001", *ON).error["code"]
    said = answered("--json", "--as", "小王", "letter", "sign", "2026-0001")
    assert "same_person" == said.error["code"]
    assert 0 == answered("--as", "李局", "letter", "sign", "2026-0001").code
    letter = answered("--json", "letter", "issue", "2026-0001", *ON).json["items"][0]
    assert ("issued", "李局") == (letter["status"], letter["signed_by"])


def finished(path, change):
    """The file as somebody leaves it who has worked on it in Word."""
    document = Document(path)
    for paragraph in document.paragraphs:
        paragraph.runs[0].text = change(paragraph.text)
    document.save(path)


def test_a_letter_finished_by_hand_is_issued_in_its_new_words(answered):
    draft = answered("--json", "letter", "draft", "2026-0001").json["items"][0]
    finished(draft["docx"], lambda text: text.replace("邮寄纸质复制件", "邮寄纸质复制件，另附光盘一张"))
    edited = answered("--json", "letter", "edit", "2026-0001", draft["docx"]).json["items"][0]
    letter = answered("--json", "letter", "issue", "2026-0001", *ON).json["items"][0]

    assert (True, "draft") == (edited["edited"], edited["status"])
    assert any("另附光盘一张" in text for text in texts(letter["docx"]))
    assert "甲公开告〔2026〕1号" in texts(letter["docx"])


# fmt: off
CONTRADICTIONS = {
    "another addressee":  ("张三：",               "李四：",            "contradicts_the_case"),
    "another day":        ("2026年3月10日",        "2026年3月9日",      "contradicts_the_case"),
    "another office":     ("甲区人民政府办公室",   "乙局",              "contradicts_the_case"),
    "no review any more": ("六十日",               "三十日",            "remedies_changed"),
}
# fmt: on


@pytest.mark.parametrize(("true", "told", "code"), CONTRADICTIONS.values(), ids=list(CONTRADICTIONS))
def test_no_hand_makes_a_letter_contradict_its_case(answered, true, told, code):
    draft = answered("--json", "letter", "draft", "2026-0001").json["items"][0]
    finished(draft["docx"], lambda text: text.replace(true, told))
    said = answered("--json", "letter", "edit", "2026-0001", draft["docx"])

    assert (4, code) == (said.code, said.error["code"])
    assert not answered("--json", "letter", "list").json["items"][0]["edited"]


@pytest.mark.parametrize(
    ("true", "told", "said"),
    [
        (
            "日期：＿",
            "日子：＿",
            "文件写的是“日子：＿＿＿＿年＿＿月＿＿日”，而这件申请的记录是“日期：＿＿＿＿年＿＿月＿＿日”",
        ),
        (
            "日期：＿＿＿＿年＿＿月＿＿日",
            "",
            "文件写的是“—”，而这件申请的记录是“日期：＿＿＿＿年＿＿月＿＿日”",
        ),
    ],
    ids=["another word", "a line less"],
)
def test_what_a_hand_changed_in_an_annex_is_told_by_its_line(logged, true, told, said):
    asked = ("with=李四", "party=third_party", "what=补偿协议")
    logged("act", "2026-0001", "accept", "--on", "2026-03-03")
    logged("act", "2026-0001", "consult", "--on", "2026-03-04", *(w for f in asked for w in ("--fact", f)))
    kind = ("--kind", "third_party_consultation")
    draft = logged("--json", "letter", "draft", "2026-0001", *kind).json["items"][0]
    finished(draft["docx"], lambda text: text.replace(true, told))
    refused = logged("--json", "letter", "edit", "2026-0001", draft["docx"], *kind)

    assert (4, "contradicts_the_case") == (refused.code, refused.error["code"])
    assert f"附件“征求意见回执”里，{said}。" in refused.error["message"]


def test_what_is_no_word_file_is_refused(answered, tmp_path):
    answered("letter", "draft", "2026-0001")
    (tmp_path / "note.docx").write_text("一段文字", encoding="utf-8")

    assert 4 == answered("letter", "edit", "2026-0001", tmp_path / "note.docx").code
    assert 4 == answered("letter", "edit", "2026-0001", tmp_path / "none.docx").code


@pytest.mark.parametrize("action", ["issue", "void"])
def test_nobody_writes_by_hand_that_a_letter_was_issued(answered, action):
    facts = ("letter=granted", "of=2", "number=1", f"docx={'a' * 64}", f"pdf={'b' * 64}")
    facts = facts if action == "issue" else ("issued=2", "reason=误")
    words = [word for fact in facts for word in ("--fact", fact)]

    assert "not_by_hand" == answered("--json", "act", "2026-0001", action, *words).error["code"]


def test_a_letter_has_a_red_head_and_no_place_for_a_seal_where_the_office_says_so(answered, tmp_path):
    configure(tmp_path, letters='red_head = "甲区人民政府办公室文件"\nseal = false')
    letter = answered("--json", "letter", "draft", "2026-0001").json["items"][0]

    assert "甲区人民政府办公室文件" == texts(letter["docx"])[0]


def test_drafting_again_keeps_the_hand_edits_and_the_signature(answered):
    draft = answered("--json", "letter", "draft", "2026-0001").json["items"][0]
    finished(draft["docx"], lambda text: text.replace("邮寄纸质复制件", "邮寄纸质复制件，另附光盘一张"))
    answered("letter", "edit", "2026-0001", draft["docx"])
    answered("--as", "李局", "letter", "sign", "2026-0001")
    letter = answered("--json", "letter", "batch", "--issue", *ON, "2026-0001").json["items"][0]

    assert (True, "李局") == (letter["edited"], letter["signed_by"])
    assert any("另附光盘一张" in text for text in texts(letter["docx"]))


def test_a_case_that_moved_does_not_throw_hand_edits_away(answered):
    draft = answered("--json", "letter", "draft", "2026-0001").json["items"][0]
    finished(draft["docx"], lambda text: text.replace("邮寄纸质复制件", "邮寄纸质复制件，另附光盘一张"))
    answered("letter", "edit", "2026-0001", draft["docx"])
    answered("act", "2026-0001", "correct_entry", "--fact", "line=2", "--fact", "way=电子邮件")

    assert "edited_by_hand" == answered("--json", "letter", "draft", "2026-0001").error["code"]
    answered("letter", "discard", "2026-0001")
    assert 0 == answered("letter", "draft", "2026-0001").code


def test_what_an_issued_letter_told_is_not_corrected_behind_it(answered):
    issued(answered)
    words = ("act", "2026-0001", "correct_entry", "--fact", "line=2", "--fact", "outcome=not_exist")
    said = answered("--json", *words)

    assert (4, "told_already") == (said.code, said.error["code"])
    answered("letter", "void", "2026-0001", "--reason", "结果录错", *ON)
    assert 0 == answered(*words).code


def test_the_file_of_another_case_is_not_taken(answered):
    answered("log", *LOG[:7], "另一件事", "--received", "2026-03-02")
    answered("answer", "2026-0002", "provided", "--on", "2026-03-10", "--fact", "way=邮寄纸质复制件")
    other = answered("--json", "letter", "draft", "2026-0001").json["items"][0]
    answered("letter", "draft", "2026-0002")
    said = answered("--json", "letter", "edit", "2026-0002", other["docx"])

    assert (4, "another_case") == (said.code, said.error["code"])


@pytest.mark.parametrize("facts", [(), ("--fact", "outcome=not_exist", "--fact", "search=档案室")])
def test_a_draft_whose_entry_was_taken_back_is_shown_as_such_and_neither_signed_nor_issued(answered, facts):
    draft = answered("--json", "letter", "draft", "2026-0001").json["items"][0]
    answered("act", "2026-0001", "correct_entry", "--fact", "line=2", *facts, "--fact", "reason=误")

    for listed in (("letter", "list"), ("letter", "list", "2026-0001")):
        assert [True] == [item["idle"] for item in answered("--json", *listed).json["items"]]
        assert "不再需要" in answered(*listed).out
    assert "不再需要" in answered("show", "2026-0001").out
    for job in (("sign", "2026-0001"), ("issue", "2026-0001", *ON), ("edit", "2026-0001", draft["docx"])):
        said = answered("--json", "letter", *job)
        assert (4, "not_called_for") == (said.code, said.error["code"])
    assert 0 == answered("letter", "discard", "2026-0001", "--line", "2").code
