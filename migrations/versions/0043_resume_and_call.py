"""Let a file whose connection broke be sent on from where it stopped, and have those called whom no SMS reached."""

import sqlalchemy as sa
from alembic import op

revision = "0043_resume_and_call"
down_revision = "0042_keep_signatures"
branch_labels = None
depends_on = None

KEY = sa.Uuid(as_uuid=False)
INSTANT = sa.DateTime(timezone=True)
WORD, SHORT = sa.String(40), sa.String(200)
TABLE, CALLS = "page_upload", "call_task"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", KEY, nullable=False),
        _reference(TABLE, "task_id", "task"),
        sa.Column("field", WORD, nullable=False),
        _reference(TABLE, "sent_by", "account"),
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
    op.create_table(
        CALLS,
        sa.Column("id", KEY, nullable=False),
        _reference(CALLS, "authority_id", "authority"),
        _reference(CALLS, "case_id", "case"),
        _reference(CALLS, "account_id", "account"),
        _reference(CALLS, "delivery_id", "delivery"),
        sa.Column("code", WORD, nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("why", WORD, nullable=False),
        sa.Column("status", WORD, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        _reference(CALLS, "ended_by", "account", nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{CALLS}")),
        sa.UniqueConstraint("delivery_id", name=op.f(f"uq_{CALLS}_delivery_id")),
    )
    for columns in (["authority_id", "status", "id"], ["case_id"]):
        op.create_index(op.f(f"ix_{CALLS}_{'_'.join(columns)}"), CALLS, columns)


def downgrade() -> None:
    op.drop_table(CALLS)
    op.drop_table(TABLE)


def _reference(table: str, name: str, target: str, *, nullable: bool = False) -> sa.Column[str]:
    """Return a column that names a row elsewhere."""
    key = sa.ForeignKey(f"{target}.id", name=op.f(f"fk_{table}_{name}_{target}"), ondelete="RESTRICT")
    return sa.Column(name, KEY, key, nullable=nullable)
