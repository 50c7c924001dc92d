"""The tables grown by migrations are the tables of the code."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

import store.triggers  # noqa: F401  (the tables, triggers and all)
from store.columns import METADATA
from store.engine import open_engine
from store.ledger import open_ledger
from store.migrations import HEAD, HERE, knows
from tests.store.conftest import make_database


def described(engine):
    """Everything a database says of its own tables, triggers and indexes."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            found = connection.execute(text("SELECT type, name, sql FROM sqlite_master"))
            return {
                (kind, name): " ".join(sorted(sql.replace(",", " ").split())) if sql else None
                for kind, name, sql in found
                if "alembic" not in name
            }
        return {
            kind: sorted(row for row in map(str, connection.execute(text(asked))) if "alembic" not in row)
            for kind, asked in POSTGRES.items()
        }


#: Where PostgreSQL keeps what it knows.
POSTGRES = {
    "columns": """SELECT table_name, column_name, data_type, is_nullable, collation_name, column_default
                  FROM information_schema.columns WHERE table_schema = 'public'""",
    "constraints": """SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint
                      WHERE connamespace = 'public'::regnamespace""",
    "indexes": "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "triggers": "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "functions": "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
}


@pytest.fixture
def made_at_once(sql_ledger, request, tmp_path):
    """The same tables, made from the code."""
    if sql_ledger.engine.dialect.name == "sqlite":
        engine = open_engine(f"sqlite:///{tmp_path / 'made.db'}")
    else:
        postgres = request.getfixturevalue("postgres")
        name = f"{sql_ledger.engine.url.database}_made"
        make_database(postgres, name)
        engine = open_engine(postgres.format(name))
    with engine.begin() as connection:
        METADATA.create_all(connection)
    return engine


def test_the_migrated_tables_are_the_tables_of_the_code(sql_ledger, made_at_once):
    assert described(made_at_once) == described(sql_ledger.engine)


def test_alembic_finds_nothing_to_change(sql_ledger):
    with sql_ledger.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert [] == compare_metadata(context, METADATA)


def test_the_head_is_the_last_migration():
    config = Config()
    config.set_main_option("script_location", str(HERE))

    assert HEAD == ScriptDirectory.from_config(config).get_current_head()


def test_every_migration_is_known_by_its_number():
    config = Config()
    config.set_main_option("script_location", str(HERE))
    numbers = [step.revision for step in ScriptDirectory.from_config(config).walk_revisions()]

    assert [] == [number for number in numbers if not knows(number)]
    assert not knows("9999")


def test_a_new_database_is_not_current_until_it_is_migrated(tmp_path):
    ledger = open_ledger(f"sqlite:///{tmp_path / '50% new.db'}")

    assert not ledger.is_current()

    ledger.migrate()

    assert ledger.is_current()
    ledger.close()


def test_to_migrate_twice_changes_nothing(sql_ledger):
    before = described(sql_ledger.engine)
    sql_ledger.migrate()

    assert before == described(sql_ledger.engine)
    assert sql_ledger.is_current()
