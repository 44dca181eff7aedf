"""Create cases, tasks, waits and clocks."""

import sqlalchemy as sa
from alembic import op

revision = "0005_create_case"
down_revision = "0004_create_process"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "case",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("number", sa.String(length=200), nullable=True),
        sa.Column("authority_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("process_version_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("subject_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("record_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("open_record_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("routing", sa.JSON(), nullable=False),
        sa.Column("engine_state", sa.LargeBinary(), nullable=False),
        sa.Column("passed", sa.JSON(), nullable=False),
        sa.Column("regime", sa.String(length=40), nullable=True),
        sa.Column("parameters", sa.JSON(), nullable=False),
        sa.Column("follow_code", sa.String(length=40), nullable=False),
        sa.Column("created_by", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("audit_length", sa.Integer(), nullable=False),
        sa.Column("audit_head", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_case_authority_id_authority"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["created_by"], ["account.id"], name=op.f("fk_case_created_by_account"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["open_record_id"], ["record.id"], name=op.f("fk_case_open_record_id_record"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["process_version_id"],
            ["process_version.id"],
            name=op.f("fk_case_process_version_id_process_version"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_case_record_id_record"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subject.id"], name=op.f("fk_case_subject_id_subject"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case")),
        sa.UniqueConstraint("number", "authority_id", name=op.f("uq_case_number_authority_id")),
        sa.UniqueConstraint("open_record_id", name=op.f("uq_case_open_record_id")),
    )
    op.create_index(
        op.f("ix_case_authority_id_status_created_at"), "case", ["authority_id", "status", "created_at"], unique=False
    )
    op.create_index(op.f("ix_case_record_id"), "case", ["record_id"], unique=False)
    op.create_index(op.f("ix_case_status_created_at"), "case", ["status", "created_at"], unique=False)
    op.create_index(op.f("ix_case_subject_id_created_at"), "case", ["subject_id", "created_at"], unique=False)
    op.create_table(
        "task",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("case_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("authority_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("subject_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("element", sa.String(length=40), nullable=False),
        sa.Column("engine_ref", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("department", sa.String(length=40), nullable=True),
        sa.Column("separation_group", sa.String(length=40), nullable=True),
        sa.Column("form", sa.String(length=40), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("assignee_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("draft", sa.JSON(), nullable=True),
        sa.Column("outcome", sa.JSON(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("completed_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.ForeignKeyConstraint(
            ["assignee_id"], ["account.id"], name=op.f("fk_task_assignee_id_account"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_task_authority_id_authority"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_task_case_id_case"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["completed_by"], ["account.id"], name=op.f("fk_task_completed_by_account"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subject.id"], name=op.f("fk_task_subject_id_subject"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
    )
    op.create_index(op.f("ix_task_case_id_status"), "task", ["case_id", "status"], unique=False)
    op.create_index(op.f("ix_task_completed_by_completed_at"), "task", ["completed_by", "completed_at"], unique=False)
    op.create_index(
        op.f("ix_task_status_assignee_id_due_at_id"), "task", ["status", "assignee_id", "due_at", "id"], unique=False
    )
    op.create_index(
        op.f("ix_task_status_authority_id_role_due_at_id"),
        "task",
        ["status", "authority_id", "role", "due_at", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_task_status_subject_id_id"), "task", ["status", "subject_id", "id"], unique=False)
    op.create_table(
        "assignment",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("task_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("account_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=True),
        sa.Column("made_by", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_assignment_account_id_account"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["account.id"], name=op.f("fk_assignment_made_by_account"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_assignment_task_id_task"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
    )
    op.create_index(op.f("ix_assignment_task_id"), "assignment", ["task_id"], unique=False)
    op.create_table(
        "wait",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("case_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("element", sa.String(length=40), nullable=False),
        sa.Column("engine_ref", sa.String(length=40), nullable=False),
        sa.Column("message", sa.String(length=40), nullable=True),
        sa.Column("clock", sa.String(length=40), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_wait_case_id_case"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wait")),
    )
    op.create_index(op.f("ix_wait_case_id_status"), "wait", ["case_id", "status"], unique=False)
    op.create_table(
        "case_clock",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("case_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("basis", sa.JSON(), nullable=False),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_clock_case_id_case"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_clock")),
    )
    op.create_index(op.f("ix_case_clock_case_id"), "case_clock", ["case_id"], unique=False)
    op.create_index(op.f("ix_case_clock_status_due_at"), "case_clock", ["status", "due_at"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_case_clock_status_due_at"), table_name="case_clock")
    op.drop_index(op.f("ix_case_clock_case_id"), table_name="case_clock")
    op.drop_table("case_clock")
    op.drop_index(op.f("ix_wait_case_id_status"), table_name="wait")
    op.drop_table("wait")
    op.drop_index(op.f("ix_assignment_task_id"), table_name="assignment")
    op.drop_table("assignment")
    op.drop_index(op.f("ix_task_status_subject_id_id"), table_name="task")
    op.drop_index(op.f("ix_task_status_authority_id_role_due_at_id"), table_name="task")
    op.drop_index(op.f("ix_task_status_assignee_id_due_at_id"), table_name="task")
    op.drop_index(op.f("ix_task_completed_by_completed_at"), table_name="task")
    op.drop_index(op.f("ix_task_case_id_status"), table_name="task")
    op.drop_table("task")
    op.drop_index(op.f("ix_case_subject_id_created_at"), table_name="case")
    op.drop_index(op.f("ix_case_status_created_at"), table_name="case")
    op.drop_index(op.f("ix_case_record_id"), table_name="case")
    op.drop_index(op.f("ix_case_authority_id_status_created_at"), table_name="case")
    op.drop_table("case")
