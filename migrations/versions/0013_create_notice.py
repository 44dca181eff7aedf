"""Create notices: what people are told although they need not act, and who has read it."""

import sqlalchemy as sa
from alembic import op

revision = "0013_create_notice"
down_revision = "0012_let_listings_end"
branch_labels = None
depends_on = None


def _refer(column: str, table: str, name: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(name), ondelete="RESTRICT")


def upgrade() -> None:
    key = sa.Uuid(as_uuid=False)
    op.create_table(
        "notice",
        sa.Column("id", key, nullable=False),
        sa.Column("authority_id", key, nullable=False),
        sa.Column("subject_id", key, nullable=True),
        sa.Column("role", sa.String(40), nullable=True),
        sa.Column("department", sa.String(40), nullable=True),
        sa.Column("case_id", key, nullable=True),
        sa.Column("record_id", key, nullable=True),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        _refer("authority_id", "authority", "fk_notice_authority_id_authority"),
        _refer("subject_id", "subject", "fk_notice_subject_id_subject"),
        _refer("case_id", "case", "fk_notice_case_id_case"),
        _refer("record_id", "record", "fk_notice_record_id_record"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    op.create_index(op.f("ix_notice_subject_id_id"), "notice", ["subject_id", "id"])
    op.create_index(op.f("ix_notice_authority_id_role_id"), "notice", ["authority_id", "role", "id"])
    op.create_index(op.f("ix_notice_case_id"), "notice", ["case_id"])
    op.create_table(
        "notice_reading",
        sa.Column("account_id", key, nullable=False),
        sa.Column("notice_id", key, nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        _refer("account_id", "account", "fk_notice_reading_account_id_account"),
        _refer("notice_id", "notice", "fk_notice_reading_notice_id_notice"),
        sa.PrimaryKeyConstraint("account_id", "notice_id", name=op.f("pk_notice_reading")),
    )


def downgrade() -> None:
    op.drop_table("notice_reading")
    op.drop_table("notice")
