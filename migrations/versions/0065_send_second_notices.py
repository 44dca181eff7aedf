"""Keep when a second notice that was allowed was sent."""

import sqlalchemy as sa
from alembic import op

revision = "0065_send_second_notices"
down_revision = "0064_pause_processes"
branch_labels = None
depends_on = None

TABLE, INDEX = "second_notice", "ix_second_notice_authority_id_sent_at"
FILL = """
UPDATE second_notice SET sent_at = (
    SELECT min(letter.issued_at) FROM letter
    WHERE letter.case_id = second_notice.case_id AND letter.kind IN ('T08_CORRECT', 'T08_MISSING')
    AND letter.issued_at >= second_notice.allowed_at
)
"""


def upgrade() -> None:
    op.add_column(TABLE, sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(FILL)
    op.create_index(op.f(INDEX), TABLE, ["authority_id", "sent_at"])


def downgrade() -> None:
    op.drop_index(op.f(INDEX), TABLE)
    op.drop_column(TABLE, "sent_at")
