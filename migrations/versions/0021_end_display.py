"""Let the display of a pledge end: its last day, by the parameter that held when it was signed."""

import sqlalchemy as sa
from alembic import op

revision = "0021_end_display"
down_revision = "0020_index_audit"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("pledge", sa.Column("public_until", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("pledge", "public_until")
