"""Keep what reviewers ask of the decider: that the limit of a case is put off."""

import sqlalchemy as sa
from alembic import op

revision = "0060_ask_for_extensions"
down_revision = "0059_name_pledges_in_english"
branch_labels = None
depends_on = None

TABLE = "extension_request"
KEY = sa.Uuid(as_uuid=False)
INSTANT = sa.DateTime(timezone=True)
DECIDED = "(status = 'OPEN') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", KEY, nullable=False),
        _reference("case_id", "case", nullable=False),
        _reference("asked_by", "account", nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        _reference("decided_by", "account"),
        sa.Column("decided_at", INSTANT, nullable=True),
        sa.Column("note", sa.String(500), nullable=True),
        sa.CheckConstraint("status IN ('OPEN', 'GIVEN', 'DECLINED')", name=op.f(f"ck_{TABLE}_status")),
        sa.CheckConstraint(DECIDED, name=op.f(f"ck_{TABLE}_decided")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
    )
    op.create_index(op.f(f"ix_{TABLE}_case_id"), TABLE, ["case_id"])
    is_open = sa.text("status = 'OPEN'")
    op.create_index(f"uq_{TABLE}_open", TABLE, ["case_id"], unique=True, sqlite_where=is_open, postgresql_where=is_open)


def downgrade() -> None:
    op.drop_table(TABLE)


def _reference(name: str, target: str, *, nullable: bool = True) -> sa.Column[str]:
    """Return a column that names a row elsewhere."""
    key = sa.ForeignKey(f"{target}.id", name=op.f(f"fk_{TABLE}_{name}_{target}"), ondelete="RESTRICT")
    return sa.Column(name, KEY, key, nullable=nullable)
