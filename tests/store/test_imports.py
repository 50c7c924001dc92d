"""Imports are remembered, and undone while nobody has worked on what they brought."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.store.stories import act, log, tell
from workflow.errors import NotFound, Refused

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


@pytest.fixture
def imported(sql_ledger):
    """A ledger with a case of its own and two that came by import 1."""
    tell(sql_ledger, "receive 2018-03-05", "accept 2018-03-06", ref="own")
    with sql_ledger.transaction():
        number = sql_ledger.keep_import("台账.csv", "0" * 64, "小王", NOW)
        rows = [(row, f"digest of {ref}", log(sql_ledger, ref=ref)) for row, ref in ((2, "A"), (3, "B"))]
        sql_ledger.keep_imported(number, rows)
    return sql_ledger


def test_a_row_is_known_by_its_digest(imported):
    found = imported.imported(["digest of A", "digest of B", "another"])

    assert {"digest of A": "A", "digest of B": "B"} == found
    assert {} == imported.imported([])


def test_what_was_imported_is_taken_out_and_the_rest_stays(imported):
    assert 2 == imported.undo_import(1, "小李", NOW)
    assert ["own"] == list(imported.refs())
    assert {} == imported.imported(["digest of A"])
    assert 1 == sum(number for _, number in imported.tally(2018, frozenset()))
    imported.check("own")


def test_an_import_that_was_undone_is_still_told_of(imported):
    imported.undo_import(1, "小李", NOW)
    ((number, file, by, _, cases, undone_at),) = imported.imports()

    assert (1, "台账.csv", "小王", 2, NOW) == (number, file, by, cases, undone_at.replace(tzinfo=UTC))


def test_the_database_refuses_to_lose_entries_again_afterwards(imported):
    imported.undo_import(1, "小李", NOW)

    with pytest.raises(DBAPIError, match="append only"), imported.engine.begin() as connection:
        connection.execute(text("DELETE FROM entries"))


def test_an_import_somebody_has_worked_on_is_not_undone_and_nothing_is_lost(imported):
    act(imported, imported.read("B"), "accept 2018-03-06")

    with pytest.raises(Refused) as refused:
        imported.undo_import(1, "小李", NOW)

    assert ("B",) == refused.value.values["refs"]
    assert ["A", "B", "own"] == list(imported.refs())


@pytest.mark.parametrize("number", [1, 2])
def test_only_a_standing_import_can_be_undone(imported, number):
    if number == 1:
        imported.undo_import(1, "小李", NOW)

    with pytest.raises(NotFound):
        imported.undo_import(number, "小李", NOW)
