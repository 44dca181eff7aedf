"""Let an auditor read the trail by day, newest first."""

from alembic import op

revision = "0020_index_audit"
down_revision = "0019_serve_letters"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("ix_audit_entry_at"), "audit_entry", ["at"])


def downgrade() -> None:
    op.drop_index(op.f("ix_audit_entry_at"), table_name="audit_entry")
