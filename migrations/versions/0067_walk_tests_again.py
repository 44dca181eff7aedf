"""Let a walk through a draft put a test right: which one."""

import sqlalchemy as sa
from alembic import op

revision = "0067_walk_tests_again"
down_revision = "0066_keep_replays"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("process_walk", sa.Column("test_path", sa.String(200), nullable=True))


def downgrade() -> None:
    op.drop_column("process_walk", "test_path")
