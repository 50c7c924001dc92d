"""What came in and is to be confirmed; applicants found by their names; drafts of forms."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "arrivals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.SmallInteger(), nullable=False),
        sa.Column("arrived_on", sa.Date(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("id_document", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("postcode", sa.String(), nullable=False),
        sa.Column("agent", sa.String(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.CheckConstraint("channel BETWEEN 1 AND 5", name=op.f("ck_arrivals_channel_is_known")),
        sa.CheckConstraint(
            "standing IN ('waiting', 'confirmed', 'dropped')", name=op.f("ck_arrivals_standing_is_known")
        ),
        sa.CheckConstraint("version >= 1", name=op.f("ck_arrivals_begins_with_its_arrival")),
        sa.CheckConstraint(
            "(ref <> '') = (standing = 'confirmed')", name=op.f("ck_arrivals_confirmed_as_a_case")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_arrivals_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrivals")),
    )
    confirmed, waiting = sa.text("ref <> ''"), sa.text("standing = 'waiting'")
    op.create_index(
        "ix_arrivals_ref", "arrivals", ["ref"], unique=True, sqlite_where=confirmed, postgresql_where=confirmed
    )
    op.create_index(
        "ix_arrivals_waiting", "arrivals", ["arrived_on", "id"], sqlite_where=waiting, postgresql_where=waiting
    )
    op.create_table(
        "arrival_steps",
        sa.Column("arrival_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("turn", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["arrival_id"], ["arrivals.id"], name=op.f("fk_arrival_steps_arrival_id")
        ),
        sa.PrimaryKeyConstraint("arrival_id", "line", name=op.f("pk_arrival_steps")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_applicants_name", "applicants", ["name"])
    op.create_table(
        "drafts",
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["login"], ["people.login"], name=op.f("fk_drafts_login")),
        sa.PrimaryKeyConstraint("login", "path", name=op.f("pk_drafts")),
    )
    op.create_index("ix_drafts_at", "drafts", ["at"])


def downgrade() -> None:
    raise RuntimeError("A register is not unmade: restore a backup.")
