"""Files that belong together are written whole, or not at all."""

import errno
from pathlib import Path

import pytest

from desk.whole import write_whole
from workflow.errors import BadInput


def found(folder):
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_files_are_written_over_what_stood_there(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"old")
    write_whole({tmp_path / "a.pdf": b"new", tmp_path / "b" / "c.docx": b"other"})

    assert {"a.pdf": b"new", "c.docx": b"other"} == found(tmp_path)


def test_where_the_second_cannot_be_written_the_first_stays_as_it_was(tmp_path):
    (tmp_path / "a.docx").write_bytes(b"old")
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(BadInput, match=r"a\.pdf"):
        write_whole({tmp_path / "a.docx": b"new", tmp_path / "a.pdf": b"new"})

    assert {"a.docx": b"old"} == found(tmp_path)


def test_a_disk_that_fills_up_leaves_no_half_file(tmp_path, monkeypatch):
    (tmp_path / "a.pdf").write_bytes(b"old")
    write = Path.write_bytes

    def fill_up(path, content):
        write(path, content[:1])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fill_up)
    with pytest.raises(BadInput, match="No space left"):
        write_whole({tmp_path / "a.pdf": b"new"})

    assert {"a.pdf": b"old"} == found(tmp_path)


def test_a_folder_that_is_a_file_is_named(tmp_path):
    (tmp_path / "taken").write_bytes(b"")
    with pytest.raises(BadInput, match="taken"):
        write_whole({tmp_path / "taken" / "a.pdf": b"new"})
