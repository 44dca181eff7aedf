"""Let a file whose connection broke be sent on from where it stopped."""

import sqlalchemy as sa
from alembic import op

revision = "0042_resume_uploads"
down_revision = "0038_file_at_window"
branch_labels = None
depends_on = None

KEY = sa.Uuid(as_uuid=False)
INSTANT = sa.DateTime(timezone=True)
WORD, SHORT = sa.String(40), sa.String(200)
TABLE = "page_upload"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", KEY, nullable=False),
        _reference("task_id", "task"),
        sa.Column("field", WORD, nullable=False),
        _reference("sent_by", "account"),
        sa.Column("filename", SHORT, nullable=False),
        sa.Column("media_type", SHORT, nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("page_id", KEY, nullable=True),
        sa.Column("touched_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
    )
    for column in ("sent_by", "touched_at"):
        op.create_index(op.f(f"ix_{TABLE}_{column}"), TABLE, [column])


def downgrade() -> None:
    op.drop_table(TABLE)


def _reference(name: str, target: str) -> sa.Column[str]:
    """Return a column that names a row elsewhere."""
    key = sa.ForeignKey(f"{target}.id", name=op.f(f"fk_{TABLE}_{name}_{target}"), ondelete="RESTRICT")
    return sa.Column(name, KEY, key, nullable=False)
