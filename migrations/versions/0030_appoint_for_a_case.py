"""Ask the head of the section to appoint somebody where nobody is left for a task, and keep whom they named."""

import sqlalchemy as sa
from alembic import op

revision = "0030_appoint_for_a_case"
down_revision = "0029_take_objections"
branch_labels = None
depends_on = None

KEY = sa.Uuid(as_uuid=False)
INSTANT = sa.DateTime(timezone=True)
INDEX = "ix_task_status_appointee_id_due_at_id"
REFERENCE = "fk_task_appointee_id_account"


def upgrade() -> None:
    with op.batch_alter_table("task") as task:
        task.add_column(sa.Column("unstaffed_at", INSTANT, nullable=True))
        task.add_column(sa.Column("appointee_id", KEY, nullable=True))
        task.create_foreign_key(op.f(REFERENCE), "account", ["appointee_id"], ["id"], ondelete="RESTRICT")
    op.create_index(op.f(INDEX), "task", ["status", "appointee_id", "due_at", "id"])
    op.create_table(
        "appointment",
        sa.Column("id", KEY, nullable=False),
        _reference("case_id", "case", nullable=False),
        _reference("task_id", "task", nullable=False),
        _reference("open_task_id", "task"),
        _reference("authority_id", "authority", nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("wanted_at", INSTANT, nullable=False),
        _reference("account_id", "account"),
        sa.Column("reason", sa.String(), nullable=True),
        _reference("made_by", "account"),
        sa.Column("settled_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
        sa.UniqueConstraint("open_task_id", name=op.f("uq_appointment_open_task_id")),
    )
    op.create_index(op.f("ix_appointment_case_id"), "appointment", ["case_id"])
    op.create_index(op.f("ix_appointment_task_id"), "appointment", ["task_id"])
    op.create_index(op.f("ix_appointment_authority_id_status_id"), "appointment", ["authority_id", "status", "id"])


def downgrade() -> None:
    op.drop_table("appointment")
    op.drop_index(op.f(INDEX), table_name="task")
    with op.batch_alter_table("task") as task:
        task.drop_constraint(op.f(REFERENCE), type_="foreignkey")
        task.drop_column("appointee_id")
        task.drop_column("unstaffed_at")


def _reference(name: str, other: str, *, nullable: bool = True) -> sa.Column[str]:
    key = sa.ForeignKey(f"{other}.id", name=op.f(f"fk_appointment_{name}_{other}"), ondelete="RESTRICT")
    return sa.Column(name, KEY, key, nullable=nullable)
