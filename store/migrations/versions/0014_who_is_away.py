"""Who is away and who hears of their alerts, and until when a case was given to somebody."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("cases", sa.Column("hand_out_on", sa.Date(), nullable=True))
    given = sa.text("hand_out_on IS NOT NULL")
    op.create_index(
        "ix_cases_hand_out", "cases", ["hand_out_on", "ref"], sqlite_where=given, postgresql_where=given
    )
    op.create_table(
        "office_alerts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("threshold", sa.Integer(), nullable=False),
        sa.Column("owed_on", sa.Date(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("late_by", sa.Integer(), nullable=False),
        sa.Column("superseded", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_office_alerts_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_alerts")),
        sa.UniqueConstraint(
            "unit_id", "kind", "year", "due_on", "threshold",
            name=op.f("uq_office_alerts_unit_id_kind_year_due_on_threshold"),
        ),
    )
    op.create_table(
        "absences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("deputy", sa.String(), nullable=False),
        sa.Column("noted_by", sa.String(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("until >= since", name=op.f("ck_absences_ends_after_it_begins")),
        sa.ForeignKeyConstraint(["deputy"], ["people.login"], name=op.f("fk_absences_deputy")),
        sa.ForeignKeyConstraint(["login"], ["people.login"], name=op.f("fk_absences_login")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absences")),
        sa.UniqueConstraint("login", "since", name=op.f("uq_absences_login_since")),
    )
    op.create_index("ix_absences_until", "absences", ["until"])


def downgrade() -> None:
    raise RuntimeError("A register is not unmade: restore a backup.")
