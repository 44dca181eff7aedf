"""Let a wish in a change set name the parameter or the table that it is about."""

import sqlalchemy as sa
from alembic import op

revision = "0071_point_wishes"
down_revision = "0070_renew_versions"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("change_set_wish", sa.Column("target", sa.String(200), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("change_set_wish") as table:
        table.drop_column("target")
