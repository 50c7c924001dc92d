"""Who rings the bell, when nobody did, and what came of it."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "leases",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("beats", sa.BigInteger(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("since", moment, nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_leases")),
    )
    op.create_table(
        "silences",
        sa.Column("since", moment, nullable=False),
        sa.Column("until", moment, nullable=False),
        sa.CheckConstraint("until > since", name=op.f("ck_silences_lasted")),
        sa.PrimaryKeyConstraint("since", name=op.f("pk_silences")),
    )
    op.create_table(
        "bell_tasks",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("milliseconds", sa.Integer(), nullable=False),
        sa.Column("fault", sa.Text(), nullable=False),
        sa.Column("well_at", moment, nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_bell_tasks")),
    )


def downgrade() -> None:
    raise RuntimeError("A register is not unmade: restore a backup.")
