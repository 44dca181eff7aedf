"""Keep what is checked of a pledge, the looks at it, and its breaches; pledges of the office have no subject."""

import uuid
from datetime import UTC, date, datetime, time, timedelta, timezone

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
BEIJING = timezone(timedelta(hours=8))
SENTENCE = "LAW_OBEYED"
ITEM = {
    "text_zh": "严格遵守法律法规，不再发生同类行为",
    "text_en": "Obey laws and regulations; the same behaviour does not occur again",
    "how_zh": "查询本机关行政处罚信息",
    "how_en": "Look among the penalties of this authority",
    "metric_zh": "承诺公示期内，未因同类行为再次受到行政处罚",
    "metric_en": "No other penalty for the same behaviour while the pledge is public",
}
PLEDGE = sa.table(
    "pledge",
    *(sa.column("id", KEY), sa.column("items", sa.JSON), sa.column("status", WORD), sa.column("scope", WORD)),
    *(sa.column("public_until", sa.Date), sa.column("authority_id", KEY)),
)
PLEDGE_ITEM = sa.table(
    "pledge_item",
    *(sa.column("id", KEY), sa.column("pledge_id", KEY), sa.column("position", sa.Integer)),
    *(sa.column(name, sa.Text) for name in ITEM),
    *(sa.column("checkable", sa.Boolean), sa.column("is_continuous", sa.Boolean), sa.column("until", sa.Date)),
)
FOLLOW_UP = sa.table(
    "pledge_follow_up",
    *(sa.column(name, KEY) for name in ("id", "pledge_id", "item_id", "authority_id")),
    *(sa.column("reason", WORD), sa.column("due_on", sa.Date), sa.column("due_at", INSTANT)),
    *(sa.column("status", WORD), sa.column("version", sa.Integer)),
)
CONTENTS = (
    sa.table("record", sa.column("id", KEY), sa.column("content", sa.JSON)),
    sa.table("record_version", sa.column("id", KEY), sa.column("content", sa.JSON)),
)


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
    _hold_to_sentences()
    _call_breaches("UNFULFILLED", "NON_PERFORMANCE")


def downgrade() -> None:
    _call_breaches("NON_PERFORMANCE", "UNFULFILLED")
    for table in ("pledge_breach", "pledge_follow_up", "pledge_item"):
        op.drop_table(table)
    connection = op.get_bind()
    connection.execute(sa.delete(PLEDGE).where(PLEDGE.c.scope == "STAFF"))
    connection.execute(sa.update(PLEDGE).where(PLEDGE.c.status != "WITHDRAWN").values(status="PUBLISHED"))
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
        *(sa.Column(name, sa.Text(), nullable=False) for name in ITEM),
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


def _hold_to_sentences() -> None:
    """Hold the repair pledges that are public to the one sentence that can be checked, once their display ends."""
    connection = op.get_bind()
    for row in connection.execute(sa.select(PLEDGE).where(PLEDGE.c.status == "PUBLISHED")).mappings().all():
        if SENTENCE not in {each.get("key") for each in row["items"]}:
            continue
        item_id, until = str(uuid.uuid4()), row["public_until"]
        own = {"id": item_id, "pledge_id": row["id"], "position": 1, **ITEM}
        op.bulk_insert(PLEDGE_ITEM, [{**own, "checkable": True, "is_continuous": True, "until": until}])
        if until is not None:
            op.bulk_insert(FOLLOW_UP, [_look(row["id"], item_id, row["authority_id"], until)])
        connection.execute(sa.update(PLEDGE).where(PLEDGE.c.id == row["id"]).values(status="IN_FULFILMENT"))


def _look(pledge_id: str, item_id: str, authority_id: str, on: date) -> dict[str, object]:
    ends = datetime.combine(on + timedelta(days=1), time(0), BEIJING).astimezone(UTC)
    return {
        "id": str(uuid.uuid4()),
        "pledge_id": pledge_id,
        "item_id": item_id,
        "authority_id": authority_id,
        "reason": "PERIODIC",
        "due_on": on,
        "due_at": ends,
        "status": "OPEN",
        "version": 1,
    }


def _call_breaches(old: str, new: str) -> None:
    """Call a way in which pledges are broken by its other name."""
    connection = op.get_bind()
    for table in CONTENTS:
        named = sa.cast(table.c.content, sa.Text).contains(f'"{old}"')
        for row_id, content in connection.execute(sa.select(table.c.id, table.c.content).where(named)).all():
            if content.get("breach_kind") == old:
                changed = {**content, "breach_kind": new}
                connection.execute(sa.update(table).where(table.c.id == row_id).values(content=changed))


def _to(owner: str, column: str, table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{owner}_{column}_{table}")
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=name, ondelete="RESTRICT")
