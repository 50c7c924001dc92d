"""The alerts that were raised to somebody, and whether they have read them."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "personal_alerts",
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("alert_id", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["alert_id"], ["alerts.id"], name=op.f("fk_personal_alerts_alert_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["login"], ["people.login"], name=op.f("fk_personal_alerts_login")),
        sa.PrimaryKeyConstraint("login", "alert_id", name=op.f("pk_personal_alerts")),
    )
    op.create_index("ix_personal_alerts_alert_id", "personal_alerts", ["alert_id"])
    op.create_index(
        "ix_personal_alerts_unread", "personal_alerts", ["login", "alert_id"],
        sqlite_where=sa.text("read_at IS NULL"), postgresql_where=sa.text("read_at IS NULL"),
    )


def downgrade() -> None:
    raise RuntimeError("A register is not unmade: restore a backup.")
