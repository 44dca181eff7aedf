"""Keep why and how long clocks stood still, tie due work to its clock, and let notices be for one person."""

import sqlalchemy as sa
from alembic import op

revision = "0016_pause_clocks"
down_revision = "0015_register_outage"
branch_labels = None
depends_on = None


def _refer(column: str, table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_case_clock_pause_{column}_{table}")
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=name, ondelete="RESTRICT")


def upgrade() -> None:
    key = sa.Uuid(as_uuid=False)
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "case_clock_pause",
        sa.Column("id", key, nullable=False),
        sa.Column("clock_id", key, nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("document", sa.String(200), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("started_at", instant, nullable=False),
        sa.Column("started_by", key, nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_at", instant, nullable=True),
        sa.Column("ended_by", key, nullable=True),
        _refer("clock_id", "case_clock"),
        _refer("started_by", "account"),
        _refer("ended_by", "account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_clock_pause")),
    )
    op.create_index(op.f("ix_case_clock_pause_clock_id"), "case_clock_pause", ["clock_id"])
    op.add_column("due_work", sa.Column("clock_id", key, nullable=True))
    op.create_index(op.f("ix_task_status_due_at_id"), "task", ["status", "due_at", "id"])
    with op.batch_alter_table("notice") as notice:
        notice.add_column(sa.Column("account_id", key, nullable=True))
        name = op.f("fk_notice_account_id_account")
        notice.create_foreign_key(name, "account", ["account_id"], ["id"], ondelete="RESTRICT")
        notice.create_index(op.f("ix_notice_account_id_id"), ["account_id", "id"])


def downgrade() -> None:
    op.execute("DELETE FROM notice_reading WHERE notice_id IN (SELECT id FROM notice WHERE account_id IS NOT NULL)")
    op.execute("DELETE FROM notice WHERE account_id IS NOT NULL")
    with op.batch_alter_table("notice") as notice:
        notice.drop_index(op.f("ix_notice_account_id_id"))
        notice.drop_constraint(op.f("fk_notice_account_id_account"), type_="foreignkey")
        notice.drop_column("account_id")
    op.drop_index(op.f("ix_task_status_due_at_id"), table_name="task")
    op.drop_column("due_work", "clock_id")
    op.drop_table("case_clock_pause")
