"""Lists sorted by day, whom a case was given to, the end of a document, and the filters people keep."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

OPEN, DUE = "closed_on IS NULL", "reply_due_on IS NOT NULL"
INDEXES = (
    ("ix_cases_unit_open", "cases", ["unit_id", "ref"], OPEN),
    ("ix_cases_received_on", "cases", ["received_on", "ref"], ""),
    ("ix_cases_unit_received_on", "cases", ["unit_id", "received_on", "ref"], ""),
    ("ix_cases_due", "cases", ["reply_due_on", "ref"], DUE),
    ("ix_cases_unit_due", "cases", ["unit_id", "reply_due_on", "ref"], DUE),
    ("ix_cases_assigned_to", "cases", ["assigned_to", "ref"], "assigned_to IS NOT NULL"),
    ("ix_applicants_id_tail", "applicants", ["id_tail", "case_id"], "id_tail IS NOT NULL"),
)


def upgrade() -> None:
    op.add_column("cases", sa.Column("assigned_to", sa.String(), nullable=True))
    op.add_column("applicants", sa.Column("id_tail", sa.String(), nullable=True))
    for name, table, columns, where in INDEXES:
        only = sa.text(where) if where else None
        op.create_index(name, table, columns, sqlite_where=only, postgresql_where=only)
    op.create_table(
        "filters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("pinned", sa.Boolean(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["owner"], ["people.login"], name=op.f("fk_filters_owner")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_filters_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filters")),
        sa.UniqueConstraint("owner", "name", name=op.f("uq_filters_owner_name")),
    )
    _fill(op.get_bind())


def _fill(link: sa.Connection) -> None:
    """What older rows would have been given."""
    tail = "substr(trim(id_document), -4)" if link.dialect.name == "sqlite" else "right(trim(id_document), 4)"
    link.execute(sa.text(f"UPDATE applicants SET id_tail = upper({tail}) WHERE trim(id_document) <> ''"))
    given = link.execute(sa.text("SELECT case_id, facts FROM entries WHERE action = 'assign' ORDER BY case_id, line"))
    text = sa.text("SELECT text FROM texts WHERE case_id = :case AND digest = :digest")
    for case_id, facts in given.fetchall():
        sealed = json.loads(facts).get("to")
        if sealed:
            who = link.execute(text, {"case": case_id, "digest": sealed["sealed"]}).scalar()
            link.execute(sa.text("UPDATE cases SET assigned_to = :who WHERE id = :case"), {"who": who, "case": case_id})


def downgrade() -> None:
    raise RuntimeError("A register is not unmade: restore a backup.")
