"""Tell people by mail and SMS: where they are reached, what goes to whom, and what a demonstration shows instead."""

import sqlalchemy as sa
from alembic import op

revision = "0024_tell_outside"
down_revision = "0023_keep_refusal_of_outage"
branch_labels = None
depends_on = None

KEY = sa.Uuid(as_uuid=False)
INSTANT = sa.DateTime(timezone=True)


def _refer(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete="RESTRICT")


def upgrade() -> None:
    op.add_column("account", sa.Column("language", sa.String(40), nullable=False, server_default="zh"))
    _create_contact_point()
    _create_delivery()
    op.create_table(
        "demo_message",
        sa.Column("id", KEY, nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("address", sa.String(200), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("sent_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demo_message")),
        sa.UniqueConstraint("key", name=op.f("uq_demo_message_key")),
    )


def _create_contact_point() -> None:
    op.create_table(
        "contact_point",
        sa.Column("id", KEY, nullable=False),
        sa.Column("account_id", KEY, nullable=False),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("address_cipher", sa.LargeBinary(), nullable=True),
        sa.Column("address_lookup", sa.String(64), nullable=True),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("confirmed_at", INSTANT, nullable=True),
        sa.Column("rejected_at", INSTANT, nullable=True),
        sa.Column("pending_cipher", sa.LargeBinary(), nullable=True),
        sa.Column("code_digest", sa.String(64), nullable=True),
        sa.Column("code_expires_at", INSTANT, nullable=True),
        sa.Column("code_attempts", sa.Integer(), nullable=False),
        _refer("contact_point", "account_id", "account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_point")),
        sa.UniqueConstraint("account_id", "channel", name=op.f("uq_contact_point_account_id_channel")),
    )


def _create_delivery() -> None:
    op.create_table(
        "delivery",
        sa.Column("id", KEY, nullable=False),
        sa.Column("notice_id", KEY, nullable=False),
        sa.Column("account_id", KEY, nullable=False),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("pace", sa.String(40), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("batch_id", KEY, nullable=True),
        sa.Column("reference", sa.String(200), nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        _refer("delivery", "notice_id", "notice"),
        _refer("delivery", "account_id", "account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        sa.UniqueConstraint(
            "notice_id", "account_id", "channel", name=op.f("uq_delivery_notice_id_account_id_channel")
        ),
    )
    op.create_index(op.f("ix_delivery_account_id_channel_status"), "delivery", ["account_id", "channel", "status"])
    op.create_index(op.f("ix_delivery_batch_id"), "delivery", ["batch_id"])
    op.create_index(op.f("ix_delivery_status_created_at"), "delivery", ["status", "created_at"])


def downgrade() -> None:
    op.drop_table("demo_message")
    op.drop_table("delivery")
    op.drop_table("contact_point")
    with op.batch_alter_table("account") as account:
        account.drop_column("language")
