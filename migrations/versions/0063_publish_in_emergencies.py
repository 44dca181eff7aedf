"""Keep which versions one person published alone, why, and who confirmed them afterwards."""

import sqlalchemy as sa
from alembic import op

revision = "0063_publish_in_emergencies"
down_revision = "0062_keep_arrivals"
branch_labels = None
depends_on = None

TABLE = "emergency"
KEY = sa.Uuid(as_uuid=False)
INSTANT = sa.DateTime(timezone=True)
CONFIRMED = "(confirmed_by IS NULL) = (confirmed_at IS NULL)"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", KEY, nullable=False),
        _reference("version_id", "process_version", nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("writers", sa.JSON(), nullable=False),
        _reference("published_by", "account", nullable=False),
        sa.Column("published_at", INSTANT, nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("escalated_at", INSTANT, nullable=True),
        _reference("confirmed_by", "account"),
        sa.Column("confirmed_at", INSTANT, nullable=True),
        sa.CheckConstraint(CONFIRMED, name=op.f(f"ck_{TABLE}_confirmed")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("version_id", name=op.f(f"uq_{TABLE}_version_id")),
    )


def downgrade() -> None:
    op.drop_table(TABLE)


def _reference(name: str, target: str, *, nullable: bool = True) -> sa.Column[str]:
    """Return a column that names a row elsewhere."""
    key = sa.ForeignKey(f"{target}.id", name=op.f(f"fk_{TABLE}_{name}_{target}"), ondelete="RESTRICT")
    return sa.Column(name, KEY, key, nullable=nullable)
