"""Keep by which parameters an application went before it took another version, so that its applicant can be told."""

import sqlalchemy as sa
from alembic import op

revision = "0072_tell_parameters"
down_revision = "0071_point_wishes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("case_migration", sa.Column("parameters_before", sa.String(64), nullable=True))


def downgrade() -> None:
    op.drop_column("case_migration", "parameters_before")
