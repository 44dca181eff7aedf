"""Write processes in drafts, and let a version take effect from an instant and be taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0059_process_drafts"
down_revision = "0058_ask_for_extensions"
branch_labels = None
depends_on = None

KEY = sa.Uuid(as_uuid=False)
INSTANT = sa.DateTime(timezone=True)
WORD, SHORT, DIGEST = sa.String(40), sa.String(200), sa.String(64)
VERSION, DRAFT = "process_version", "process_draft"
STATUSES = "status IN ('OPEN', 'SUBMITTED', 'PUBLISHED', 'DISCARDED')"


def upgrade() -> None:
    op.create_table(
        DRAFT,
        sa.Column("id", KEY, nullable=False),
        sa.Column("key", WORD, nullable=False),
        sa.Column("title", SHORT, nullable=False),
        sa.Column("base_version", sa.Integer(), nullable=True),
        sa.Column("bundle", sa.LargeBinary(), nullable=False),
        sa.Column("content_hash", DIGEST, nullable=False),
        sa.Column("status", WORD, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=True),
        _account(DRAFT, "created_by", nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        _account(DRAFT, "edited_by", nullable=False),
        sa.Column("edited_at", INSTANT, nullable=False),
        sa.Column("writers", sa.JSON(), nullable=False),
        _account(DRAFT, "open_with"),
        sa.Column("open_at", INSTANT, nullable=True),
        _account(DRAFT, "submitted_by"),
        sa.Column("submitted_at", INSTANT, nullable=True),
        _account(DRAFT, "decided_by"),
        sa.Column("decided_at", INSTANT, nullable=True),
        sa.Column("decision_note", sa.Text(), nullable=False),
        sa.Column("published_version", sa.Integer(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(STATUSES, name=op.f(f"ck_{DRAFT}_status")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{DRAFT}")),
    )
    op.create_index(op.f(f"ix_{DRAFT}_key_status_edited_at"), DRAFT, ["key", "status", "edited_at"])
    # column by column: a table to which others refer is not written anew
    for column in ("effective_at", "taken_back_at"):
        op.add_column(VERSION, sa.Column(column, INSTANT, nullable=True))
    op.add_column(VERSION, sa.Column("basis", sa.Text(), nullable=True))
    _note_as(sa.Text())
    op.drop_column(VERSION, "status")
    op.drop_column("process", "current_version")


def downgrade() -> None:
    op.add_column("process", sa.Column("current_version", sa.Integer(), nullable=False, server_default="0"))
    newest = f"SELECT max(version) FROM {VERSION} WHERE {VERSION}.process_id = process.id"  # noqa: S608 - a fixed name
    op.execute(f"UPDATE process SET current_version = coalesce(({newest}), 0)")  # noqa: S608 - a fixed name
    op.add_column(VERSION, sa.Column("status", WORD, nullable=False, server_default="PUBLISHED"))
    _note_as(SHORT)
    for column in ("effective_at", "taken_back_at", "basis"):
        op.drop_column(VERSION, column)
    op.drop_table(DRAFT)


def _note_as(kind: sa.types.TypeEngine[str]) -> None:
    """Keep the note of a version in a column of another type."""
    op.add_column(VERSION, sa.Column("note_before", kind, nullable=True))
    op.execute(f"UPDATE {VERSION} SET note_before = substr(note, 1, 200)")  # noqa: S608 - a fixed name
    op.drop_column(VERSION, "note")
    op.execute(f"ALTER TABLE {VERSION} RENAME COLUMN note_before TO note")


def _account(table: str, name: str, *, nullable: bool = True) -> sa.Column[str]:
    """Return a column that names an account."""
    key = sa.ForeignKey("account.id", name=op.f(f"fk_{table}_{name}_account"), ondelete="RESTRICT")
    return sa.Column(name, KEY, key, nullable=nullable)
