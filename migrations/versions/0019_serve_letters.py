"""Keep how letters are served: a record for each letter, and every attempt."""

import sqlalchemy as sa
from alembic import op

revision = "0019_serve_letters"
down_revision = "0018_stage_imports"
branch_labels = None
depends_on = None

KEY = sa.Uuid(as_uuid=False)
INSTANT = sa.DateTime(timezone=True)


def _refer(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete="RESTRICT")


def upgrade() -> None:
    _create_service()
    _create_attempt()


def _create_service() -> None:
    op.create_table(
        "letter_service",
        sa.Column("id", KEY, nullable=False),
        sa.Column("letter_id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("authority_id", KEY, nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("way", sa.String(40), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("served_on", sa.Date(), nullable=True),
        sa.Column("served_at", INSTANT, nullable=True),
        sa.Column("message", sa.String(40), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        _refer("letter_service", "letter_id", "letter"),
        _refer("letter_service", "case_id", "case"),
        _refer("letter_service", "authority_id", "authority"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_service")),
        sa.UniqueConstraint("letter_id", name=op.f("uq_letter_service_letter_id")),
    )
    op.create_index(op.f("ix_letter_service_status_letter_id"), "letter_service", ["status", "letter_id"])
    op.create_index(op.f("ix_letter_service_case_id"), "letter_service", ["case_id"])
    op.create_index(op.f("ix_letter_service_authority_id"), "letter_service", ["authority_id"])


def _create_attempt() -> None:
    op.create_table(
        "service_attempt",
        sa.Column("id", KEY, nullable=False),
        sa.Column("service_id", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(40), nullable=False),
        sa.Column("result", sa.String(40), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("address_cipher", sa.LargeBinary(), nullable=True),
        sa.Column("receiver_cipher", sa.LargeBinary(), nullable=True),
        sa.Column("tracking_no", sa.String(200), nullable=True),
        sa.Column("note", sa.String(200), nullable=True),
        sa.Column("proof_id", KEY, nullable=True),
        sa.Column("recorded_by", KEY, nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        _refer("service_attempt", "service_id", "letter_service"),
        _refer("service_attempt", "proof_id", "document"),
        _refer("service_attempt", "recorded_by", "account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_attempt")),
        sa.UniqueConstraint("service_id", "number", name=op.f("uq_service_attempt_service_id_number")),
    )


def downgrade() -> None:
    op.drop_table("service_attempt")
    op.drop_table("letter_service")
