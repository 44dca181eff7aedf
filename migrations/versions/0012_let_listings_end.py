"""Let listings end without a case, sites that do not answer rest, and records be read in the order of decision."""

import sqlalchemy as sa
from alembic import op

revision = "0012_let_listings_end"
down_revision = "0011_keep_parameters_once"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("removal") as removal:
        removal.alter_column("case_id", existing_type=sa.Uuid(as_uuid=False), nullable=True)
    op.create_index(op.f("ix_removal_listing_id"), "removal", ["listing_id"], unique=False)
    op.add_column("site", sa.Column("silences", sa.Integer(), server_default="0", nullable=False))
    op.add_column("site", sa.Column("rests_until", sa.DateTime(timezone=True), nullable=True))
    op.add_column("due_work", sa.Column("site_id", sa.Uuid(as_uuid=False), nullable=True))
    op.create_index(op.f("ix_record_decided_on_id"), "record", ["decided_on", "id"], unique=False)
    op.create_index(op.f("ix_record_max_until_id"), "record", ["max_until", "id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_record_max_until_id"), table_name="record")
    op.drop_index(op.f("ix_record_decided_on_id"), table_name="record")
    op.drop_column("due_work", "site_id")
    op.drop_column("site", "rests_until")
    op.drop_column("site", "silences")
    op.drop_index(op.f("ix_removal_listing_id"), table_name="removal")
    op.execute("DELETE FROM removal WHERE case_id IS NULL")
    with op.batch_alter_table("removal") as removal:
        removal.alter_column("case_id", existing_type=sa.Uuid(as_uuid=False), nullable=False)
