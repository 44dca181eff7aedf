"""Keep who asked for a published version to be taken back, why, and who decided; find the cases of a version."""

import sqlalchemy as sa
from alembic import op

revision = "0060_take_back_versions"
down_revision = "0059_process_drafts"
branch_labels = None
depends_on = None

TABLE = "taking_back"
KEY = sa.Uuid(as_uuid=False)
INSTANT = sa.DateTime(timezone=True)
STATUSES = "status IN ('WAITING', 'CONFIRMED', 'REFUSED', 'WITHDRAWN')"
DECIDED = "(status = 'WAITING') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", KEY, nullable=False),
        _reference("version_id", "process_version", nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        _reference("asked_by", "account", nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        _reference("decided_by", "account"),
        sa.Column("decided_at", INSTANT, nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.CheckConstraint(STATUSES, name=op.f(f"ck_{TABLE}_status")),
        sa.CheckConstraint(DECIDED, name=op.f(f"ck_{TABLE}_decided")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
    )
    op.create_index(op.f(f"ix_{TABLE}_version_id"), TABLE, ["version_id"])
    waits = sa.text("status = 'WAITING'")
    columns = ["version_id"]
    op.create_index(f"uq_{TABLE}_waiting", TABLE, columns, unique=True, sqlite_where=waits, postgresql_where=waits)
    op.create_index(op.f("ix_case_process_version_id_status_id"), "case", ["process_version_id", "status", "id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_case_process_version_id_status_id"), "case")
    op.drop_table(TABLE)


def _reference(name: str, target: str, *, nullable: bool = True) -> sa.Column[str]:
    """Return a column that names a row elsewhere."""
    key = sa.ForeignKey(f"{target}.id", name=op.f(f"fk_{TABLE}_{name}_{target}"), ondelete="RESTRICT")
    return sa.Column(name, KEY, key, nullable=nullable)
