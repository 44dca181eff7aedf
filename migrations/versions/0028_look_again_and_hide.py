"""Look at removals again, count urges, and keep what was hidden in an emergency."""

import sqlalchemy as sa
from alembic import op

revision = "0028_look_again_and_hide"
down_revision = "0027_connect_sites"
branch_labels = None
depends_on = None

KEY = sa.Uuid(as_uuid=False)
WORD = sa.String(40)
INSTANT = sa.DateTime(timezone=True)
INSTANTS = ("urged_at", "looked_at", "look_wanted_at")
INDEX = "ix_removal_status_due_on"


def upgrade() -> None:
    op.add_column("removal", sa.Column("urges", sa.Integer(), nullable=False, server_default="0"))
    for name in INSTANTS:
        op.add_column("removal", sa.Column(name, INSTANT, nullable=True))
    op.create_index(op.f(INDEX), "removal", ["status", "due_on"])
    op.add_column("record", sa.Column("withheld_at", INSTANT, nullable=True))
    op.create_table(
        "hiding",
        sa.Column("id", KEY, nullable=False),
        _reference("record_id", "record", nullable=False),
        _reference("open_record_id", "record"),
        sa.Column("reason", WORD, nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("status", WORD, nullable=False),
        _reference("hidden_by", "account", nullable=False),
        sa.Column("hidden_at", INSTANT, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("late_at", INSTANT, nullable=True),
        _reference("settled_by", "account"),
        sa.Column("settled_at", INSTANT, nullable=True),
        sa.Column("settled_note", sa.String(), nullable=True),
        _reference("asked_by", "account"),
        sa.Column("asked_at", INSTANT, nullable=True),
        sa.Column("asked_note", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hiding")),
        sa.UniqueConstraint("open_record_id", name=op.f("uq_hiding_open_record_id")),
    )
    op.create_index(op.f("ix_hiding_record_id"), "hiding", ["record_id"])
    op.create_index(op.f("ix_hiding_status_due_on"), "hiding", ["status", "due_on"])


def downgrade() -> None:
    op.drop_table("hiding")
    op.drop_column("record", "withheld_at")
    op.drop_index(op.f(INDEX), table_name="removal")
    for name in (*reversed(INSTANTS), "urges"):
        op.drop_column("removal", name)


def _reference(name: str, other: str, *, nullable: bool = True) -> sa.Column[str]:
    key = sa.ForeignKey(f"{other}.id", name=op.f(f"fk_hiding_{name}_{other}"), ondelete="RESTRICT")
    return sa.Column(name, KEY, key, nullable=nullable)
