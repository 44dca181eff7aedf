"""Keep when a lesson was begun: it counts as read only after the time that it takes."""

import sqlalchemy as sa
from alembic import op

revision = "0034_begin_lessons"
down_revision = "0033_tell_tasks_apart"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("lesson_reading") as reading:
        reading.add_column(sa.Column("begun_at", INSTANT, nullable=True))
        reading.alter_column("read_at", existing_type=INSTANT, nullable=True)


def downgrade() -> None:
    op.execute("DELETE FROM lesson_reading WHERE read_at IS NULL")
    with op.batch_alter_table("lesson_reading") as reading:
        reading.alter_column("read_at", existing_type=INSTANT, nullable=False)
        reading.drop_column("begun_at")
