"""Keep what is checked of a pledge, the looks at it, and its breaches; pledges of the office have no subject."""

import sqlalchemy as sa
from alembic import op

revision = "0049_pledge_life"
down_revision = "0048_keep_permits"
branch_labels = None
depends_on = None

KEY = sa.Uuid(as_uuid=False)
INSTANT = sa.DateTime(timezone=True)
WORD, SHORT, DIGEST = sa.String(length=40), sa.String(length=200), sa.String(length=64)
OWNER = (
    "(scope = 'SUBJECT' AND subject_id IS NOT NULL)"
    " OR (scope = 'STAFF' AND subject_id IS NULL AND published_at IS NULL)"
)
DATED = "NOT checkable OR due_on IS NOT NULL OR is_continuous"
BY_ITSELF = sa.text("status = 'OPEN' AND reason IN ('DUE', 'PERIODIC')")
ALLEGED = sa.text("status = 'ALLEGED'")
TEXTS = ("text_zh", "text_en", "how_zh", "how_en", "metric_zh", "metric_en")


def upgrade() -> None:
    with op.batch_alter_table("pledge") as pledge:
        pledge.add_column(sa.Column("scope", WORD, server_default="SUBJECT", nullable=False))
        pledge.add_column(sa.Column("title", SHORT, nullable=True))
        pledge.add_column(sa.Column("text_digest", DIGEST, nullable=True))
        pledge.add_column(sa.Column("publish_due_on", sa.Date(), nullable=True))
        pledge.add_column(sa.Column("withdrawn_at", INSTANT, nullable=True))
        pledge.add_column(sa.Column("withdrawn_why", sa.Text(), nullable=True))
        pledge.add_column(sa.Column("version", sa.Integer(), server_default="1", nullable=False))
        pledge.alter_column("subject_id", existing_type=KEY, nullable=True)
        pledge.create_check_constraint("owner", OWNER)
        pledge.create_index(op.f("ix_pledge_authority_id_scope_status_id"), ["authority_id", "scope", "status", "id"])
    _create_items()
    _create_follow_ups()
    _create_breaches()


def downgrade() -> None:
    for table in ("pledge_breach", "pledge_follow_up", "pledge_item"):
        op.drop_table(table)
    op.execute("DELETE FROM pledge WHERE scope = 'STAFF'")
    with op.batch_alter_table("pledge") as pledge:
        pledge.drop_index(op.f("ix_pledge_authority_id_scope_status_id"))
        pledge.drop_constraint("owner", type_="check")
        pledge.alter_column("subject_id", existing_type=KEY, nullable=False)
        for name in ("scope", "title", "text_digest", "publish_due_on", "withdrawn_at", "withdrawn_why", "version"):
            pledge.drop_column(name)


def _create_items() -> None:
    op.create_table(
        "pledge_item",
        sa.Column("id", KEY, nullable=False),
        sa.Column("pledge_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in TEXTS),
        sa.Column("checkable", sa.Boolean(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("is_continuous", sa.Boolean(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("result", WORD, nullable=True),
        sa.Column("checked_at", INSTANT, nullable=True),
        sa.CheckConstraint(DATED, name=op.f("ck_pledge_item_dated")),
        _to("pledge_item", "pledge_id", "pledge"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pledge_item")),
        sa.UniqueConstraint("pledge_id", "position", name=op.f("uq_pledge_item_pledge_id_position")),
    )


def _create_follow_ups() -> None:
    op.create_table(
        "pledge_follow_up",
        sa.Column("id", KEY, nullable=False),
        *(sa.Column(name, KEY, nullable=False) for name in ("pledge_id", "item_id", "authority_id")),
        sa.Column("reason", WORD, nullable=False),
        sa.Column("cause", SHORT, nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("status", WORD, nullable=False),
        sa.Column("result", WORD, nullable=True),
        sa.Column("findings", sa.Text(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=True),
        sa.Column("done_by", KEY, nullable=True),
        sa.Column("done_at", INSTANT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        _to("pledge_follow_up", "pledge_id", "pledge"),
        _to("pledge_follow_up", "item_id", "pledge_item"),
        _to("pledge_follow_up", "authority_id", "authority"),
        _to("pledge_follow_up", "done_by", "account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pledge_follow_up")),
    )
    op.create_index(op.f("ix_pledge_follow_up_pledge_id"), "pledge_follow_up", ["pledge_id"])
    op.create_index(
        op.f("ix_pledge_follow_up_authority_id_status_due_at_id"),
        "pledge_follow_up",
        ["authority_id", "status", "due_at", "id"],
    )
    op.create_index(
        "uq_pledge_follow_up_open",
        "pledge_follow_up",
        ["item_id"],
        unique=True,
        sqlite_where=BY_ITSELF,
        postgresql_where=BY_ITSELF,
    )


def _create_breaches() -> None:
    op.create_table(
        "pledge_breach",
        sa.Column("id", KEY, nullable=False),
        sa.Column("pledge_id", KEY, nullable=False),
        sa.Column("item_id", KEY, nullable=True),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("status", WORD, nullable=False),
        sa.Column("alleged_by", KEY, nullable=False),
        sa.Column("alleged_at", INSTANT, nullable=False),
        sa.Column("document_no", SHORT, nullable=True),
        sa.Column("document_on", sa.Date(), nullable=True),
        sa.Column("decision_no", SHORT, nullable=True),
        sa.Column("confirmed_by", KEY, nullable=True),
        sa.Column("record_id", KEY, nullable=True),
        sa.Column("settled_at", INSTANT, nullable=True),
        _to("pledge_breach", "pledge_id", "pledge"),
        _to("pledge_breach", "item_id", "pledge_item"),
        _to("pledge_breach", "case_id", "case"),
        _to("pledge_breach", "alleged_by", "account"),
        _to("pledge_breach", "confirmed_by", "account"),
        _to("pledge_breach", "record_id", "record"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pledge_breach")),
        sa.UniqueConstraint("case_id", name=op.f("uq_pledge_breach_case_id")),
    )
    op.create_index(op.f("ix_pledge_breach_pledge_id"), "pledge_breach", ["pledge_id"])
    op.create_index(op.f("ix_pledge_breach_status_settled_at"), "pledge_breach", ["status", "settled_at"])
    op.create_index(
        "uq_pledge_breach_open",
        "pledge_breach",
        ["pledge_id"],
        unique=True,
        sqlite_where=ALLEGED,
        postgresql_where=ALLEGED,
    )


def _to(owner: str, column: str, table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{owner}_{column}_{table}")
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=name, ondelete="RESTRICT")
