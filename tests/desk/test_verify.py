"""`foi verify` finds whatever was changed behind the ledger's back."""

import sqlite3

import pytest

from tests.desk.conftest import LOG

#: Every copy beside the entries, and the entries themselves: (table, column, another value).
CHANGES = [
    ("cases", "statute", "'cn-2008'"),
    ("cases", "state", "'accepted'"),
    ("cases", "channel", "'fax'"),
    ("cases", "kind", "'business'"),
    ("cases", "received_on", "'2026-03-03'"),
    ("cases", "outcome", "'partial'"),
    ("cases", "answered_on", "'2026-03-11'"),
    ("cases", "served_on", "'2026-03-11'"),
    ("cases", "closed_on", "'2026-03-11'"),
    ("cases", "counted_outcome", "3"),
    ("cases", "counted_on", "'2026-03-11'"),
    ("cases", "timeliness", "2"),
    ("cases", "irregular", "1"),
    ("cases", "received_year", "2025"),
    ("cases", "counted_year", "2027"),
    ("cases", "deadlines", "replace(deadlines, '2026-03-30', '2026-03-31')"),
    ("cases", "reply_due_on", "'2026-03-31'"),
    ("cases", "version", "7"),
    ("cases", "head", "'0'"),
    ("entries", "action", "'annotate'"),
    ("entries", '"on"', "'2026-03-05'"),
    ("entries", "recorded_at", "replace(recorded_at, '20', '19')"),
    ("entries", '"by"', "'somebody else'"),
    ("entries", "facts", "'{}'"),
    ("entries", "prev", "'0'"),
    ("entries", "hash", "'0'"),
    ("texts", "text", "'another'"),
]


@pytest.fixture
def served(office):
    """An office with one case walked to its end."""
    office("log", *LOG, "--received", "2026-03-02")
    office("act", "2026-0001", "accept", "--on", "2026-03-03")
    office("answer", "2026-0001", "already_public", "--on", "2026-03-10", "--fact", "where=门户网站")
    office("serve", "2026-0001", "--method", "post", "--posted", "2026-03-10")
    assert 0 == office("verify").code
    return office


def change(path, statement):
    """Run a statement as somebody would who has the file: no trigger, no constraint in the way."""
    database = sqlite3.connect(path)
    triggers = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (name,) in triggers:
        database.execute(f"DROP TRIGGER {name}")
    database.execute("PRAGMA ignore_check_constraints = ON")
    database.execute(statement)
    database.commit()
    database.close()


@pytest.mark.parametrize(("table", "column", "value"), CHANGES)
def test_a_changed_value_is_found_and_the_case_named(served, tmp_path, table, column, value):
    change(tmp_path / "foi.db", f"UPDATE {table} SET {column} = {value}")
    said = served("verify")

    assert 6 == said.code
    assert "2026-0001" in said.err


@pytest.mark.parametrize("line", [1, 2, 4])
def test_a_missing_entry_is_found(served, tmp_path, line):
    change(tmp_path / "foi.db", f"DELETE FROM entries WHERE line = {line}")

    assert 6 == served("verify").code


def test_a_sweep_looks_early_enough_or_verify_says_so(office, tmp_path):
    office("log", *LOG, "--received", "2026-03-02")
    change(tmp_path / "foi.db", "UPDATE cases SET next_alert_on = '2026-04-20'")

    assert 6 == office("verify").code


def test_looking_makes_no_database(foi, tmp_path):
    foi("list")
    foi("deadline", "--received", "2026-03-02")

    assert not (tmp_path / "foi.db").exists()
