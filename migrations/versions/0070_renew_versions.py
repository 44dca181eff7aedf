"""Let a version name the one that it renews, and the one whose change it took up."""

import sqlalchemy as sa
from alembic import op

revision = "0070_renew_versions"
down_revision = "0069_confirm_together"
branch_labels = None
depends_on = None

COLUMNS = ("renews", "renewed_with")


def upgrade() -> None:
    for name in COLUMNS:
        op.add_column("process_version", sa.Column(name, sa.Integer(), nullable=True))


def downgrade() -> None:
    for name in reversed(COLUMNS):  # one by one: what refers to a version does not let its table be made anew
        op.drop_column("process_version", name)
