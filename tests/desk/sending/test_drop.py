"""Messages laid down for another program: whole, once, and never over another."""

import errno
import json
import os

import pytest

from workflow.outbox import MessageState

FAULTS = {"full": errno.ENOSPC, "read-only": errno.EROFS}


def files(folder):
    return sorted(path for path in folder.iterdir())


def test_each_message_is_a_file_named_after_it_and_everybody_has_theirs(dropped):
    sender, folder = dropped
    sender.alert()

    told = {one.told.code: one.told.recipient for one in sender.outbox.page()}
    assert {f"{code}.json" for code in told} == {path.name for path in files(folder)}
    content = [json.loads(path.read_text(encoding="utf-8")) for path in files(folder)]
    assert {"li", "wang", "zhao"} == {one["to"] for one in content} == set(told.values())
    assert all(one["lines"][0]["left"] == 10 and "2026-0001" in one["text"] for one in content)


def test_a_file_that_lies_there_is_not_written_over(dropped):
    sender, folder = dropped
    sender.send("2026-03-16 08:30")
    sender.log()
    sender.ring("2026-03-16 08:00")  # raised, and nothing leaves yet
    code = sender.outbox.message(1).told.code
    (folder / f"{code}.json").write_text("being read", encoding="utf-8")
    sender.send("2026-03-16 09:00")

    assert {"sent": 3} == sender.counts
    assert "being read" == (folder / f"{code}.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("spoil", ["gone", "a file", "full", "read-only"])
def test_a_folder_that_takes_nothing_leaves_nothing_half_written(dropped, monkeypatch, spoil):
    sender, folder = dropped
    if spoil in FAULTS:

        def fail(_file):
            raise OSError(FAULTS[spoil], os.strerror(FAULTS[spoil]))

        monkeypatch.setattr("os.fsync", fail)
    else:
        folder.rmdir()
        if spoil == "a file":
            folder.write_text("", encoding="utf-8")
    sender.alert()

    assert {"pending": 3} == sender.counts
    assert "投递文件夹写不进去" in max(one.error for one in sender.outbox.page((MessageState.PENDING,)))
    assert not list(folder.glob("*.json"))
    monkeypatch.undo()
    if not folder.is_dir():
        folder.unlink(missing_ok=True)
        folder.mkdir()
    sender.send("2026-03-16 09:30")
    assert {"sent": 3} == sender.counts
    assert all(path.suffix == ".json" for path in files(folder))
