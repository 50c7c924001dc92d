"""How far the digests of a day are, and what those under way are to tell."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Until now a day was kept when all of its digests were made.
    op.add_column("digests", sa.Column("stage", sa.String(), server_default="told", nullable=False))
    op.add_column("digests", sa.Column("after", sa.String(), server_default="", nullable=False))
    op.create_table(
        "digest_lines",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("day", "recipient", "ref", "kind", "line", name=op.f("pk_digest_lines")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    raise RuntimeError("A register is not unmade: restore a backup.")
