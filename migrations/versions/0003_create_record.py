"""Create records, their versions and imports."""

import sqlalchemy as sa
from alembic import op

revision = "0003_create_record"
down_revision = "0002_create_account"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "record",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("authority_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("subject_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("document_no", sa.String(length=200), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("fine", sa.Numeric(precision=16, scale=2), nullable=True),
        sa.Column("confiscation", sa.Numeric(precision=16, scale=2), nullable=True),
        sa.Column("severity", sa.String(length=40), nullable=False),
        sa.Column("regime", sa.String(length=40), nullable=False),
        sa.Column("min_until", sa.Date(), nullable=True),
        sa.Column("first_apply_on", sa.Date(), nullable=True),
        sa.Column("max_until", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_record_authority_id_authority"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subject.id"], name=op.f("fk_record_subject_id_subject"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record")),
        sa.UniqueConstraint(
            "authority_id",
            "document_no",
            "subject_id",
            "kind",
            name=op.f("uq_record_authority_id_document_no_subject_id_kind"),
        ),
    )
    op.create_index(op.f("ix_record_subject_id"), "record", ["subject_id"], unique=False)
    op.create_table(
        "record_import",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("authority_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.Column("by_severity", sa.JSON(), nullable=False),
        sa.Column("findings", sa.JSON(), nullable=False),
        sa.Column("imported_by", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"],
            ["authority.id"],
            name=op.f("fk_record_import_authority_id_authority"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["imported_by"], ["account.id"], name=op.f("fk_record_import_imported_by_account"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_import")),
    )
    op.create_index(op.f("ix_record_import_authority_id"), "record_import", ["authority_id"], unique=False)
    op.create_table(
        "record_version",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("record_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("import_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["record_import.id"],
            name=op.f("fk_record_version_import_id_record_import"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_record_version_record_id_record"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_version")),
        sa.UniqueConstraint("record_id", "version", name=op.f("uq_record_version_record_id_version")),
    )


def downgrade() -> None:
    op.drop_table("record_version")
    op.drop_index(op.f("ix_record_import_authority_id"), table_name="record_import")
    op.drop_table("record_import")
    op.drop_index(op.f("ix_record_subject_id"), table_name="record")
    op.drop_table("record")
