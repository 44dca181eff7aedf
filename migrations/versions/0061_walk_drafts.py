"""Keep what somebody did in the sandbox of a draft."""

import sqlalchemy as sa
from alembic import op

revision = "0061_walk_drafts"
down_revision = "0060_take_back_versions"
branch_labels = None
depends_on = None

TABLE = "process_walk"
KEY = sa.Uuid(as_uuid=False)


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", KEY, nullable=False),
        _reference("draft_id", "process_draft", ondelete="CASCADE"),
        _reference("account_id", "account", ondelete="RESTRICT"),
        sa.Column("acts", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("walked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("draft_id", "account_id", name=op.f(f"uq_{TABLE}_draft_id_account_id")),
    )


def downgrade() -> None:
    op.drop_table(TABLE)


def _reference(name: str, target: str, *, ondelete: str) -> sa.Column[str]:
    """Return a column that names a row elsewhere."""
    key = sa.ForeignKey(f"{target}.id", name=op.f(f"fk_{TABLE}_{name}_{target}"), ondelete=ondelete)
    return sa.Column(name, KEY, key, nullable=False)
