"""Have the records of breaches that are there already given the class and the periods of the rules."""

from datetime import UTC, datetime
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0055_class_breaches"
down_revision = "0054_take_concerns"
branch_labels = None
depends_on = None

KIND = "reclassify"
KEY = "reclassify:breaches"
INSTANT = sa.DateTime(timezone=True)

RECORD = sa.table(
    "record",
    sa.column("authority_id", sa.Uuid(as_uuid=False)),
    sa.column("kind"),
    sa.column("status"),
    sa.column("created_at", INSTANT),
)
WORK = sa.table(
    "due_work",
    sa.column("id", sa.Uuid(as_uuid=False)),
    sa.column("kind"),
    sa.column("key"),
    sa.column("payload", sa.JSON()),
    sa.column("status"),
    sa.column("due_at", INSTANT),
    sa.column("not_before", INSTANT),
    sa.column("attempts"),
    sa.column("created_at", INSTANT),
)


def upgrade() -> None:
    """Leave the walk that computes periods as due work: it asks the rules of the day, which no migration can."""
    standing = sa.select(RECORD.c.authority_id).where(RECORD.c.kind == "BREACH", RECORD.c.status == "ACTIVE")
    found = op.get_bind().execute(standing.distinct().order_by(RECORD.c.authority_id)).scalars().all()
    if not found:
        return
    now = datetime.now(UTC)
    walk = {"name": "breaches", "proposal_id": None, "authority_ids": list(found), "after": None, "effect": {}}
    work = {"id": str(uuid4()), "kind": KIND, "key": KEY, "payload": walk, "status": "PENDING", "attempts": 0}
    op.execute(sa.insert(WORK).values(**work, due_at=_long_past(), not_before=now, created_at=now))


def downgrade() -> None:
    op.execute(sa.delete(WORK).where(WORK.c.key == KEY))


def _long_past() -> sa.ScalarSelect[object]:
    """Return an instant that has passed in business time too, whatever that is: that of the first breach on record."""
    return sa.select(sa.func.min(RECORD.c.created_at)).where(RECORD.c.kind == "BREACH").scalar_subquery()
