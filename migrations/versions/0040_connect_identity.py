"""Connect accounts with identities at external providers, and find what was shown last."""

import sqlalchemy as sa
from alembic import op

revision = "0040_connect_identity"
down_revision = "0039_second_notices"
branch_labels = None
depends_on = None

IDENTITY, LOGIN = "external_identity", "identity_login"
SHOWN_LAST = "ix_listing_site_id_item_kind_status_shown_at_id"
KEY = sa.Uuid(as_uuid=False)
INSTANT = sa.DateTime(timezone=True)
WORD, DIGEST = sa.String(40), sa.String(64)


def upgrade() -> None:
    op.create_table(
        IDENTITY,
        sa.Column("id", KEY, nullable=False),
        _account(IDENTITY, "account_id"),
        sa.Column("provider", WORD, nullable=False),
        sa.Column("lookup", DIGEST, nullable=False),
        sa.Column("subject_cipher", sa.LargeBinary(), nullable=False),
        _account(IDENTITY, "made_by"),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("connected_at", INSTANT, nullable=True),
        sa.Column("used_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{IDENTITY}")),
        sa.UniqueConstraint("lookup", name=op.f(f"uq_{IDENTITY}_lookup")),
    )
    op.create_index(op.f(f"ix_{IDENTITY}_account_id_id"), IDENTITY, ["account_id", "id"])
    op.create_table(
        LOGIN,
        sa.Column("id", KEY, nullable=False),
        sa.Column("provider", WORD, nullable=False),
        sa.Column("purpose", WORD, nullable=False),
        _account(LOGIN, "account_id", nullable=True),
        sa.Column("state_digest", DIGEST, nullable=False),
        sa.Column("browser_digest", DIGEST, nullable=False),
        sa.Column("secrets_cipher", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{LOGIN}")),
        sa.UniqueConstraint("state_digest", name=op.f(f"uq_{LOGIN}_state_digest")),
    )
    op.create_index(op.f(f"ix_{LOGIN}_account_id"), LOGIN, ["account_id"])
    op.create_index(op.f(f"ix_{LOGIN}_expires_at"), LOGIN, ["expires_at"])
    op.create_index(op.f(SHOWN_LAST), "listing", ["site_id", "item_kind", "status", "shown_at", "id"])


def downgrade() -> None:
    op.drop_index(op.f(SHOWN_LAST), "listing")
    op.drop_table(LOGIN)
    op.drop_table(IDENTITY)


def _account(table: str, name: str, *, nullable: bool = False) -> sa.Column[str]:
    """Return a column that names an account."""
    key = sa.ForeignKey("account.id", name=op.f(f"fk_{table}_{name}_account"), ondelete="RESTRICT")
    return sa.Column(name, KEY, key, nullable=nullable)
