"""How old the newest backup is."""

from datetime import UTC, datetime, timedelta

FIRST = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def test_the_doctor_says_how_old_the_newest_backup_is(logged, monkeypatch):
    monkeypatch.setattr("desk.cli.desk.now", lambda: FIRST)
    assert logged("--json", "doctor").json["backup"] is None
    file = logged("--json", "backup", "make").json["file"]
    assert file == logged("--json", "doctor").json["backup"]["file"]

    monkeypatch.setattr("desk.cli.desk.now", lambda: FIRST + timedelta(days=3))
    assert "3天以前" in logged("doctor").out
