"""Keep when a process takes no new filings, and which cases wait for that to end."""

import sqlalchemy as sa
from alembic import op

revision = "0064_pause_processes"
down_revision = "0063_publish_in_emergencies"
branch_labels = None
depends_on = None

TABLE = "process_pause"
KEY = sa.Uuid(as_uuid=False)
INSTANT = sa.DateTime(timezone=True)
ADD_PAUSE = """
ALTER TABLE "case" ADD COLUMN pause_id {word}
    CONSTRAINT fk_case_pause_id_process_pause
    REFERENCES process_pause (id)
"""


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", KEY, nullable=False),
        _reference("process_id", "process", nullable=False),
        sa.Column("notice_zh", sa.Text(), nullable=False),
        sa.Column("notice_en", sa.Text(), nullable=False),
        _reference("begun_by", "account", nullable=False),
        sa.Column("begun_at", INSTANT, nullable=False),
        sa.Column("ends_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        _reference("lifted_by", "account"),
        sa.CheckConstraint("lifted_by IS NULL OR ended_at IS NOT NULL", name=op.f(f"ck_{TABLE}_lifted")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
    )
    op.create_index(op.f(f"ix_{TABLE}_process_id"), TABLE, ["process_id"])
    is_open = sa.text("ended_at IS NULL")
    columns = ["process_id"]
    op.create_index(f"uq_{TABLE}_open", TABLE, columns, unique=True, sqlite_where=is_open, postgresql_where=is_open)
    word = KEY.compile(dialect=op.get_bind().dialect)
    op.execute(ADD_PAUSE.format(word=word))  # inline: SQLite would otherwise copy the table with all it refers to
    op.create_index(op.f("ix_case_pause_id"), "case", ["pause_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_case_pause_id"), "case")
    op.drop_column("case", "pause_id")
    op.drop_table(TABLE)


def _reference(name: str, target: str, *, nullable: bool = True) -> sa.Column[str]:
    """Return a column that names a row elsewhere."""
    key = sa.ForeignKey(f"{target}.id", name=op.f(f"fk_{TABLE}_{name}_{target}"), ondelete="RESTRICT")
    return sa.Column(name, KEY, key, nullable=nullable)
