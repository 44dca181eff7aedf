"""Hold a promise to bring documents to its pledge, and say in codes what a process alleges."""

import sqlalchemy as sa
from alembic import op

revision = "0052_deferred_pledges"
down_revision = "0051_deferred_items"
branch_labels = None
depends_on = None

ITEM, LINK = "deferred_item", "pledge_item_id"
ADD_LINK = """
ALTER TABLE deferred_item ADD COLUMN pledge_item_id {key}
    CONSTRAINT fk_deferred_item_pledge_item_id_pledge_item
    REFERENCES pledge_item (id)
"""


def upgrade() -> None:
    key = sa.Uuid(as_uuid=False).compile(dialect=op.get_bind().dialect)
    op.execute(ADD_LINK.format(key=key))  # inline: SQLite would otherwise copy the table
    op.create_index(op.f("ix_deferred_item_pledge_item_id"), ITEM, [LINK])
    op.add_column("pledge_item", sa.Column("is_late", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("pledge_breach", sa.Column("code", sa.String(40), nullable=True))
    op.add_column("pledge_breach", sa.Column("said", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("pledge_breach", "said")
    op.drop_column("pledge_breach", "code")
    op.drop_column("pledge_item", "is_late")
    op.drop_index(op.f("ix_deferred_item_pledge_item_id"), table_name=ITEM)
    op.drop_column(ITEM, LINK)
