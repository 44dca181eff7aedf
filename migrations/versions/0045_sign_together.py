"""Let one link ask for the signatures under several cases."""

from alembic import op

revision = "0045_sign_together"
down_revision = "0044_file_together"
branch_labels = None
depends_on = None

TABLE, COLUMN = "signature", "link_digest"
INDEX, UNIQUE = op.f(f"ix_{TABLE}_{COLUMN}"), op.f(f"uq_{TABLE}_{COLUMN}")
LONE_LINKS = """
UPDATE signature SET link_digest = NULL
WHERE link_digest IS NOT NULL AND EXISTS (
    SELECT 1 FROM signature AS other WHERE other.link_digest = signature.link_digest AND other.id < signature.id
)
"""


def upgrade() -> None:
    with op.batch_alter_table(TABLE) as table:
        table.drop_constraint(UNIQUE, type_="unique")
        table.create_index(INDEX, [COLUMN])


def downgrade() -> None:
    op.execute(LONE_LINKS)  # before this, a link asked for one signature: that of the first case stays
    with op.batch_alter_table(TABLE) as table:
        table.drop_index(INDEX)
        table.create_unique_constraint(UNIQUE, [COLUMN])
