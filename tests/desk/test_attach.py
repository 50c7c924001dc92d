"""`foi attach`: told by content, refused by name, proved by `foi verify`, bound into the file of the case."""

import io
import struct
import zipfile

import pytest

from desk.attachment_files import download_name, plain_name
from desk.file_types import MOST_PARTS, type_of
from tests.desk.conftest import configure
from workflow.attached import Attachment
from workflow.errors import BadInput
from workflow.file_words import AttachmentKind, FileType

PDF = b"%PDF-1.7 scan"


def packed(*names):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return kept.getvalue()


KNOWN = {
    "pdf": PDF,
    "jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF",
    "png": b"\x89PNG\r\n\x1a\n0000IHDR",
    "docx": packed("[Content_Types].xml", "word/document.xml"),
    "xlsx": packed("[Content_Types].xml", "xl/workbook.xml"),
    "ofd": packed("OFD.xml", "Doc_0/Document.xml"),
    "zip": packed("照片/1.jpg"),
}


@pytest.fixture
def scan(tmp_path):
    path = tmp_path / "申请表.pdf"
    path.write_bytes(PDF)
    return path


def on_disk(tmp_path):
    return [path for path in (tmp_path / "foi.db.files").rglob("*") if path.is_file()]


@pytest.mark.parametrize("kind", KNOWN)
def test_a_file_is_what_its_content_says(kind):
    assert FileType.of(kind) is type_of(io.BytesIO(KNOWN[kind]), "骗人.exe")


def forged_directory():
    made = bytearray(KNOWN["zip"])
    struct.pack_into("<HH", made, len(made) - 14, MOST_PARTS + 1, MOST_PARTS + 1)
    return bytes(made)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"MZ\x90 program", "file_type"),
        (b"<html><script>", "file_type"),
        (b"\xd0\xcf\x11\xe0 old Word", "file_type"),
        (KNOWN["docx"][:-22], "archive_unsound"),
        (b"PK\x03\x04 and no more", "archive_unsound"),
        (forged_directory(), "archive_unsound"),
        (packed("word/document.xml", "word/vbaProject.bin"), "file_has_macros"),
    ],
)
def test_what_is_of_no_known_type_is_refused_by_its_name(content, code):
    with pytest.raises(BadInput) as bad:
        type_of(io.BytesIO(content), "某文件.pdf")
    assert (code, "某文件.pdf") == (bad.value.code, bad.value.values["file"])


def test_a_huge_directory_is_not_read(monkeypatch):
    monkeypatch.setattr("desk.file_types.zipfile.ZipFile", lambda _: pytest.fail("read"))
    with pytest.raises(BadInput):
        type_of(io.BytesIO(forged_directory()), "炸弹.zip")


NAMES = [
    "../../etc/passwd", "..\\..\\boot.ini", "C:\\fakepath\\申请.pdf", "a\u202efdp.exe", "a\x00b",
    "\r\nSet-Cookie: x", "申" * 300 + ".pdf", "...", "", "\ud800", "CON",
    "<b>.pdf", 'a"b;c.pdf', "📎.pdf", "a\u2028b",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_name_becomes_harmless_text(name):
    made = plain_name(name)

    assert 0 < len(made) <= 120
    assert not set(made) & set("/\\\x00\r\n\u202e\u2028")
    made.encode()


def test_a_download_is_named_for_its_content():
    one = Attachment(2, AttachmentKind.OTHER, "骗人.exe", FileType.PDF, 1, "a" * 64, 0, "甲", None)

    assert "骗人.exe.pdf" == download_name(one)


def test_a_file_is_attached_listed_taken_out_again_and_withdrawn(logged, scan, tmp_path):
    added = logged("--json", "attach", "add", "2026-0001", scan, "--kind", "request", "--line", 1).json[
        "items"
    ]
    assert [("申请表.pdf", "pdf", len(PDF), 1)] == [
        (i["name"], i["type"], i["bytes"], i["proves"]) for i in added
    ]

    assert 0 == logged("attach", "get", "2026-0001", 2, "--out", tmp_path / "copy.pdf").code
    assert PDF == (tmp_path / "copy.pdf").read_bytes()
    assert 0 == logged("attach", "withdraw", "2026-0001", 2, "--reason", "传错").code
    (listed,) = logged("--json", "attach", "list", "2026-0001").json["items"]
    assert "传错" == listed["withdrawn"]["reason"]
    assert 0 == logged("verify").code
    assert "归入附件" in logged("show", "2026-0001").out


def test_one_bad_file_of_several_leaves_nothing_behind(logged, scan, tmp_path):
    (tmp_path / "big.pdf").write_bytes(PDF + b"0" * 1_000_000)
    (tmp_path / "empty.pdf").write_bytes(b"")
    configure(tmp_path)
    with (tmp_path / "config.toml").open("a", encoding="utf-8") as config:
        config.write("[attachments]\nmegabytes = 1\n")
    for bad, code in (("big.pdf", "file_too_large"), ("empty.pdf", "file_empty"), ("gone.pdf", "unreadable")):
        said = logged("--json", "attach", "add", "2026-0001", scan, tmp_path / bad)
        assert (4, code) == (said.code, said.error["code"])
        assert bad in said.error["message"]
    assert [] == on_disk(tmp_path)
    assert [] == logged("--json", "attach", "list", "2026-0001").json["items"]


def test_the_same_content_lies_on_the_disk_once(logged, scan, tmp_path):
    logged("attach", "add", "2026-0001", scan)
    twice = logged("--json", "attach", "add", "2026-0001", scan)

    assert (4, "attached_already") == (twice.code, twice.error["code"])
    assert 1 == len(on_disk(tmp_path))


@pytest.mark.parametrize("spoil", [lambda path: path.write_bytes(b"%PDF-other"), lambda path: path.unlink()])
def test_verify_names_an_attachment_that_is_gone_or_changed(logged, scan, tmp_path, spoil):
    logged("attach", "add", "2026-0001", scan)
    spoil(on_disk(tmp_path)[0])
    said = logged("verify")

    assert 6 == said.code
    assert "2026-0001" in said.err
    assert "申请表.pdf" in said.err
    assert 6 == logged("attach", "get", "2026-0001", 2).code


def test_the_file_of_a_case_lists_its_attachments(logged, scan):
    import pypdf

    logged("attach", "add", "2026-0001", scan, "--kind", "search")
    assert 0 == logged("letter", "file", "2026-0001", "--out", "file.pdf").code
    text = "".join(page.extract_text() for page in pypdf.PdfReader("file.pdf").pages)

    assert {"附件目录", "申请表.pdf", "检索证明材料"} <= {
        w for w in ("附件目录", "申请表.pdf", "检索证明材料") if w in text
    }


def test_a_case_of_another_unit_has_no_attachments_to_be_seen(logged, scan):
    logged("attach", "add", "2026-0001", scan)
    logged("unit", "add", "城关镇", "--code", "CG")
    logged("user", "add", "admin", "--role", "administrator")
    logged("--as", "admin", "user", "add", "cg", "--role", "clerk", "--unit", "CG")

    for words in (("list", "2026-0001"), ("get", "2026-0001", 2), ("add", "2026-0001", scan)):
        assert 3 == logged("--as", "cg", "attach", *words).code
    assert 3 == logged("--as", "cg", "attach", "withdraw", "2026-0001", 2, "--reason", "x").code
