"""What was erased with its words is missed by no backup, and by no proof."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from tests.desk.backups import with_a_scan
from tests.desk.conftest import issued

FIRST = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@pytest.fixture
def kept(logged, tmp_path, monkeypatch):
    """The command in an office with a case and an attachment; each backup is made an hour after the last."""
    hours = iter(range(1000))
    monkeypatch.setattr("desk.cli.desk.now", lambda: FIRST + timedelta(hours=next(hours)))
    return with_a_scan(logged, tmp_path)


def attachment(tmp_path):
    (path,) = (path for path in (tmp_path / "foi.db.files").rglob("*") if path.is_file())
    return path


def erase_the_words():
    """What only whoever looks after the database can do."""
    with closing(sqlite3.connect("foi.db")) as database:
        database.execute("UPDATE texts SET text = '', salt = ''")
        database.commit()


def test_an_attachment_that_was_erased_with_its_name_is_missed_by_no_backup(kept, tmp_path):
    attachment(tmp_path).unlink()
    assert 6 == kept("backup", "make").code
    erase_the_words()
    said = kept("backup", "make")

    assert 0 == said.code, said.err
    assert 0 == kept("backup", "verify", max((tmp_path / "backups").iterdir())).code
    assert 0 == kept("verify").code


def test_a_letter_that_was_erased_with_its_number_is_missed_by_no_backup(answered, tmp_path):
    issued(answered)
    docx, pdf = (path for path in (tmp_path / "foi.db.files").rglob("*") if path.is_file())
    docx.unlink()
    assert 6 == answered("backup", "make").code
    erase_the_words()
    pdf.unlink()

    assert 0 == answered("backup", "make").code
    assert 0 == answered("verify").code
