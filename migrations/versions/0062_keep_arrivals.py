"""Keep with a draft what was adapted in a diagram that came from elsewhere."""

import sqlalchemy as sa
from alembic import op

revision = "0062_keep_arrivals"
down_revision = "0061_walk_drafts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("process_draft", sa.Column("arrival", sa.JSON(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("process_draft") as table:
        table.drop_column("arrival")
