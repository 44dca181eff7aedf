"""Keep what follows later, and let no case with any of it open be granted."""

import sqlalchemy as sa
from alembic import op

revision = "0051_deferred_items"
down_revision = "0050_hold_pledges"
branch_labels = None
depends_on = None

TABLE, COLUMN = "deferred_item", "open_deferrable"
KEY = sa.Uuid(as_uuid=False)
INSTANT = sa.DateTime(timezone=True)
WORD = sa.String(40)
ADD_COUNT = """
ALTER TABLE "case" ADD COLUMN open_deferrable INTEGER DEFAULT 0 NOT NULL
    CONSTRAINT ck_case_open_deferrable
    CHECK (open_deferrable = 0 OR open_deferrable > 0 AND state <> 'GRANTED')
"""


def upgrade() -> None:
    op.execute(ADD_COUNT)  # inline: SQLite would otherwise copy the table with all it refers to
    op.create_table(
        TABLE,
        sa.Column("id", KEY, nullable=False),
        _reference("case_id", "case", nullable=False),
        sa.Column("material", WORD, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("requested_wd", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("status", WORD, nullable=False),
        sa.Column("received_at", INSTANT, nullable=True),
        sa.Column("channel", WORD, nullable=True),
        _reference("document_id", "document"),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("found", sa.Text(), nullable=True),
        _reference("entered_by", "account"),
        sa.CheckConstraint(
            "status IN ('MISSING', 'ARRIVED', 'RIGHT', 'WRONG', 'CLOSED')", name=op.f(f"ck_{TABLE}_status")
        ),
        sa.CheckConstraint(
            "channel IS NULL OR channel IN ('ONLINE', 'COUNTER', 'POST')", name=op.f(f"ck_{TABLE}_channel")
        ),
        sa.CheckConstraint(
            "status IN ('MISSING', 'CLOSED') OR received_at IS NOT NULL", name=op.f(f"ck_{TABLE}_received")
        ),
        sa.CheckConstraint("tries >= 0", name=op.f(f"ck_{TABLE}_tries")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("case_id", "material", name=op.f(f"uq_{TABLE}_case_id_material")),
    )
    op.create_index(op.f(f"ix_{TABLE}_document_id"), TABLE, ["document_id"])


def downgrade() -> None:
    op.drop_table(TABLE)
    op.drop_column("case", COLUMN)


def _reference(name: str, target: str, *, nullable: bool = True) -> sa.Column[str]:
    """Return a column that names a row elsewhere."""
    key = sa.ForeignKey(f"{target}.id", name=op.f(f"fk_{TABLE}_{name}_{target}"), ondelete="RESTRICT")
    return sa.Column(name, KEY, key, nullable=nullable)
