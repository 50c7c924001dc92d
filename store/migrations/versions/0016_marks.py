"""When anything was last written, so that a clock that has gone back is noticed."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "marks",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_marks")),
    )
    # An office that has worked until now is held against what it has entered.
    op.execute("INSERT INTO marks SELECT 'recorded', max(recorded_at) FROM entries HAVING count(*) > 0")


def downgrade() -> None:
    raise RuntimeError("A register is not unmade: restore a backup.")
