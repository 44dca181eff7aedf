"""Register outages of the service; let calendars say where they come from, and holidays have English names."""

import sqlalchemy as sa
from alembic import op

revision = "0015_register_outage"
down_revision = "0014_keep_rules_dated"
branch_labels = None
depends_on = None


def _refer(column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], ["account.id"], name=op.f(f"fk_outage_{column}_account"), ondelete="RESTRICT"
    )


def upgrade() -> None:
    key = sa.Uuid(as_uuid=False)
    op.create_table(
        "outage",
        sa.Column("id", key, nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.Column("text_zh", sa.String(500), nullable=False),
        sa.Column("text_en", sa.String(500), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("proposed_by", key, nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", key, nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        _refer("proposed_by"),
        _refer("decided_by"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outage")),
    )
    op.create_index(op.f("ix_outage_status_ends_at"), "outage", ["status", "ends_at"], unique=False)
    op.add_column("calendar_day", sa.Column("name_en", sa.String(200), server_default="", nullable=False))
    op.add_column("calendar_year", sa.Column("origin", sa.String(200), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("calendar_year", "origin")
    op.drop_column("calendar_day", "name_en")
    op.drop_index(op.f("ix_outage_status_ends_at"), table_name="outage")
    op.drop_table("outage")
