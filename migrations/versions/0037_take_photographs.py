"""Put materials together from photographs and files, and keep what a document was made of."""

import sqlalchemy as sa
from alembic import op

revision = "0037_take_photographs"
down_revision = "0036_second_factor"
branch_labels = None
depends_on = None

KEY = sa.Uuid(as_uuid=False)
INSTANT = sa.DateTime(timezone=True)
WORD, SHORT, DIGEST = sa.String(40), sa.String(200), sa.String(64)


def _refer(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete="RESTRICT")


def upgrade() -> None:
    op.add_column("document", sa.Column("made_of", sa.JSON(), nullable=True))
    op.create_table(
        "paper_page",
        sa.Column("id", KEY, nullable=False),
        sa.Column("task_id", KEY, nullable=False),
        sa.Column("field", WORD, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("sha256", DIGEST, nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", WORD, nullable=False),
        sa.Column("filename", SHORT, nullable=False),
        sa.Column("note", sa.JSON(), nullable=False),
        sa.Column("scan", WORD, nullable=False),
        sa.Column("sent_by", KEY, nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("stored_at", INSTANT, nullable=False),
        _refer("paper_page", "task_id", "task"),
        _refer("paper_page", "sent_by", "account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_page")),
    )
    for columns in (["task_id", "field"], ["sha256"], ["stored_at"]):
        op.create_index(op.f(f"ix_paper_page_{'_'.join(columns)}"), "paper_page", columns)


def downgrade() -> None:
    op.drop_table("paper_page")
    op.drop_column("document", "made_of")
