"""Letters, from draft to issued."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def index(name: str, columns: list[str], condition: str = "", *, unique: bool = False) -> None:
    where = sa.text(condition) if condition else None
    op.create_index(name, "documents", columns, unique=unique, sqlite_where=where, postgresql_where=where)


def upgrade() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("composed", sa.String(), nullable=False),
        sa.Column("drafted_by", sa.String(), nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_by", sa.String(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("issued", sa.Integer(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("docx", sa.String(), nullable=False),
        sa.Column("pdf", sa.String(), nullable=False),
        sa.CheckConstraint(
            "status IN ('draft', 'signed', 'issued', 'void')", name=op.f("ck_documents_status_is_known")
        ),
        sa.CheckConstraint("version >= 1", name=op.f("ck_documents_version_counts_from_one")),
        sa.CheckConstraint(
            "(number = '') = (issued IS NULL) AND (number = '') = (issued_on IS NULL)",
            name=op.f("ck_documents_issued_as_a_whole"),
        ),
        sa.CheckConstraint(
            "(number = '') = (status IN ('draft', 'signed'))", name=op.f("ck_documents_numbered_when_issued")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_documents_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
    )
    index("ix_documents_standing", ["case_id", "line", "kind"], "status <> 'void'", unique=True)
    index("ix_documents_number", ["number"], "number <> ''", unique=True)
    index("ix_documents_status", ["status", "id"])
    index("ix_documents_case_id", ["case_id", "id"])
    index("ix_documents_issued_on", ["issued_on", "id"], "issued_on IS NOT NULL")
    index("ix_documents_docx", ["docx"], "docx <> ''")
    index("ix_documents_pdf", ["pdf"], "pdf <> ''")


def downgrade() -> None:
    raise RuntimeError("A register is not unmade: restore a backup.")
