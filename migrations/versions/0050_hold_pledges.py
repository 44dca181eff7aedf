"""Hold the pledges that are public to what can be checked of them, and call a breach by the word of the rules."""

import uuid
from datetime import UTC, date, datetime, time, timedelta, timezone

import sqlalchemy as sa
from alembic import op

revision = "0050_hold_pledges"
down_revision = "0049_pledge_life"
branch_labels = None
depends_on = None

KEY = sa.Uuid(as_uuid=False)
INSTANT, WORD = sa.DateTime(timezone=True), sa.String(length=40)
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
    *(sa.column("id", KEY), sa.column("items", sa.JSON), sa.column("status", WORD)),
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
    _hold_to_sentences()
    _call_breaches("UNFULFILLED", "NON_PERFORMANCE")


def downgrade() -> None:
    _call_breaches("NON_PERFORMANCE", "UNFULFILLED")
    for table in ("pledge_breach", "pledge_follow_up", "pledge_item"):
        op.execute(sa.delete(sa.table(table)))  # what is held is not known before this
    op.execute("UPDATE pledge SET status = 'PUBLISHED' WHERE status <> 'WITHDRAWN'")


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
