"""Tables that units hand in which keep their cases elsewhere."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("frozen", sa.Column("handed_in", sa.String(), nullable=True))
    op.add_column("frozen", sa.Column("reason", sa.String(), nullable=True))


def downgrade() -> None:
    raise RuntimeError("A register is not unmade: restore a backup.")
