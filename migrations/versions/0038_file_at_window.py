"""File at the service window for who comes there."""

import sqlalchemy as sa
from alembic import op

revision = "0038_file_at_window"
down_revision = "0037_take_photographs"
branch_labels = None
depends_on = None

TABLE = "window_filing"
KEY = sa.Uuid(as_uuid=False)
INSTANT = sa.DateTime(timezone=True)
WORD, DIGEST = sa.String(40), sa.String(64)


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", KEY, nullable=False),
        _reference("case_id", "case", nullable=False),
        _reference("authority_id", "authority", nullable=False),
        sa.Column("sheet_no", WORD, nullable=False),
        sa.Column("name_cipher", sa.LargeBinary(), nullable=False),
        sa.Column("phone_cipher", sa.LargeBinary(), nullable=False),
        sa.Column("phone_lookup", DIGEST, nullable=False),
        sa.Column("acts_as", WORD, nullable=False),
        sa.Column("shown", WORD, nullable=False),
        sa.Column("mandate_until", sa.Date(), nullable=True),
        sa.Column("signed_task_id", KEY, nullable=True),
        sa.Column("signed_version", WORD, nullable=True),
        sa.Column("signed_pages", sa.JSON(), nullable=False),
        sa.Column("signed_at", INSTANT, nullable=True),
        _reference("created_by", "account", nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        _reference("handed_in_by", "account"),
        sa.Column("handed_in_at", INSTANT, nullable=True),
        _reference("taken_over_by", "account"),
        sa.Column("taken_over_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("case_id", name=op.f(f"uq_{TABLE}_case_id")),
        sa.UniqueConstraint("sheet_no", name=op.f(f"uq_{TABLE}_sheet_no")),
    )
    op.create_index(op.f(f"ix_{TABLE}_authority_id_id"), TABLE, ["authority_id", "id"])


def downgrade() -> None:
    op.drop_table(TABLE)


def _reference(name: str, target: str, *, nullable: bool = True) -> sa.Column[str]:
    """Return a column that names a row elsewhere."""
    key = sa.ForeignKey(f"{target}.id", name=op.f(f"fk_{TABLE}_{name}_{target}"), ondelete="RESTRICT")
    return sa.Column(name, KEY, key, nullable=nullable)
