"""Keep when the draft of a task was changed last."""

import sqlalchemy as sa
from alembic import op

revision = "0039_keep_drafts"
down_revision = "0038_file_at_window"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("task") as table:
        table.add_column(sa.Column("draft_kept_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("task") as table:
        table.drop_column("draft_kept_at")
