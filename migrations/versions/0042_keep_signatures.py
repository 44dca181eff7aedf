"""Keep who signed what, and by which way."""

import sqlalchemy as sa
from alembic import op

revision = "0042_keep_signatures"
down_revision = "0041_keep_drafts"
branch_labels = None
depends_on = None

TABLE = "signature"
KEY = sa.Uuid(as_uuid=False)
INSTANT = sa.DateTime(timezone=True)
WORD, SHORT, DIGEST = sa.String(40), sa.String(200), sa.String(64)


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", KEY, nullable=False),
        _reference("case_id", "case", nullable=False),
        _reference("task_id", "task", nullable=False),
        sa.Column("way", WORD, nullable=False),
        sa.Column("standing", WORD, nullable=False),
        sa.Column("digest", DIGEST, nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("signer", SHORT, nullable=False),
        sa.Column("signer_role", WORD, nullable=False),
        sa.Column("representative", SHORT, nullable=True),
        _reference("asked_by", "account", nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("phone_cipher", sa.LargeBinary(), nullable=True),
        sa.Column("phone_lookup", DIGEST, nullable=True),
        sa.Column("phone_known", sa.Boolean(), nullable=False),
        sa.Column("link_digest", DIGEST, nullable=True),
        sa.Column("link_expires_at", INSTANT, nullable=True),
        sa.Column("opened_at", INSTANT, nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("sheet_no", WORD, nullable=True),
        sa.Column("pages", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        _reference("account_id", "account"),
        sa.Column("signed_at", INSTANT, nullable=True),
        sa.Column("used_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("link_digest", name=op.f(f"uq_{TABLE}_link_digest")),
    )
    op.create_index(op.f(f"ix_{TABLE}_case_id"), TABLE, ["case_id"])
    op.create_index(op.f(f"ix_{TABLE}_task_id"), TABLE, ["task_id"])


def downgrade() -> None:
    op.drop_table(TABLE)


def _reference(name: str, target: str, *, nullable: bool = True) -> sa.Column[str]:
    """Return a column that names a row elsewhere."""
    key = sa.ForeignKey(f"{target}.id", name=op.f(f"fk_{TABLE}_{name}_{target}"), ondelete="RESTRICT")
    return sa.Column(name, KEY, key, nullable=nullable)
