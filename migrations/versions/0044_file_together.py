"""File several cases together, and know of sites that decide by themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0044_file_together"
down_revision = "0043_resume_and_call"
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
    op.add_column("site", sa.Column("decides_itself", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("site", sa.Column("apply_url", sa.String(200), nullable=True))
    op.add_column("site", sa.Column("bring_zh", sa.String(), nullable=True))
    op.add_column("site", sa.Column("bring_en", sa.String(), nullable=True))


def downgrade() -> None:
    for column in ("bring_en", "bring_zh", "apply_url", "decides_itself"):
        op.drop_column("site", column)
    op.drop_index(op.f("ix_case_batch_id"), table_name="case")
    op.drop_column("case", "batch_id")
    op.drop_table(TABLE)


def _reference(name: str, target: str) -> sa.Column[str]:
    """Return a column that names a row elsewhere."""
    key = sa.ForeignKey(f"{target}.id", name=op.f(f"fk_{TABLE}_{name}_{target}"), ondelete="RESTRICT")
    return sa.Column(name, KEY, key, nullable=False)
