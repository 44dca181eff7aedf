"""Keep which task a signed sheet decided, and what its signer says against that."""

import sqlalchemy as sa
from alembic import op

revision = "0035_decide_by_sheet"
down_revision = "0034_begin_lessons"
branch_labels = None
depends_on = None

TASK = "fk_signed_sheet_task_id_task"


def upgrade() -> None:
    with op.batch_alter_table("signed_sheet") as sheet:
        sheet.add_column(sa.Column("task_id", sa.Uuid(as_uuid=False), nullable=True))
        sheet.add_column(sa.Column("dispute", sa.Text(), nullable=True))
        sheet.add_column(sa.Column("disputed_at", sa.DateTime(timezone=True), nullable=True))
        sheet.create_foreign_key(op.f(TASK), "task", ["task_id"], ["id"], ondelete="RESTRICT")


def downgrade() -> None:
    with op.batch_alter_table("signed_sheet") as sheet:
        sheet.drop_constraint(op.f(TASK), type_="foreignkey")
        for column in ("disputed_at", "dispute", "task_id"):
            sheet.drop_column(column)
