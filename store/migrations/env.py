"""What Alembic runs: on the connection it was given, or on the database of `alembic -x url=…`."""

from alembic import context
from sqlalchemy import Connection

import store.tables  # noqa: F401  (so that the metadata know them)
from store.columns import METADATA
from store.engine import open_engine


def _migrate(connection: Connection) -> None:
    # SQLite cannot alter most things of a table, so it is made anew (batch).
    context.configure(connection=connection, target_metadata=METADATA, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    _migrate(given)
else:
    with open_engine(context.get_x_argument(as_dictionary=True)["url"]).begin() as connection:
        _migrate(connection)
