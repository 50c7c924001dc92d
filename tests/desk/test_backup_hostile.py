"""A backup is read as if an enemy had written it: nothing leaves the folder, nothing changed passes."""

import sqlite3
import tarfile
from pathlib import Path

import pytest

from desk.backups.archive import unpack
from store.migrations import HEAD
from tests.desk.backups import members, pack_by_hand, plain, told, with_a_scan
from workflow.errors import CaseworkError

EVIL = b"evil"
FILE = "foi.db.files/aa/aa" + "0" * 62


@pytest.fixture
def backup(logged, tmp_path):
    """A backup of an office with a case and an attachment."""
    with_a_scan(logged, tmp_path)
    return Path(logged("--json", "backup", "make").json["file"])


def a_manifest(*names, **changes):
    listed = [told(name, EVIL) for name in ("foi.db", *names)]
    plain_one = {"format": "foi-desk backup 1", "office": "甲", "schema": HEAD}
    return plain_one | {"made_at": "2026-03-02T09:00:00+08:00", "members": listed} | changes


OUTSIDE = [
    "../evil",
    "/tmp/evil",
    "foi.db.files/../../evil",
    "foi.db.files/aa/bb" + "0" * 62,
    "config.toml",
    "",
]


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_name_of_another_kind_is_refused_before_anything_is_written(tmp_path, name):
    file = pack_by_hand(tmp_path / "x.tar", a_manifest(name), [(plain("foi.db"), EVIL), (plain(name), EVIL)])
    (tmp_path / "in").mkdir()

    with pytest.raises(CaseworkError, match="no backup"):
        unpack(file, tmp_path / "in")
    assert ["in", "x.tar"] == sorted(path.name for path in tmp_path.rglob("*"))


@pytest.mark.parametrize(
    "entry",
    [
        plain(FILE, tarfile.SYMTYPE, "/etc/passwd"),
        plain(FILE, tarfile.LNKTYPE, "foi.db"),
        plain(FILE, tarfile.FIFOTYPE),
        plain(FILE, tarfile.DIRTYPE),
        plain("../evil"),
        plain("foi.db"),
    ],
    ids=lambda info: f"{info.type.decode()} {info.name[:8]}",
)
def test_a_member_that_is_not_the_plain_file_announced_is_damage(tmp_path, entry):
    file = pack_by_hand(tmp_path / "x.tar", a_manifest(FILE), [(plain("foi.db"), EVIL), (entry, EVIL)])

    with pytest.raises(CaseworkError, match="damaged"):
        unpack(file, tmp_path / "in")
    assert not (tmp_path / "evil").exists()
    assert ["foi.db"] == [path.name for path in (tmp_path / "in").rglob("*") if path.is_file()]


def test_no_member_is_larger_than_the_manifest_says(tmp_path):
    file = pack_by_hand(tmp_path / "x.tar", a_manifest(), [(plain("foi.db"), EVIL * 1000)])

    with pytest.raises(CaseworkError, match="damaged"):
        unpack(file, tmp_path / "in")


def test_more_than_the_manifest_says_is_damage(tmp_path):
    file = pack_by_hand(tmp_path / "x.tar", a_manifest(), [(plain("foi.db"), EVIL), (plain(FILE), EVIL)])

    with pytest.raises(CaseworkError, match="damaged"):
        unpack(file)


@pytest.mark.parametrize(
    "changes",
    [
        {"format": "foi-desk backup 2"},
        {"format": None},
        {"members": []},
        {"members": [told("foi.db", EVIL)] * 2},
        {"members": [told("foi.db", EVIL) | {"bytes": -1}]},
        {"members": [told("foi.db", EVIL) | {"bytes": True}]},
        {"members": [told("foi.db", EVIL) | {"sha256": "x"}]},
        {"members": [told("foi.db", EVIL) | {"mode": 0o777}]},
        {"members": "foi.db"},
        {"made_at": "yesterday"},
        {"made_at": "2026-03-02T09:00:00"},
        {"office": 7},
        {"key": "value"},
    ],
    ids=str,
)
def test_a_manifest_of_another_shape_is_no_backup(logged, tmp_path, changes):
    file = pack_by_hand(tmp_path / "x.tar", a_manifest(**changes), [(plain("foi.db"), EVIL)])
    said = logged("--json", "backup", "verify", file)

    assert (4, "no_backup") == (said.code, said.error["code"])


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 zip", b"\x00" * 20_000, "申请表".encode() * 900])
@pytest.mark.parametrize("command", [("verify",), ("restore", "--into", "new")], ids=lambda words: words[0])
def test_another_file_is_no_backup(logged, tmp_path, content, command):
    (tmp_path / "x.tar").write_bytes(content)
    said = logged("--json", "backup", command[0], "x.tar", *command[1:])

    assert (4, "no_backup") == (said.code, said.error["code"])
    assert not (tmp_path / "new").exists()


def test_a_file_that_is_not_there_is_not_found(logged):
    assert 3 == logged("backup", "verify", "gone.tar").code
    assert 3 == logged("backup", "restore", "gone.tar", "--into", "new").code


