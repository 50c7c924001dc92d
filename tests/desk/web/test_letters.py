"""Letters by browser: wanted, drafted, reworded, signed, issued, served, made void, known again."""

import io
import re

import pytest
from docx import Document as Word

from desk.config import SignoffConfig
from tests.desk.web.conftest import CASE, DRAFT, LETTER
from tests.desk.web.test_walk import ASKED


def act(browser, deed, version, letter=LETTER, **fields):
    return browser.post(f"{letter}/{deed}", page=letter, version=str(version), **fields)


def test_a_letter_is_drafted_issued_and_served_from_its_case(answered):
    clerk, head, _ = answered()
    assert "政府信息公开告知书" in clerk.get(CASE).text
    preview = clerk.get(DRAFT).text
    assert "张三：" in preview
    assert "甲市人民法院" in preview

    clerk.post(DRAFT)
    assert "政府信息公开告知书" in clerk.get("/letters").text
    issued = act(clerk, "issue", 1, on="2026-03-13")
    assert "甲公开告〔2026〕1号" in issued.text
    assert "甲公开告〔2026〕1号" in clerk.get("/letters").text.partition("待送达")[2]
    served = act(clerk, "serve", 2, method="post", posted="2026-03-13", tracking="EX1")
    assert "2026-03-13" in served.text
    assert "EX1" in served.text
    assert "甲公开告〔2026〕1号" not in clerk.get("/letters").text
    refused = act(head, "void", 2, reason="文字有误", void_on="2026-03-14")
    assert 422 == refused.status_code
    assert "文字有误" in refused.text


def test_what_a_letter_lacks_is_named_before_it_is_drafted(desk):
    signed_in = desk()
    clerk, head = signed_in("clerk"), signed_in("head")
    clerk.post("/log", **ASKED)
    head.post(f"{CASE}/answer", on="2026-03-12", outcome0="not_exist", version="1")
    page = clerk.get(f"{CASE}/letters/2/not_exist").text

    assert "检索情况" in page
    assert f'href="{CASE}/correct?line=2"' in page
    assert 422 == clerk.post(f"{CASE}/letters/2/not_exist").status_code
    assert 404 == clerk.get(f"{CASE}/letters/2/granted").status_code


def test_the_second_of_two_clerks_is_told_and_keeps_what_was_typed(answered):
    clerk, head, _ = answered()
    clerk.post(DRAFT)
    page = clerk.get(LETTER).text
    body = re.search(r'name="body"[^>]*>([^<]*)<', page)[1]
    assert 200 == act(head, "words", 1, body=body + "\n请携带证件领取。").status_code
    late = act(clerk, "words", 1, body=body + "\n我的另一段。")

    assert 409 == late.status_code
    assert "我的另一段。" in late.text
    assert "请携带证件领取。" in late.text
    for deed in ("issue", "sign", "discard"):
        assert 409 == act(head, deed, 1).status_code
    assert 200 == act(clerk, "words", 2, body=body + "\n我的另一段。").status_code


def test_what_follows_from_the_case_is_not_reworded(answered):
    clerk, *_ = answered()
    clerk.post(DRAFT)
    refused = act(clerk, "words", 1, body="随便写一段。")

    assert 422 == refused.status_code
    assert "随便写一段。" in refused.text
    assert "随便写一段。" not in clerk.get(LETTER).text


def test_a_draft_finished_in_word_is_taken_back(answered):
    clerk, *_ = answered()
    clerk.post(DRAFT)
    file = Word(io.BytesIO(clerk.get(f"{LETTER}/docx").content))
    paragraph = next(p for p in file.paragraphs if p.text == "特此告知。")
    paragraph.insert_paragraph_before("请携带证件领取。", style=paragraph.style)
    file.save(made := io.BytesIO())
    form = {"seal": clerk.seal(), "version": "1"}
    told = clerk.http.post(f"{LETTER}/file", data=form, files={"file": ("稿.docx", made.getvalue())})

    assert 200 == told.status_code
    assert "请携带证件领取。" in told.text
    for bad in (b"no docx", b""):
        told = clerk.http.post(
            f"{LETTER}/file", data=form | {"version": "2"}, files={"file": ("稿.docx", bad)}
        )
        assert 422 == told.status_code
    assert 422 == act(clerk, "file", 2).status_code


def test_a_file_too_large_is_refused_before_it_is_read(answered):
    clerk, *_ = answered()
    clerk.post(DRAFT)
    seal = clerk.seal()
    for path in (f"{LETTER}/file", "/letters/verify"):
        told = clerk.http.post(path, data={"seal": seal}, headers={"content-length": "30000000"})
        assert 413 == told.status_code
        assert "20 MB" in told.text


def test_a_letter_waits_for_another_than_its_drafter(answered):
    clerk, head, _ = answered(SignoffConfig(needed=True, two_people=True))
    clerk.post(DRAFT)
    assert "待我签发" in head.get("/").text
    assert f'href="{LETTER}"' in head.get("/").text
    assert f'href="{LETTER}"' not in clerk.get("/").text
    assert 403 == act(clerk, "sign", 1).status_code
    assert 422 == act(clerk, "issue", 1).status_code

    assert "signed" not in act(head, "words", 1, body="x").text
    head.post(f"{CASE}/letters/1/receipt")
    assert 422 == act(head, "sign", 1, "/letters/2").status_code
    assert 'href="/letters/2"' not in head.get("/").text
    assert 'href="/letters/2"' in head.get("/letters").text.partition("待他人签发")[2]
    assert 200 == act(head, "sign", 1).status_code
    assert "甲公开告〔2026〕1号" in act(clerk, "issue", 2, on="2026-03-13").text


