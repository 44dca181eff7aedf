"""Note uploads that were received and are still being looked at, so that no period lapses over them."""

import sqlalchemy as sa
from alembic import op

revision = "0053_uploads_in_hand"
down_revision = "0052_deferred_pledges"
branch_labels = None
depends_on = None

TABLE = "upload_in_hand"
KEY = sa.Uuid(as_uuid=False)
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f(f"fk_{TABLE}_case_id_case"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
    )
    op.create_index(op.f(f"ix_{TABLE}_case_id"), TABLE, ["case_id"])


def downgrade() -> None:
    op.drop_table(TABLE)
