"""Entries are append only, and the database itself sees to it."""

from typing import Final

from sqlalchemy import DDL, event

from store.tables import ENTRIES

_SQLITE = "CREATE TRIGGER {} BEFORE {} ON entries BEGIN SELECT RAISE(ABORT, 'entries are append only'); END"
_REFUSAL = """
CREATE FUNCTION entries_append_only() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN RAISE EXCEPTION 'entries are append only'; END $$"""
_POSTGRESQL = """
CREATE TRIGGER entries_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON entries
FOR EACH STATEMENT EXECUTE FUNCTION entries_append_only()"""

#: What each database is told once the table of entries is there.
APPEND_ONLY: Final = {
    "sqlite": (
        _SQLITE.format("entries_no_update", "UPDATE"),
        _SQLITE.format("entries_no_delete", "DELETE"),
    ),
    "postgresql": (_REFUSAL, _POSTGRESQL),
}

for dialect, statements in APPEND_ONLY.items():
    for statement in statements:
        ddl = DDL(statement)  # type: ignore[no-untyped-call]
        event.listen(ENTRIES, "after_create", ddl.execute_if(dialect=dialect))
