"""Keep the approval sheets that were signed on paper, with who signed, when, and who entered them."""

import sqlalchemy as sa
from alembic import op

revision = "0031_keep_signed_sheets"
down_revision = "0030_appoint_for_a_case"
branch_labels = None
depends_on = None

KEY = sa.Uuid(as_uuid=False)


def _refer(column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_signed_sheet_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete="RESTRICT")


def upgrade() -> None:
    op.create_table(
        "signed_sheet",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("signer_id", KEY, nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(40), nullable=False),
        sa.Column("filename", sa.String(200), nullable=False),
        sa.Column("scan", sa.String(40), nullable=False),
        sa.Column("entered_by", KEY, nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        _refer("case_id", "case"),
        _refer("signer_id", "account"),
        _refer("entered_by", "account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signed_sheet")),
    )
    op.create_index(op.f("ix_signed_sheet_case_id"), "signed_sheet", ["case_id"])
    op.create_index(op.f("ix_signed_sheet_sha256"), "signed_sheet", ["sha256"])


def downgrade() -> None:
    op.drop_table("signed_sheet")
