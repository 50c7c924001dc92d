"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SQLITE = "CREATE TRIGGER {} BEFORE {} ON entries BEGIN SELECT RAISE(ABORT, 'entries are append only'); END"
REFUSAL = """
CREATE FUNCTION entries_append_only() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN RAISE EXCEPTION 'entries are append only'; END $$"""
POSTGRESQL = """
CREATE TRIGGER entries_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON entries
FOR EACH STATEMENT EXECUTE FUNCTION entries_append_only()"""

# What each database is told once the table of entries is there.
APPEND_ONLY = {
    "sqlite": (
        SQLITE.format("entries_no_update", "UPDATE"),
        SQLITE.format("entries_no_delete", "DELETE"),
    ),
    "postgresql": (REFUSAL, POSTGRESQL),
}


def upgrade() -> None:
    op.create_table(
        "notices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
    )
    op.create_table(
        "series",
        sa.Column("prefix", sa.String(), nullable=False),
        sa.Column("year", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("last >= 0", name=op.f("ck_series_last_is_a_number")),
        sa.PrimaryKeyConstraint("prefix", "year", name=op.f("pk_series")),
    )
    op.create_table(
        "units",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("parent", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["parent"], ["units.id"], name=op.f("fk_units_parent")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_units")),
        sa.UniqueConstraint("name", name=op.f("uq_units_name")),
    )
    op.create_index(
        "ix_units_code",
        "units",
        ["code"],
        unique=True,
        sqlite_where=sa.text("code <> ''"),
        postgresql_where=sa.text("code <> ''"),
    )

    op.create_table(
        "cases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("form_of_supply", sa.String(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("arrived_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(), nullable=False),
        sa.Column("statute", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("channel", sa.SmallInteger(), nullable=False),
        sa.Column("kind", sa.SmallInteger(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("served_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("counted_outcome", sa.SmallInteger(), nullable=True),
        sa.Column("counted_on", sa.Date(), nullable=True),
        sa.Column("timeliness", sa.SmallInteger(), nullable=True),
        sa.Column("irregular", sa.Integer(), nullable=False),
        sa.Column("received_year", sa.SmallInteger(), nullable=False),
        sa.Column("counted_year", sa.SmallInteger(), nullable=True),
        sa.Column("deadlines", sa.Text(), nullable=False),
        sa.Column("unanswered", sa.String(), nullable=False),
        sa.Column("reply_due_on", sa.Date(), nullable=True),
        sa.Column("next_alert_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "closed_on IS NULL OR state NOT IN ('received', 'clarifying', 'accepted', 'consulting', 'extended')",
            name=op.f("ck_cases_an_open_state_is_not_closed"),
        ),
        sa.CheckConstraint(
            "(counted_on IS NULL) = (counted_year IS NULL)",
            name=op.f("ck_cases_counted_in_the_year_of_its_day"),
        ),
        sa.CheckConstraint("channel BETWEEN 1 AND 5", name=op.f("ck_cases_channel_is_known")),
        sa.CheckConstraint("counted_year >= received_year", name=op.f("ck_cases_counted_after_receipt")),
        sa.CheckConstraint("kind BETWEEN 1 AND 6", name=op.f("ck_cases_kind_is_known")),
        sa.CheckConstraint("timeliness BETWEEN 1 AND 3", name=op.f("ck_cases_timeliness_is_known")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_cases_begins_with_its_receipt")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_cases_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("ref", name=op.f("uq_cases_ref")),
    )
    op.create_index(
        "ix_cases_carried",
        "cases",
        [
            "received_year",
            "counted_year",
            "counted_outcome",
            "timeliness",
            "kind",
            "channel",
            "unit_id",
            "ref",
        ],
        unique=False,
        sqlite_where=sa.text("(counted_year IS NULL OR counted_year > received_year)"),
        postgresql_where=sa.text("(counted_year IS NULL OR counted_year > received_year)"),
    )
    op.create_index(
        "ix_cases_counted",
        "cases",
        [
            "counted_year",
            "counted_outcome",
            "received_year",
            "timeliness",
            "kind",
            "channel",
            "unit_id",
            "ref",
        ],
        unique=False,
        sqlite_where=sa.text("counted_year IS NOT NULL"),
        postgresql_where=sa.text("counted_year IS NOT NULL"),
    )
    op.create_index(
        "ix_cases_next_alert_on",
        "cases",
        ["next_alert_on", "id", "ref"],
        unique=False,
        sqlite_where=sa.text("next_alert_on IS NOT NULL"),
        postgresql_where=sa.text("next_alert_on IS NOT NULL"),
    )
    op.create_index(
        "ix_cases_open",
        "cases",
        ["ref"],
        unique=False,
        sqlite_where=sa.text("closed_on IS NULL"),
        postgresql_where=sa.text("closed_on IS NULL"),
    )
    op.create_index("ix_cases_received", "cases", ["received_year", "ref"], unique=False)
    op.create_index("ix_cases_unit_id", "cases", ["unit_id", "ref"], unique=False)

    op.create_table(
        "alerts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("threshold", sa.Integer(), nullable=False),
        sa.Column("owed_on", sa.Date(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("late_by", sa.Integer(), nullable=False),
        sa.Column("superseded", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_alerts_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alerts")),
        sa.UniqueConstraint(
            "case_id",
            "kind",
            "line",
            "due_on",
            "threshold",
            name=op.f("uq_alerts_case_id_kind_line_due_on_threshold"),
        ),
    )
    op.create_table(
        "applicants",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("id_document", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("postcode", sa.String(), nullable=False),
        sa.Column("agent", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_applicants_case_id")),
        sa.PrimaryKeyConstraint("case_id", "position", name=op.f("pk_applicants")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "entries",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("prev", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.CheckConstraint("line >= 1", name=op.f("ck_entries_lines_count_from_one")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_entries_case_id")),
        sa.PrimaryKeyConstraint("case_id", "line", name=op.f("pk_entries")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_entries_recorded_at"), "entries", ["recorded_at"], unique=False)

    op.create_table(
        "texts",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("salt", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_texts_case_id")),
        sa.PrimaryKeyConstraint("case_id", "digest", name=op.f("pk_texts")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "unanswered_notices",
        sa.Column("year", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_unanswered_notices_case_id")),
        sa.PrimaryKeyConstraint("year", "case_id", name=op.f("pk_unanswered_notices")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_unanswered_notices_case_id"), "unanswered_notices", ["case_id"], unique=False)

    for statement in APPEND_ONLY[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    raise RuntimeError("A register is not unmade: restore a backup.")
