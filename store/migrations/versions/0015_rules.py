"""By which rules each case was reckoned, and calendars that are proposed."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Nobody knows by which rules the cases of before were reckoned: the next ring looks at them all.
    op.add_column("cases", sa.Column("rules", sa.String(), nullable=False, server_default=""))
    op.create_index("ix_cases_rules", "cases", ["rules", "id", "ref"])
    _proposals(sa.DateTime(timezone=True))
    _days(sa.String().with_variant(sa.String(collation="C"), "postgresql"))


def _proposals(moment: sa.DateTime) -> None:
    op.create_table(
        "proposals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("rules", sa.String(), nullable=False),
        sa.Column("listed_at", moment, nullable=True),
        sa.Column("after", sa.String(), nullable=False),
        sa.Column("cases", sa.Integer(), nullable=False),
        sa.Column("moved", sa.Integer(), nullable=False),
        sa.Column("firm", sa.Integer(), nullable=False),
        sa.Column("letters", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided_at", moment, nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(decided_at IS NULL) = (state IN ('listing', 'listed'))",
            name=op.f("ck_proposals_decided_as_a_whole"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposals")),
    )
    op.create_index("ix_proposals_state", "proposals", ["state", "id"])


def _days(reference: sa.String) -> None:
    op.create_table(
        "proposed_days",
        sa.Column("proposal_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ref", reference, nullable=False),
        sa.Column("kind", reference, nullable=False),
        sa.Column("line", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("before", sa.Date(), nullable=True),
        sa.Column("after", sa.Date(), nullable=True),
        sa.Column("was_provisional", sa.Boolean(), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("letters", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposals.id"], name=op.f("fk_proposed_days_proposal_id")),
        sa.PrimaryKeyConstraint("proposal_id", "ref", "kind", "line", name=op.f("pk_proposed_days")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    raise RuntimeError("A register is not unmade: restore a backup.")
