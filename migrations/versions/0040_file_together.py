"""File several cases together."""

import sqlalchemy as sa
from alembic import op

revision = "0040_file_together"
down_revision = "0038_file_at_window"
branch_labels = None
depends_on = None

TABLE = "case_batch"
KEY = sa.Uuid(as_uuid=False)
ADD_BATCH = """
ALTER TABLE "case" ADD COLUMN batch_id {word}
    CONSTRAINT fk_case_batch_id_case_batch
    REFERENCES case_batch (id)
"""


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", KEY, nullable=False),
        _reference("subject_id", "subject"),
        sa.Column("process", sa.String(40), nullable=False),
        _reference("created_by", "account"),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
    )
    op.create_index(op.f(f"ix_{TABLE}_subject_id"), TABLE, ["subject_id"])
    word = KEY.compile(dialect=op.get_bind().dialect)
    op.execute(ADD_BATCH.format(word=word))  # inline: SQLite would otherwise copy the table with all it refers to
    op.create_index(op.f("ix_case_batch_id"), "case", ["batch_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_case_batch_id"), table_name="case")
    op.drop_column("case", "batch_id")
    op.drop_table(TABLE)


def _reference(name: str, target: str) -> sa.Column[str]:
    """Return a column that names a row elsewhere."""
    key = sa.ForeignKey(f"{target}.id", name=op.f(f"fk_{TABLE}_{name}_{target}"), ondelete="RESTRICT")
    return sa.Column(name, KEY, key, nullable=False)
