"""Attachments on the pages: whole or not at all, saved and never shown, and of no use to another unit."""

import io
import re

import pytest

from tests.desk.web.test_walk import ASKED

PDF = b"%PDF-1.7 scan"
PLACE = "/cases/2026-0001"


@pytest.fixture
def clerk(visit):
    browser = visit("clerk")
    browser.post("/log", **ASKED)
    return browser


def attach(browser, *files, kind="request", proves="1", headers=None):
    """Choose files, each by (name, content), and send the form."""
    parts = [("files", (name, io.BytesIO(content), "text/html")) for name, content in files]
    fields = {"seal": browser.seal(), "attachment_kind": kind, "proves": proves}
    return browser.http.post(f"{PLACE}/attach", data=fields, files=parts, headers=headers)


def on_disk(house):
    return [path for path in house.config.files.rglob("*") if path.is_file()]


def test_several_files_are_attached_at_once_and_stand_on_the_case(clerk):
    page = attach(clerk, ("申请表.pdf", PDF), ("照片.png", b"\x89PNG\r\n\x1a\n0000"))

    assert 200 == page.status_code
    assert ["2", "3"] == re.findall(r'href="/cases/2026-0001/attachments/(\d)"', page.text)
    assert {"申请表.pdf", "照片.png", "申请材料", "归入附件"} <= set(re.split(r"[<>]| · ", page.text)) | {
        "归入附件"
    }


def test_one_bad_file_of_several_leaves_nothing_and_is_named_at_its_field(clerk, house):
    page = attach(clerk, ("好.pdf", PDF), ("坏.pdf", b"<html>"), kind="search")

    assert 422 == page.status_code
    assert "坏.pdf" in page.text
    assert 'id="files-wrong"' in page.text
    assert '<option value="search" selected>' in page.text
    assert [] == on_disk(house)
    assert "好.pdf" not in clerk.get(PLACE).text


@pytest.mark.parametrize(
    ("kind", "proves", "at"),
    [
        ("", "", "attachment_kind"),
        ("nothing", "", "attachment_kind"),
        ("other", "9", "proves"),
        ("other", "x" * 40, ""),
    ],
)
def test_a_form_that_is_not_whole_is_said_at_its_field(clerk, kind, proves, at):
    page = attach(clerk, ("a.pdf", PDF), kind=kind, proves=proves)

    assert at == "" or (422 == page.status_code and f'id="{at}-wrong"' in page.text)
    assert page.status_code < 500


def test_a_form_without_files_is_refused(clerk):
    assert 422 == attach(clerk).status_code
    assert 422 == clerk.post(f"{PLACE}/attach", page=f"{PLACE}/attach", attachment_kind="other").status_code


def test_a_post_that_is_too_large_is_refused_before_it_is_read(clerk, house, monkeypatch):
    monkeypatch.setattr("desk.web.attachments.TOGETHER", 0)
    monkeypatch.setattr("desk.web.upload.FIELDS", 10)
    monkeypatch.setattr("desk.web.upload.posted_within", lambda _: pytest.fail("read"))
    page = attach(clerk, ("申请表.pdf", PDF))

    assert 413 == page.status_code
    assert "MB" in page.text
    assert [] == on_disk(house)


def test_a_post_that_does_not_say_its_size_is_refused(clerk):
    told = clerk.http.post(
        f"{PLACE}/attach", content=iter([b"x"]), headers={"content-type": "multipart/form-data; boundary=x"}
    )

    assert 413 == told.status_code


def test_a_file_is_saved_under_a_safe_name_and_never_shown_in_place(clerk, visit):
    attach(clerk, ('../"恶\u202e意".html\r\nX: y.exe', PDF))
    told = clerk.get(f"{PLACE}/attachments/2")

    assert PDF == told.content
    assert re.fullmatch(
        r"attachment; filename=\"file\.pdf\"; filename\*=UTF-8''[A-Za-z0-9%._~-]+\.pdf",
        told.headers["content-disposition"],
    )
    assert "application/octet-stream" == told.headers["content-type"]
    assert ("nosniff", "no-store") == (told.headers["x-content-type-options"], told.headers["cache-control"])
    assert "attachment" in visit("audit").get("/audit?ref=2026-0001").text


def test_a_name_of_html_stays_text(clerk):
    page = attach(clerk, ("<img src=x onerror=alert(1)>.pdf", PDF)).text

    assert "<img" not in page
    assert "&lt;img" in page


def test_a_withdrawn_file_stays_with_the_reason_and_cannot_be_withdrawn_twice(clerk):
    attach(clerk, ("申请表.pdf", PDF))
    assert 200 == clerk.get(f"{PLACE}/withdraw_attachment?attachment=2").status_code
    assert (
        422 == clerk.post(f"{PLACE}/withdraw_attachment", page=PLACE, attachment="2", reason=" ").status_code
    )
    page = clerk.post(f"{PLACE}/withdraw_attachment", page=PLACE, attachment="2", reason="传错了案件").text
    again = clerk.post(f"{PLACE}/withdraw_attachment", page=PLACE, attachment="2", reason="再撤")

    assert "传错了案件" in page
    assert "withdraw_attachment?attachment=2" not in page
    assert 422 == again.status_code
    assert PDF == clerk.get(f"{PLACE}/attachments/2").content


def test_an_altered_file_is_not_given_out(clerk, house):
    attach(clerk, ("申请表.pdf", PDF))
    on_disk(house)[0].write_bytes(b"%PDF-1.7 scam")
    told = clerk.get(f"{PLACE}/attachments/2")

    assert 403 == told.status_code
    assert b"scam" not in told.content


def test_nobody_out_of_sight_reaches_an_attachment_by_any_number(clerk, visit):
    attach(clerk, ("申请表.pdf", PDF))
    for login in ("cg", "admin"):
        other = visit(login)
        for line in range(6):
            assert 404 == other.get(f"{PLACE}/attachments/{line}").status_code
            assert 404 == other.get(f"{PLACE}/withdraw_attachment?attachment={line}").status_code
            assert (
                404
                == other.post(
                    f"{PLACE}/withdraw_attachment", page="/password", attachment=line, reason="x"
                ).status_code
            )
        assert 404 == attach(other, ("x.pdf", b"%PDF-x")).status_code
    cg = visit("cg")
    cg.post("/log", **ASKED | {"unit": "2"})
    assert 404 == cg.get("/cases/CG-2026-0001/attachments/2").status_code


def test_an_auditor_takes_files_out_and_neither_adds_nor_withdraws(clerk, visit):
    attach(clerk, ("申请表.pdf", PDF))
    audit = visit("audit")

    assert PDF == audit.get(f"{PLACE}/attachments/2").content
    assert "attach_form" not in audit.get(PLACE).text
    assert 403 == attach(audit, ("x.pdf", b"%PDF-x")).status_code
    assert (
        403 == audit.post(f"{PLACE}/withdraw_attachment", page=PLACE, attachment="2", reason="x").status_code
    )


@pytest.mark.parametrize("line", ["0", "-1", "x", "9" * 30, "²"])
def test_an_odd_number_is_no_fault_of_ours(clerk, line):
    assert clerk.get(f"{PLACE}/attachments/{line}").status_code in (404, 422)
    assert (
        404 == clerk.post(f"{PLACE}/withdraw_attachment", page=PLACE, attachment=line, reason="x").status_code
    )
