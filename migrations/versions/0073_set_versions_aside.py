"""Keep which version an emergency set aside, and by which one, so that nobody waits for it in vain."""

import sqlalchemy as sa
from alembic import op

revision = "0073_set_versions_aside"
down_revision = "0072_tell_parameters"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("process_version", sa.Column("set_aside_by", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("process_version", "set_aside_by")
