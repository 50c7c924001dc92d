"""Files are kept under their digest: whole, once, and as they were."""

import hashlib
from concurrent.futures import ThreadPoolExecutor

import pytest

from store.files import Files
from store.ledger import open_ledger
from workflow.errors import Broken, Busy, Refused

CONTENT = "答复".encode() * 1000


@pytest.fixture
def files(tmp_path):
    return Files(tmp_path / "deep" / "files")


def on_disk(files):
    return [path for path in files.folder.rglob("*") if path.is_file()]


def test_a_file_is_read_as_it_was_kept(files):
    digest = files.keep(CONTENT)

    assert hashlib.sha256(CONTENT).hexdigest() == digest
    assert CONTENT == files.read(digest)


def test_the_same_file_is_kept_once_however_many_keep_it(files):
    with ThreadPoolExecutor(8) as clerks:
        digests = set(clerks.map(files.keep, [CONTENT] * 40))

    assert [files.folder / d[:2] / d for d in digests] == on_disk(files)


def test_a_file_that_is_gone_or_changed_is_told(files):
    digest = files.keep(CONTENT)
    (place,) = on_disk(files)

    place.write_bytes(CONTENT[:-1])
    with pytest.raises(Broken, match="changed"):
        files.read(digest)
    place.unlink()
    with pytest.raises(Broken, match="missing"):
        files.read(digest)


def test_a_file_that_cannot_be_read_is_told_with_its_path(files):
    digest = files.keep(CONTENT)
    (place,) = on_disk(files)
    place.unlink()
    place.mkdir()
    with pytest.raises(Broken) as broken:
        files.read(digest)

    assert "file_unreadable" == broken.value.code
    assert str(place) in str(broken.value)


def test_a_half_written_file_is_mended_when_it_is_kept_again(files):
    digest = files.keep(CONTENT)
    on_disk(files)[0].write_bytes(b"")

    files.keep(CONTENT)
    assert CONTENT == files.read(digest)


def test_a_disk_that_refuses_is_told_and_leaves_nothing_half_written(files, monkeypatch):
    def full(_fd):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr("store.files.os.fsync", full)
        with pytest.raises(Busy, match="No space"):
            files.keep(CONTENT)
    assert [] == on_disk(files)
    assert CONTENT == files.read(files.keep(CONTENT))


def test_a_ledger_without_a_folder_says_which_key_names_one(tmp_path):
    ledger = open_ledger(f"sqlite:///{tmp_path / 'foi.db'}")

    with pytest.raises(Refused, match=r"\[store\] files"):
        ledger.keep_file(CONTENT)
    ledger.close()


def test_a_ledger_keeps_its_files_in_its_folder(tmp_path):
    ledger = open_ledger(f"sqlite:///{tmp_path / 'foi.db'}", tmp_path / "files")

    assert CONTENT == ledger.file(ledger.keep_file(CONTENT))
    ledger.close()
