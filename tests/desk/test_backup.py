"""`foi backup`: whole or not at all, proved to the last byte, restored where nothing is."""

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config

from desk.backups.making import FORSAKEN
from store import migrations
from store.engine import open_engine
from tests.desk.backups import keeping, members, with_a_scan
from tests.desk.conftest import LOG

HOUSE = Path(__file__).parents[2]
FIRST = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@pytest.fixture
def kept(logged, tmp_path, monkeypatch):
    """The command in an office with a case and an attachment; each backup is made an hour after the last."""
    hours = iter(range(1000))
    monkeypatch.setattr("desk.cli.desk.now", lambda: FIRST + timedelta(hours=next(hours)))
    return with_a_scan(logged, tmp_path)


def made(foi, *words):
    said = foi("--json", "backup", "make", *words)
    assert said.code == 0, said.err
    return Path(said.json["file"])


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def attachment(tmp_path):
    (path,) = (path for path in (tmp_path / "foi.db.files").rglob("*") if path.is_file())
    return path


def test_a_backup_is_restored_as_the_office_was(kept, tmp_path, monkeypatch):
    file = made(kept)
    kept("log", *LOG)
    assert 1 == kept("--json", "backup", "verify", file).json["cases"]
    said = kept("--json", "backup", "restore", file, "--into", "new/office")
    assert tmp_path / "new/office/foi.db" == Path(said.json["database"]).resolve()

    assert ["foi.db", "foi.db.files"] == names(tmp_path / "new/office")
    shutil.copy("config.toml", "new/office")
    monkeypatch.chdir("new/office")
    assert 0 == kept("init").code
    assert 0 == kept("verify").code
    assert ["2026-0001"] == [item["ref"] for item in kept("--json", "list").json["items"]]
    assert 0 == kept("attach", "get", "2026-0001", 2, "--out", "copy.pdf").code


def test_who_has_restored_an_office_is_on_record_there_and_only_there(kept, tmp_path):
    file = made(kept)
    assert 0 == kept("--as", "wang", "backup", "restore", file, "--into", "new").code

    def looks(database):
        with closing(sqlite3.connect(database)) as opened:
            return opened.execute('SELECT "by", what, detail FROM looks').fetchall()

    ((by, what, detail),) = looks("new/foi.db")
    assert ("wang", "restored") == (by, what)
    assert detail.startswith(file.name)
    assert [] == looks("foi.db")
    assert ["foi.db", "foi.db.files"] == names(tmp_path / "new")


def test_a_proof_of_a_backup_is_remembered_by_the_office_it_is_of(kept, tmp_path):
    file = made(kept)
    elsewhere = shutil.copy(file, tmp_path / "stick.tar")
    assert 0 == kept("backup", "verify", elsewhere).code
    assert kept("--json", "doctor").json["backup_proved_at"] is None

    assert 0 == kept("backup", "verify", file).code
    assert kept("--json", "doctor").json["backup_proved_at"]


def test_a_backup_is_a_plain_tar_that_tells_of_every_file(kept, tmp_path):
    file = made(kept)
    manifest, found = members(file)

    assert found.keys() == {member["name"] for member in manifest["members"]}
    assert "foi.db" in found
    assert f"foi.db.files/{attachment(tmp_path).parent.name}/{attachment(tmp_path).name}" in found
    assert ("甲区人民政府办公室", "foi-desk backup 1") == (manifest["office"], manifest["format"])
    # The database needs nothing beside it: no write-ahead log that was left behind.
    assert b"\x01\x01" == found["foi.db"][18:20]


def test_nobody_else_on_the_machine_reads_a_backup(kept, tmp_path):
    assert 0o600 == made(kept).stat().st_mode & 0o777
    assert 0o700 == (tmp_path / "backups").stat().st_mode & 0o777


def test_a_backup_made_while_clerks_write_is_whole(kept):
    stop = threading.Event()

    def write():
        database = sqlite3.connect("foi.db", timeout=30)
        database.execute("CREATE TABLE busy (n, twice)")
        n = 0
        while not stop.is_set():
            with database:
                n += 1
                database.execute("INSERT INTO busy VALUES (?, NULL)", (n,))
                database.execute("UPDATE busy SET twice = 2 * n WHERE n = ?", (n,))
        database.close()

    clerk = threading.Thread(target=write)
    clerk.start()
    try:
        files = [made(kept, "--to", "elsewhere") for _ in range(5)]
    finally:
        stop.set()
        clerk.join()
    for n, file in enumerate(files):
        assert 0 == kept("backup", "verify", file).code
        assert 0 == kept("backup", "restore", file, "--into", f"r{n}").code
        database = sqlite3.connect(f"r{n}/foi.db")
        assert (0,) == database.execute("SELECT count(*) FROM busy WHERE twice IS NOT 2 * n").fetchone()
        database.close()


def test_only_so_many_backups_are_kept_and_nothing_else_in_the_folder_is_touched(kept, tmp_path):
    keeping(tmp_path, 2)
    folder = tmp_path / "backups"
    first = made(kept)
    strangers = ["foi-notes.tar", "foi-20200101-000000+0800.tar", "甲区.tar"]
    for name in strangers:
        (folder / name).write_bytes(b"no backup")
    files = [made(kept) for _ in range(3)]

    assert not first.exists()
    assert sorted([*strangers, *(file.name for file in files[1:])]) == names(folder)


