"""Where people are reached."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people", sa.Column("mail", sa.String(), server_default="", nullable=False))


def downgrade() -> None:
    raise RuntimeError("A register is not unmade: restore a backup.")
