"""Figures entered for a year, and tables frozen."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "figures",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("column", sa.String(), nullable=False),
        sa.Column("figure", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_figures_unit_id")),
        sa.PrimaryKeyConstraint("unit_id", "year", "form", "code", "column", name=op.f("pk_figures")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "frozen",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("signed_by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("restates", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["restates"], ["frozen.id"], name=op.f("fk_frozen_restates")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_frozen_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frozen")),
        sa.UniqueConstraint("restates", name=op.f("uq_frozen_restates")),
    )
    op.create_index(
        "ix_frozen_first",
        "frozen",
        ["unit_id", "year", "form"],
        unique=True,
        sqlite_where=sa.text("restates IS NULL"),
        postgresql_where=sa.text("restates IS NULL"),
    )


def downgrade() -> None:
    raise RuntimeError("A register is not unmade: restore a backup.")