def test_a_draft_the_case_calls_for_no_more_is_thrown_away(answered):
    clerk, head, _ = answered()
    clerk.post(DRAFT)
    place = f"{CASE}/correct"
    head.post(place, page=f"{place}?line=3", do="keep_back", line="3", reason="误录", version="3")
    page = clerk.get(LETTER).text
    assert "丢弃" in page
    assert 'action="/letters/1/issue"' not in page
    assert "（不再需要）" in clerk.get("/letters").text
    assert 422 == act(clerk, "issue", 1).status_code
    assert 200 == act(clerk, "discard", 1).status_code
    assert 404 == clerk.get(LETTER).status_code


def test_a_letter_made_void_keeps_its_number_and_is_drafted_again(answered):
    clerk, head, _ = answered()
    clerk.post(DRAFT)
    act(clerk, "issue", 1, on="2026-03-13")
    assert 422 == act(head, "void", 2, void_on="2026-03-13").status_code
    assert 422 == act(head, "void", 2, reason="印错", void_on="2026-03-32").status_code
    assert 403 == act(clerk, "void", 2, reason="印错").status_code
    assert "已作废" in act(head, "void", 2, reason="印错", void_on="2026-03-13").text

    clerk.post(DRAFT)
    assert "甲公开告〔2026〕2号" in act(clerk, "issue", 1, "/letters/2", on="2026-03-13").text
    assert 2 == clerk.get("/letters?q=甲公开告").text.count('<th scope="row">')


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"method": "post"}, "posted"),
        ({"method": "in_person", "posted": "2026-03-13"}, "signed"),
        ({"method": "post", "posted": "2026-02-31"}, "posted"),
        ({"method": "pigeon"}, "method"),
        ({}, "method"),
    ],
)
def test_a_service_without_its_day_is_refused_at_its_field(answered, fields, wrong):
    clerk, *_ = answered()
    clerk.post(DRAFT)
    act(clerk, "issue", 1, on="2026-03-13")
    told = act(clerk, "serve", 2, **fields)

    assert 422 == told.status_code
    assert f'id="{wrong}-wrong"' in told.text


def test_a_reply_posted_without_a_tracking_number_keeps_its_page(answered):
    clerk, _, _ = answered()
    clerk.post(DRAFT)
    act(clerk, "issue", 1, on="2026-03-13")
    served = act(clerk, "serve", 2, method="post", posted="2026-03-13")

    assert 200 == served.status_code
    assert 200 == clerk.get(LETTER).status_code


def test_only_the_reply_that_waits_is_served(answered):
    clerk, *_ = answered()
    clerk.post(DRAFT)
    assert 422 == act(clerk, "serve", 1, method="post", posted="2026-03-13").status_code
    clerk.post(f"{CASE}/letters/1/receipt")
    act(clerk, "issue", 1, "/letters/2", on="2026-03-13")
    assert 422 == act(clerk, "serve", 2, "/letters/2", method="post", posted="2026-03-13").status_code


def test_files_are_taken_along_under_a_safe_name_and_byte_for_byte(answered):
    clerk, head, signed_in = answered()
    clerk.post(DRAFT)
    draft = clerk.get(f"{LETTER}/docx").headers["content-disposition"]
    assert (
        "attachment; filename=\"file.docx\"; filename*=UTF-8''2026-0001-3-granted-%E8%8D%89%E7%A8%BF.docx"
        == draft
    )
    act(clerk, "issue", 1, on="2026-03-13")
    pdf, again = clerk.get(f"{LETTER}/pdf"), head.get(f"{LETTER}/pdf")

    assert b"%PDF" == pdf.content[:4]
    assert pdf.content == again.content
    assert pdf.headers["content-disposition"].startswith("inline;")
    assert ("nosniff", "no-store") == (pdf.headers["x-content-type-options"], pdf.headers["cache-control"])
    assert b"%PDF" == clerk.get(f"{LETTER}/sheet").content[:4]
    assert "letter_pdf" in signed_in("audit").get("/audit?ref=2026-0001").text


def test_a_file_in_hand_is_known_again(answered):
    clerk, head, _ = answered()
    clerk.post(DRAFT)
    act(clerk, "issue", 1, on="2026-03-13")
    pdf = clerk.get(f"{LETTER}/pdf").content

    def verify(browser, content):
        files = {"file": ("x.pdf", content)}
        return browser.http.post("/letters/verify", data={"seal": browser.seal()}, files=files).text

    assert "甲公开告〔2026〕1号" in verify(clerk, pdf)
    assert "甲公开告" not in verify(clerk, pdf + b"\n")
    act(head, "void", 2, reason="印错", void_on="2026-03-13")
    assert "这份文书已经作废" in verify(clerk, pdf)


def test_the_file_of_a_case_is_given_to_whoever_says_why(answered):
    clerk, _, signed_in = answered()
    assert 422 == clerk.post(f"{CASE}/case-file", page=CASE).status_code
    told = clerk.post(f"{CASE}/case-file", page=CASE, reason="归档")

    assert b"%PDF" == told.content[:4]
    assert "归档" in signed_in("audit").get("/audit?ref=2026-0001").text


def test_the_post_room_sees_the_letters_of_a_day(answered):
    clerk, *_ = answered()
    clerk.post(DRAFT)
    act(clerk, "issue", 1, on="2026-03-13")
    page = clerk.get("/letters/post?on=2026-03-13").text

    assert "甲公开告〔2026〕1号" in page
    assert "信封请手写" in page
    assert b"%PDF" == clerk.get("/letters/post/list?on=2026-03-13").content[:4]
    assert "甲公开告" not in clerk.get("/letters/post?on=2026-03-14").text
