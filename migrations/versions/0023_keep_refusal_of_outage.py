"""Keep with an outage why it was refused, to be read on its page."""

import sqlalchemy as sa
from alembic import op

revision = "0023_keep_refusal_of_outage"
down_revision = "0022_confirm_number_answers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outage", sa.Column("note", sa.String(2000), nullable=True))


def downgrade() -> None:
    op.drop_column("outage", "note")
