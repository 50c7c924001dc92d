"""Entries cannot be changed; and were they changed behind the database's back, the chain tells."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from store.triggers import APPEND_ONLY
from tests.store.stories import log, tell
from workflow.errors import Broken

STORY = ("receive 2018-03-05", "accept 2018-03-06", "extend 2018-03-20 days=5 reason=案情复杂")


def unguard(connection):
    """What only somebody with the keys to the database can do."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("DROP TRIGGER entries_no_update"))
        connection.execute(text("DROP TRIGGER entries_no_delete"))
    else:
        connection.execute(text("DROP TRIGGER entries_no_change ON entries"))


def meddle(ledger, *statements):
    with ledger.engine.begin() as connection:
        unguard(connection)
        for statement in statements:
            connection.execute(text(statement))


@pytest.mark.parametrize(
    "statement",
    ["UPDATE entries SET \"by\" = 'x'", "DELETE FROM entries", "DELETE FROM entries WHERE line = 3"],
)
def test_an_entry_can_be_neither_changed_nor_removed(sql_ledger, statement):
    record = tell(sql_ledger, *STORY)

    with pytest.raises(DBAPIError, match="append only"), sql_ledger.engine.begin() as connection:
        connection.execute(text(statement))

    assert record == sql_ledger.read(record.ref)


def test_the_table_cannot_be_emptied_at_a_stroke(postgres_url):
    from store.ledger import open_ledger

    ledger = open_ledger(postgres_url)
    with pytest.raises(DBAPIError, match="append only"), ledger.engine.begin() as connection:
        connection.execute(text("TRUNCATE entries CASCADE"))
    ledger.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entries SET \"by\" = '别人' WHERE line = 2",
        "UPDATE entries SET \"on\" = '2018-03-07' WHERE line = 2",
        "UPDATE entries SET facts = '{}' WHERE line = 3",
        "DELETE FROM entries WHERE line = 2",
        "DELETE FROM entries WHERE line = 3",
        "UPDATE texts SET text = '别的理由'",
        "UPDATE cases SET ref = '2018-0009'",
    ],
)
def test_a_change_made_behind_the_triggers_back_is_found(sql_ledger, statement):
    record = tell(sql_ledger, *STORY)
    sql_ledger.check(record.ref)
    meddle(sql_ledger, statement)
    ref = "2018-0009" if "SET ref" in statement else record.ref

    with pytest.raises(Broken):
        sql_ledger.check(ref)


def test_an_erased_text_reads_as_nothing_and_the_chain_still_holds(sql_ledger):
    record = tell(sql_ledger, *STORY)
    with sql_ledger.engine.begin() as connection:
        connection.execute(text("UPDATE texts SET text = '', salt = ''"))

    sql_ledger.check(record.ref)

    assert {"days": 5, "reason": ""} == sql_ledger.read(record.ref).entries[2].facts


def test_free_text_stands_outside_the_chain(sql_ledger):
    tell(sql_ledger, *STORY)
    with sql_ledger.engine.connect() as connection:
        facts = connection.execute(text("SELECT facts FROM entries ORDER BY line")).scalars().all()

    assert not any("案情" in kept for kept in facts)


def test_no_personal_data_stands_in_the_entries(sql_ledger):
    log(sql_ledger, names=("张三",), subject="我家的档案")
    with sql_ledger.engine.connect() as connection:
        entries = str(connection.execute(text("SELECT * FROM entries")).all())

    assert "张三" not in entries
    assert "我家的档案" not in entries


def test_both_databases_guard_their_entries():
    assert {"sqlite", "postgresql"} == APPEND_ONLY.keys()
