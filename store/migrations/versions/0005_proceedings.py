"""Reviews, suits and complaints over a case."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "proceedings",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("kind", sa.SmallInteger(), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("result", sa.SmallInteger(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.CheckConstraint("kind BETWEEN 1 AND 4", name=op.f("ck_proceedings_kind_is_known")),
        sa.CheckConstraint("result BETWEEN 1 AND 4", name=op.f("ck_proceedings_result_is_known")),
        sa.CheckConstraint(
            "(decided_on IS NULL) = (result = 4)", name=op.f("ck_proceedings_decided_with_a_result")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_proceedings_case_id")),
        sa.PrimaryKeyConstraint("case_id", "line", name=op.f("pk_proceedings")),
        sqlite_with_rowid=False,
    )
    op.add_column("cases", sa.Column("proceedings", sa.Text(), nullable=True))


def downgrade() -> None:
    raise RuntimeError("A register is not unmade: restore a backup.")