def test_the_backups_of_another_office_in_the_same_folder_stay(kept, tmp_path):
    first = made(kept)
    keeping(tmp_path, 1)
    config = tmp_path / "config.toml"
    config.write_text(config.read_text("utf-8").replace("甲区人民", "乙区人民"), encoding="utf-8")
    made(kept)
    made(kept)

    assert first.exists()
    assert 2 == len(names(tmp_path / "backups"))


def test_nothing_is_removed_from_a_folder_named_by_hand(kept, tmp_path):
    keeping(tmp_path, 1)
    for _ in range(3):
        made(kept, "--to", "stick")

    assert 3 == len(names(tmp_path / "stick"))


@pytest.mark.parametrize(
    ("spoil", "code"),
    [(lambda path: path.unlink(), "缺失"), (lambda path: path.write_bytes(b"%PDF-other"), "改动")],
)
def test_a_file_that_is_lost_is_named_and_the_old_backups_that_hold_it_stay(kept, tmp_path, spoil, code):
    keeping(tmp_path, 1)
    first = made(kept)
    digest = attachment(tmp_path).name
    spoil(attachment(tmp_path))
    said = kept("backup", "make")

    assert 6 == said.code
    assert digest in said.err
    assert "旧的备份一份也没有删" in said.err
    assert 2 == len(names(tmp_path / "backups"))
    assert 0 == kept("backup", "verify", first).code
    # What is left was saved all the same, and its proof names the case.
    newest = max((tmp_path / "backups").iterdir())
    proof = kept("backup", "verify", newest)
    assert 6 == proof.code
    assert "2026-0001" in proof.err


def test_a_database_that_is_no_longer_whole_is_not_saved_over_a_sound_one(kept, tmp_path):
    made(kept)
    (tmp_path / "foi.db").write_bytes(b"no database" * 1000)
    said = kept("--json", "backup", "make")

    assert (6, "database_broken") == (said.code, said.error["code"])
    assert 1 == len(names(tmp_path / "backups"))


def test_verify_finds_what_was_changed_in_the_database_before(kept, tmp_path):
    database = sqlite3.connect("foi.db")
    database.execute("UPDATE cases SET state = 'accepted'")
    database.commit()
    database.close()
    said = kept("backup", "verify", made(kept))

    assert 6 == said.code
    assert "2026-0001" in said.err


def test_a_database_of_an_older_version_is_saved_and_proved_before_it_is_brought_up_to_date(foi, tmp_path):
    steps = Config()
    steps.set_main_option("script_location", str(Path(migrations.__file__).parent))
    with open_engine(f"sqlite:///{tmp_path / 'foi.db'}").begin() as connection:
        steps.attributes["connection"] = connection
        command.upgrade(steps, "0006")
    file = made(foi)

    assert "0006" == foi("--json", "backup", "verify", file).json["schema"]
    assert 0 == foi("backup", "restore", file, "--into", "new").code
    assert 0 == foi("--db", "sqlite:///new/foi.db", "init").code
    assert 0 == foi("--db", "sqlite:///new/foi.db", "verify").code


def test_what_somebody_killed_has_left_is_cleared_away_after_a_day(kept, tmp_path):
    made(kept)
    old, fresh = (tmp_path / "backups" / f".making-{name}" for name in ("old", "fresh"))
    for left in (old, fresh):
        left.mkdir()
        (left / "foi.db").write_bytes(b"half")
    os.utime(old, (old.stat().st_mtime - FORSAKEN - 1,) * 2)
    made(kept)

    assert not old.exists()
    assert fresh.exists()


def test_an_office_without_a_database_has_nothing_to_back_up(foi, tmp_path):
    said = foi("--json", "backup", "make")

    assert (3, "no_database") == (said.code, said.error["code"])
    assert not (tmp_path / "backups").exists()


def test_an_office_on_postgresql_is_sent_to_pg_dump(foi, tmp_path):
    said = foi("--json", "--db", "postgresql+psycopg://nobody@127.0.0.1:1/foi", "backup", "make")

    assert (4, "backup_by_pg_dump") == (said.code, said.error["code"])
    assert "pg_dump" in said.error["message"]


def test_a_folder_for_no_backups_at_all_is_a_fault_of_the_configuration(foi, tmp_path):
    keeping(tmp_path, 0)
    said = foi("--json", "list")

    assert (4, "bad_config") == (said.code, said.error["code"])
    assert "[backup] keep" in said.error["message"]


def test_a_full_disk_leaves_the_old_backups_and_nothing_half_written(kept, tmp_path):
    import resource

    file = made(kept)
    size = file.stat().st_size
    before = names(tmp_path / "backups")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    # The copy of the database does not fit; it does, but the archive does not.
    for room in (size // 4, size - 10_000):
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
        try:
            said = kept("--json", "backup", "make")
            back = kept("--json", "backup", "restore", file, "--into", "new") if room < size // 2 else None
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert (4, "unwritable") == (said.code, said.error["code"])
        assert before == names(tmp_path / "backups")
        if back:
            assert (4, "unwritable") == (back.code, back.error["code"])
            assert not (tmp_path / "new").exists()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
def test_whenever_a_backup_or_a_restore_is_killed_what_is_there_is_whole(kept, tmp_path):
    keeping(tmp_path, 2)
    done = subprocess.run(
        [sys.executable, "-m", "tests.desk.killed", tmp_path], cwd=HOUSE, capture_output=True, text=True
    )

    assert 0 == done.returncode, done.stderr
    making, restoring = map(int, done.stdout.split())
    assert making > 80
    assert restoring > 60
