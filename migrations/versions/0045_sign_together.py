"""Let one link ask for the signatures under several cases."""

from alembic import op

revision = "0045_sign_together"
down_revision = "0044_file_together"
branch_labels = None
depends_on = None

TABLE, COLUMN = "signature", "link_digest"
INDEX, UNIQUE = f"ix_{TABLE}_{COLUMN}", f"uq_{TABLE}_{COLUMN}"
LONE_LINKS = """
UPDATE signature SET link_digest = NULL
WHERE link_digest IS NOT NULL AND EXISTS (
    SELECT 1 FROM signature AS other WHERE other.link_digest = signature.link_digest AND other.id < signature.id
)
"""


def upgrade() -> None:
    with op.batch_alter_table(TABLE) as table:
        table.drop_constraint(op.f(UNIQUE), type_="unique")
        table.create_index(op.f(INDEX), [COLUMN])


def downgrade() -> None:
    op.execute(LONE_LINKS)  # before this, a link asked for one signature: that of the first case stays
    with op.batch_alter_table(TABLE) as table:
        table.drop_index(op.f(INDEX))
        table.create_unique_constraint(op.f(UNIQUE), [COLUMN])