def test_an_altered_byte_anywhere_is_found(backup, tmp_path):
    whole = backup.read_bytes()
    spoiled = tmp_path / "spoiled.tar"
    heads = range(0, 3 * 512, 7)
    for at in (*heads, *range(3 * 512, len(whole), 9973), len(whole) - 1):
        # The last two bytes of a checksum, a nought and a blank, say nothing.
        if at % 512 in (154, 155):
            continue
        spoiled.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        with pytest.raises(CaseworkError):
            unpack(spoiled)


def test_a_backup_of_any_length_is_whole(tmp_path):
    for n in range(0, 11_000, 500):
        content = EVIL[:1] * n
        manifest = a_manifest(members=[told("foi.db", content)])
        assert unpack(pack_by_hand(tmp_path / "x.tar", manifest, [(plain("foi.db"), content)]))


def test_a_backup_cut_short_anywhere_is_found_and_restores_nothing(logged, backup, tmp_path):
    whole = backup.read_bytes()
    for n in (1, 700, 1500, 5000, len(whole) // 2, len(whole) - 10_240, len(whole) - 512):
        (tmp_path / "cut.tar").write_bytes(whole[:n] if n < len(whole) - 600 else whole[:-10_240])
        assert logged("backup", "restore", "cut.tar", "--into", "new").code in {4, 6}
        assert not (tmp_path / "new").exists()


def test_a_backup_that_lacks_a_file_is_damaged(logged, backup, tmp_path):
    manifest, found = members(backup)
    file = pack_by_hand(tmp_path / "x.tar", manifest, [(plain("foi.db"), found["foi.db"])])
    said = logged("--json", "backup", "restore", file, "--into", "new")

    assert (6, "backup_damaged") == (said.code, said.error["code"])
    assert next(name for name in found if name != "foi.db") in said.error["message"]
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("schema", ["9999", "0000", "", "../0001"])
def test_a_backup_of_a_version_nobody_here_knows_is_refused_before_anything_is_written(
    logged, tmp_path, schema
):
    file = pack_by_hand(tmp_path / "x.tar", a_manifest(schema=schema), [(plain("foi.db"), EVIL)])
    for words in (("verify", file), ("restore", file, "--into", "new")):
        said = logged("--json", "backup", *words)
        assert (4, "backup_of_another_version") == (said.code, said.error["code"])
    assert not (tmp_path / "new").exists()


def test_a_database_that_is_none_or_of_another_version_is_not_restored(logged, backup, tmp_path):
    manifest, found = members(backup)
    (tmp_path / "old.db").write_bytes(found["foi.db"])
    database = sqlite3.connect("old.db")
    database.execute("UPDATE alembic_version SET version_num = '0001'")
    database.commit()
    database.close()
    for content in (EVIL * 1000, (tmp_path / "old.db").read_bytes()):
        forged = manifest | {"members": [told("foi.db", content)]}
        file = pack_by_hand(tmp_path / "x.tar", forged, [(plain("foi.db"), content)])
        assert 6 == logged("backup", "restore", file, "--into", "new").code
        assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("schema", "spoil"),
    [
        ("0003", "DROP TABLE cases"),
        (HEAD, "DROP TABLE cases"),
        (HEAD, "ALTER TABLE entries RENAME COLUMN prev TO other"),
    ],
)
def test_a_database_without_our_tables_is_told_as_such(logged, backup, tmp_path, schema, spoil):
    manifest, found = members(backup)
    (tmp_path / "other.db").write_bytes(found["foi.db"])
    database = sqlite3.connect("other.db")
    for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        database.execute(f"DROP TRIGGER {name}")
    database.execute(spoil)
    database.execute("UPDATE alembic_version SET version_num = ?", (schema,))
    database.commit()
    database.close()
    content = (tmp_path / "other.db").read_bytes()
    forged = manifest | {"schema": schema, "members": [told("foi.db", content)]}
    file = pack_by_hand(tmp_path / "x.tar", forged, [(plain("foi.db"), content)])
    said = logged("--json", "backup", "verify", file)

    assert (6, "database_broken") == (said.code, said.error["code"])


def test_a_folder_that_is_not_empty_is_left_as_it_is(logged, backup, tmp_path):
    said = logged("--json", "backup", "restore", backup, "--into", tmp_path)

    assert (4, "not_empty") == (said.code, said.error["code"])
    (tmp_path / "taken").write_bytes(b"a file")
    assert 4 == logged("backup", "restore", backup, "--into", tmp_path / "taken").code
    assert b"a file" == (tmp_path / "taken").read_bytes()


def test_an_empty_folder_is_restored_into_though_somebody_stands_in_it(logged, backup, tmp_path, monkeypatch):
    (tmp_path / "new").mkdir()
    monkeypatch.chdir("new")

    assert 0 == logged("backup", "restore", backup, "--into", ".").code
    assert ["foi.db", "foi.db.files"] == sorted(path.name for path in (tmp_path / "new").iterdir())
