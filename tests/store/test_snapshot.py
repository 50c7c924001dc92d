"""A snapshot is the database at one moment, and names the files that belong to it."""

import shutil
import sqlite3

import pytest

from store.ledger import open_ledger
from store.migrations import HEAD
from store.snapshot import read_snapshot, take_snapshot
from workflow.errors import BadInput, Broken, Refused


def test_a_snapshot_needs_no_journal_beside_it(sqlite_url, tmp_path):
    ledger = open_ledger(sqlite_url)
    ledger.add_unit("甲区人民政府")
    # What is only in the write-ahead log so far is in the snapshot too.
    taken = take_snapshot(sqlite_url, tmp_path / "copy.db")
    ledger.close()

    assert (HEAD, frozenset()) == (taken.schema, taken.named)
    assert ["copy.db"] == [path.name for path in tmp_path.glob("copy*")]
    copy = sqlite3.connect(tmp_path / "copy.db")
    assert [("甲区人民政府",)] == copy.execute("SELECT name FROM units").fetchall()
    copy.close()


def test_a_snapshot_names_the_tables_that_were_frozen_and_handed_in(sqlite_url, tmp_path):
    database = sqlite3.connect(tmp_path / "foi.db")
    row = "INSERT INTO frozen (unit_id, year, form, content, by, signed_by, at, handed_in) VALUES "
    database.execute(f"{row} (1, 2025, 'cn-2021', 'a', '甲', '乙', '2026-01-05', NULL)")
    database.execute(f"{row} (2, 2025, 'cn-2021', 'b', '甲', '乙', '2026-01-05', 'c')")
    database.commit()
    database.close()

    assert {"a", "b", "c"} == take_snapshot(sqlite_url, tmp_path / "copy.db").named


def test_a_database_on_a_server_is_backed_up_by_the_server(tmp_path):
    with pytest.raises(Refused, match="pg_dump"):
        take_snapshot("postgresql+psycopg://nobody@127.0.0.1:1/foi", tmp_path / "copy.db")
    assert [] == list(tmp_path.iterdir())


def test_a_place_that_cannot_be_written_is_named(sqlite_url, tmp_path):
    with pytest.raises(BadInput, match="nowhere"):
        take_snapshot(sqlite_url, tmp_path / "nowhere" / "copy.db")


@pytest.mark.parametrize("at", [0, 4096, 8192])
def test_a_page_that_was_overwritten_is_found(migrated_file, tmp_path, at):
    path = tmp_path / "copy.db"
    shutil.copy(migrated_file, path)
    take_snapshot(f"sqlite:///{path}", tmp_path / "whole.db")
    spoiled = tmp_path / "whole.db"
    content = spoiled.read_bytes()
    spoiled.write_bytes(content[:at] + b"\x55" * 4096 + content[at + 4096 :])

    with pytest.raises(Broken):
        read_snapshot(spoiled)


def test_a_database_of_nobody_is_no_snapshot(tmp_path):
    database = sqlite3.connect(tmp_path / "other.db")
    database.execute("CREATE TABLE other (n)")
    database.close()

    with pytest.raises(Broken):
        read_snapshot(tmp_path / "other.db")
