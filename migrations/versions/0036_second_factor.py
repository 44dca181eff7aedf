"""Let the staff log in with a code besides the password: authenticators, recovery codes, logins half done."""

import sqlalchemy as sa
from alembic import op

revision = "0036_second_factor"
down_revision = "0035_decide_by_sheet"
branch_labels = None
depends_on = None

KEY = sa.Uuid(as_uuid=False)
INSTANT = sa.DateTime(timezone=True)
WORD, DIGEST = sa.String(40), sa.String(64)


def upgrade() -> None:
    op.create_table(
        "second_factor",
        *_keys("second_factor"),
        sa.Column("secret_cipher", sa.LargeBinary(), nullable=True),
        sa.Column("confirmed_at", INSTANT, nullable=True),
        sa.Column("last_step", sa.Integer(), nullable=True),
        sa.Column("pending_cipher", sa.LargeBinary(), nullable=True),
        sa.Column("pending_until", INSTANT, nullable=True),
        sa.UniqueConstraint("account_id", name=op.f("uq_second_factor_account_id")),
    )
    op.create_table(
        "recovery_code",
        *_keys("recovery_code"),
        sa.Column("code_digest", DIGEST, nullable=False),
        sa.Column("used_at", INSTANT, nullable=True),
        sa.UniqueConstraint("code_digest", name=op.f("uq_recovery_code_code_digest")),
    )
    op.create_index(op.f("ix_recovery_code_account_id"), "recovery_code", ["account_id"])
    op.create_table(
        "login_step",
        *_keys("login_step"),
        sa.Column("token_hash", DIGEST, nullable=False),
        sa.Column("stage", WORD, nullable=False),
        sa.Column("secret_cipher", sa.LargeBinary(), nullable=True),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.UniqueConstraint("token_hash", name=op.f("uq_login_step_token_hash")),
    )
    for column in ("account_id", "expires_at"):
        op.create_index(op.f(f"ix_login_step_{column}"), "login_step", [column])


def downgrade() -> None:
    for table in ("login_step", "recovery_code", "second_factor"):
        op.drop_table(table)


def _keys(table: str) -> tuple[sa.Column[str] | sa.PrimaryKeyConstraint | sa.ForeignKeyConstraint, ...]:
    return (
        sa.Column("id", KEY, nullable=False),
        sa.Column("account_id", KEY, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f(f"fk_{table}_account_id_account"), ondelete="RESTRICT"
        ),
    )
