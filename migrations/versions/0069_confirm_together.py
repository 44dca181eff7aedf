"""Keep change sets, and let drafts, proposals and editions of matters belong to one."""

import sqlalchemy as sa
from alembic import op

revision = "0069_confirm_together"
down_revision = "0068_migrate_cases"
branch_labels = None
depends_on = None

SET, CONSENT, WISH, EVENT = "change_set", "change_set_consent", "change_set_wish", "change_set_event"
PARTS = ("process_draft", "proposal", "matter_edition")
KEY = sa.Uuid(as_uuid=False)


def upgrade() -> None:
    op.create_table(
        SET,
        sa.Column("id", KEY, nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("basis", sa.String(200), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("sha256", sa.String(64)),
        sa.Column("size", sa.Integer()),
        sa.Column("media_type", sa.String(40)),
        sa.Column("filename", sa.String(200)),
        _account(SET, "created_by", nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        _account(SET, "submitted_by", nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True)),
        _account(SET, "decided_by", nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        sa.Column("decision_note", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{SET}")),
    )
    op.create_index(op.f(f"ix_{SET}_status_id"), SET, ["status", "id"])
    op.create_table(
        CONSENT,
        sa.Column("id", KEY, nullable=False),
        _of_set(CONSENT),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("authority_id", sa.String(40), nullable=False),
        _account(CONSENT, "account_id", nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{CONSENT}")),
        sa.UniqueConstraint(
            "change_set_id",
            "revision",
            "kind",
            "authority_id",
            name=op.f(f"uq_{CONSENT}_change_set_id_revision_kind_authority_id"),
        ),
    )
    op.create_table(
        WISH,
        sa.Column("id", KEY, nullable=False),
        _of_set(WISH),
        sa.Column("asked", sa.String(40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        _account(WISH, "written_by", nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        _account(WISH, "answered_by", nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{WISH}")),
    )
    op.create_index(op.f(f"ix_{WISH}_change_set_id"), WISH, ["change_set_id"])
    op.create_table(
        EVENT,
        sa.Column("id", KEY, nullable=False),
        _of_set(EVENT),
        sa.Column("what", sa.String(40), nullable=False),
        sa.Column("about", sa.String(200), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        _account(EVENT, "account_id", nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{EVENT}")),
    )
    op.create_index(op.f(f"ix_{EVENT}_change_set_id"), EVENT, ["change_set_id"])
    for table in PARTS:
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column("change_set_id", KEY))
            name = op.f(f"fk_{table}_change_set_id_{SET}")
            batch.create_foreign_key(name, SET, ["change_set_id"], ["id"], ondelete="RESTRICT")
            batch.create_index(op.f(f"ix_{table}_change_set_id"), ["change_set_id"])


def downgrade() -> None:
    for table in reversed(PARTS):
        with op.batch_alter_table(table) as batch:
            batch.drop_index(op.f(f"ix_{table}_change_set_id"))
            batch.drop_constraint(op.f(f"fk_{table}_change_set_id_{SET}"), type_="foreignkey")
            batch.drop_column("change_set_id")
    for table in (EVENT, WISH, CONSENT, SET):
        op.drop_table(table)


def _of_set(table: str) -> sa.Column[str]:
    """Return the column that names the change set."""
    key = sa.ForeignKey(f"{SET}.id", name=op.f(f"fk_{table}_change_set_id_{SET}"), ondelete="RESTRICT")
    return sa.Column("change_set_id", KEY, key, nullable=False)


def _account(table: str, name: str, *, nullable: bool) -> sa.Column[str]:
    """Return a column that names an account."""
    key = sa.ForeignKey("account.id", name=op.f(f"fk_{table}_{name}_account"), ondelete="RESTRICT")
    return sa.Column(name, KEY, key, nullable=nullable)
