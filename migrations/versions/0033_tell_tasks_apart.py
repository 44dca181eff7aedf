"""Sort inboxes by the nearer of two limits; keep who has seen a task, whose turn it is, and calls by telephone."""

import sqlalchemy as sa
from alembic import op

revision = "0033_tell_tasks_apart"
down_revision = "0032_get_in"
branch_labels = None
depends_on = None

KEY = sa.Uuid(as_uuid=False)
INSTANT = sa.DateTime(timezone=True)
WORD = sa.String(length=40)
SHORT = sa.String(length=200)
FREE = sa.text("assignee_id IS NULL")
OLD = (
    ("ix_task_status_authority_id_role_due_at_id", ["status", "authority_id", "role", "due_at", "id"]),
    ("ix_task_status_assignee_id_due_at_id", ["status", "assignee_id", "due_at", "id"]),
    ("ix_task_status_appointee_id_due_at_id", ["status", "appointee_id", "due_at", "id"]),
    ("ix_task_completed_by_completed_at", ["completed_by", "completed_at"]),
)
FREE_INDEX = "ix_task_status_authority_id_role_near_at_id_department"
NEW = (
    ("ix_task_status_assignee_id_near_at_id", ["status", "assignee_id", "near_at", "id"]),
    ("ix_task_status_appointee_id_near_at_id", ["status", "appointee_id", "near_at", "id"]),
    ("ix_task_completed_by_completed_at_case_id", ["completed_by", "completed_at", "case_id"]),
)
FOUND_BY = (
    ("subject", "ix_subject_name_uscc_id", ["name", "uscc", "id"]),
    ("record", "ix_record_document_no_id", ["document_no", "id"]),
    ("case", "ix_case_number_id", ["number", "id"]),
    ("case", "ix_case_authority_id_created_at_id", ["authority_id", "created_at", "id"]),
)
LEGAL = "c.key IN ('repair.accept', 'repair.result', 'repair.share')"
FIRST = f"""(SELECT min(c.due_at) FROM case_clock c
WHERE c.case_id = task.case_id AND c.status IN ('RUNNING', 'EXPIRED') AND {LEGAL})"""  # noqa: S608 - all of it stands here
NEARER = f"UPDATE task SET near_at = {FIRST} WHERE status = 'OPEN' AND {FIRST} < due_at"  # noqa: S608 - as above


def upgrade() -> None:
    for name, _columns in OLD:
        op.drop_index(op.f(name), table_name="task")
    op.add_column("task", sa.Column("near_at", INSTANT, nullable=True))
    op.execute(sa.text("UPDATE task SET near_at = due_at"))
    op.execute(sa.text(NEARER))
    with op.batch_alter_table("task") as task:
        task.alter_column("near_at", existing_type=INSTANT, nullable=False)
    free = ["status", "authority_id", "role", "near_at", "id", "department"]
    op.create_index(op.f(FREE_INDEX), "task", free, sqlite_where=FREE, postgresql_where=FREE)
    for name, columns in NEW:
        op.create_index(op.f(name), "task", columns)
    op.drop_index(op.f("ix_subject_name"), table_name="subject")
    for table, name, columns in FOUND_BY:
        op.create_index(op.f(name), table, columns)
    op.add_column("account_role", sa.Column("last_turn_at", INSTANT, nullable=True))
    _create_tables()


def downgrade() -> None:
    for table in ("phone_note", "district_post", "task_seen"):
        op.drop_table(table)
    op.drop_column("account_role", "last_turn_at")
    for table, name, _columns in FOUND_BY:
        op.drop_index(op.f(name), table_name=table)
    op.create_index(op.f("ix_subject_name"), "subject", ["name"])
    for name in (FREE_INDEX, *(name for name, _columns in NEW)):
        op.drop_index(op.f(name), table_name="task")
    op.drop_column("task", "near_at")
    for name, columns in OLD:
        op.create_index(op.f(name), "task", columns)


def _create_tables() -> None:
    op.create_table(
        "task_seen",
        sa.Column("id", KEY, nullable=False),
        _reference("task_seen", "task_id", "task"),
        _reference("task_seen", "account_id", "account"),
        sa.Column("seen_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_seen")),
        sa.UniqueConstraint("task_id", "account_id", name=op.f("uq_task_seen_task_id_account_id")),
    )
    op.create_table(
        "district_post",
        sa.Column("id", KEY, nullable=False),
        _reference("district_post", "authority_id", "authority"),
        sa.Column("role", WORD, nullable=False),
        sa.Column("district", WORD, nullable=False),
        sa.Column("name", SHORT, nullable=False),
        _reference("district_post", "account_id", "account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_district_post")),
        sa.UniqueConstraint(
            "authority_id", "role", "district", name=op.f("uq_district_post_authority_id_role_district")
        ),
    )
    op.create_table(
        "phone_note",
        sa.Column("id", KEY, nullable=False),
        _reference("phone_note", "case_id", "case"),
        sa.Column("whom", SHORT, nullable=False),
        sa.Column("number_cipher", sa.LargeBinary(), nullable=True),
        sa.Column("gist", sa.String(), nullable=False),
        _reference("phone_note", "made_by", "account"),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phone_note")),
    )
    op.create_index(op.f("ix_phone_note_case_id"), "phone_note", ["case_id"])


def _reference(table: str, name: str, other: str) -> sa.Column[str]:
    key = sa.ForeignKey(f"{other}.id", name=op.f(f"fk_{table}_{name}_{other}"), ondelete="RESTRICT")
    return sa.Column(name, KEY, key, nullable=False)
