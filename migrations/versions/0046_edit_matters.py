"""Keep what is said of a matter in editions: what its row said becomes the first, in force since long ago."""

import hashlib
import json
import uuid
from datetime import UTC, date, datetime

import sqlalchemy as sa
from alembic import op

revision = "0046_edit_matters"
down_revision = "0045_sign_together"
branch_labels = None
depends_on = None

KEY = sa.Uuid(as_uuid=False)
INSTANT = sa.DateTime(timezone=True)
WORD, SHORT = sa.String(length=40), sa.String(length=200)
OPEN = sa.text("status IN ('DRAFT', 'PROPOSED')")
SERVICE = "00000000-0000-7000-8000-000000000000"
SINCE_EVER = date(2000, 1, 1)
STATUTORY_WD = 20
MOVED = {
    "name_zh": SHORT,
    "name_en": SHORT,
    "field": WORD,
    "is_instant": sa.Boolean(),
    "pledge_whitelisted": sa.Boolean(),
    "da_whitelisted": sa.Boolean(),
    "legal_basis": sa.Text(),
    "promised_wd": sa.Integer(),
}
EDITION = sa.table(
    "matter_edition",
    *(sa.column("id", KEY), sa.column("matter_id", KEY), sa.column("number", sa.Integer), sa.column("status", WORD)),
    *(
        sa.column("content", sa.JSON),
        sa.column("digest", WORD),
        sa.column("name_zh", SHORT),
        sa.column("name_en", SHORT),
    ),
    *(sa.column("offers_deferral", sa.Boolean), sa.column("offers_pledge", sa.Boolean)),
    *(sa.column("valid_from", sa.Date), sa.column("note", sa.Text), sa.column("basis", sa.Text)),
    *(sa.column("written_by", KEY), sa.column("written_at", INSTANT), sa.column("writers", sa.JSON)),
    sa.column("decided_by", KEY),
    *(sa.column("decided_at", INSTANT), sa.column("decision_note", sa.Text), sa.column("version", sa.Integer)),
)
MATTER = sa.table("matter", sa.column("id", KEY), *(sa.column(name, kind) for name, kind in MOVED.items()))


def upgrade() -> None:
    _create()
    connection = op.get_bind()
    rows = connection.execute(sa.select(MATTER)).mappings().all()
    if rows:
        op.bulk_insert(EDITION, [_edition(dict(row)) for row in rows])
    for name in MOVED:
        op.drop_column("matter", name)


def downgrade() -> None:
    for name, kind in MOVED.items():
        op.add_column("matter", sa.Column(name, kind, nullable=True))
    connection = op.get_bind()
    newest: dict[str, dict[str, object]] = {}
    confirmed = sa.select(EDITION).where(EDITION.c.status == "CONFIRMED")
    for row in connection.execute(confirmed.order_by(EDITION.c.valid_from, EDITION.c.number)).mappings():
        newest[row["matter_id"]] = row["content"]
    for matter_id, content in newest.items():
        connection.execute(sa.update(MATTER).where(MATTER.c.id == matter_id).values(**_columns(content)))
    op.drop_table("matter_edition")
    connection.execute(sa.delete(MATTER).where(MATTER.c.promised_wd.is_(None)))
    with op.batch_alter_table("matter") as matter:
        for name, kind in MOVED.items():
            if name != "field":
                matter.alter_column(name, existing_type=kind, nullable=False)


def _edition(row: dict[str, object]) -> dict[str, object]:
    """Return the first edition of a matter, which says what its row said and lets nobody in who was shut out."""
    basis = str(row["legal_basis"])
    content = {
        "name": {"zh": row["name_zh"], "en": row["name_en"]},
        "legal_basis": {"zh": basis, "en": basis},
        "field": row["field"] or "",
        "speed": "INSTANT" if row["is_instant"] else "PROMISED",
        "statutory_wd": max(STATUTORY_WD, int(str(row["promised_wd"]))),
        "promised_wd": row["promised_wd"],
        "deferral": _way(row["da_whitelisted"], basis, is_offered=not row["is_instant"]),
        "pledge": _way(row["pledge_whitelisted"], basis, is_offered=True),
    }
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    now = datetime.now(UTC)
    return {
        "id": str(uuid.uuid4()),
        "matter_id": row["id"],
        "number": 1,
        "status": "CONFIRMED",
        "content": content,
        "digest": hashlib.sha256(text.encode()).hexdigest(),
        "name_zh": row["name_zh"],
        "name_en": row["name_en"],
        "offers_deferral": not row["is_instant"],
        "offers_pledge": True,
        "valid_from": SINCE_EVER,
        "note": "",
        "basis": "",
        "written_by": SERVICE,
        "written_at": now,
        "writers": [SERVICE],
        "decided_by": SERVICE,
        "decided_at": now,
        "decision_note": "",
        "version": 1,
    }


def _way(whitelisted: object, basis: str, *, is_offered: bool) -> dict[str, object]:
    return {"offered": is_offered, "whitelisted": bool(whitelisted), "basis": basis if whitelisted else ""}


def _columns(content: dict[str, object]) -> dict[str, object]:
    """Return the columns of old from an edition."""
    name, law = dict(content["name"]), dict(content.get("legal_basis") or {})
    pledge, deferral = dict(content.get("pledge") or {}), dict(content.get("deferral") or {})
    return {
        "name_zh": name["zh"],
        "name_en": name["en"],
        "field": content.get("field") or None,
        "is_instant": content.get("speed") == "INSTANT",
        "pledge_whitelisted": bool(pledge.get("whitelisted")),
        "da_whitelisted": bool(deferral.get("whitelisted")),
        "legal_basis": pledge.get("basis") or deferral.get("basis") or law.get("zh", ""),
        "promised_wd": content["promised_wd"],
    }


def _create() -> None:
    op.create_table(
        "matter_edition",
        sa.Column("id", KEY, nullable=False),
        sa.Column("matter_id", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("status", WORD, nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("name_zh", SHORT, nullable=False),
        sa.Column("name_en", SHORT, nullable=False),
        sa.Column("offers_deferral", sa.Boolean(), nullable=False),
        sa.Column("offers_pledge", sa.Boolean(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("written_by", KEY, nullable=False),
        sa.Column("written_at", INSTANT, nullable=False),
        sa.Column("writers", sa.JSON(), nullable=False),
        sa.Column("decided_by", KEY, nullable=True),
        sa.Column("decided_at", INSTANT, nullable=True),
        sa.Column("decision_note", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _to("matter_id", "matter"),
        _to("written_by", "account"),
        _to("decided_by", "account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter_edition")),
        sa.UniqueConstraint("matter_id", "number", name=op.f("uq_matter_edition_matter_id_number")),
    )
    op.create_index(
        op.f("ix_matter_edition_matter_id_status_valid_from_number"),
        "matter_edition",
        ["matter_id", "status", "valid_from", "number"],
    )
    op.create_index(
        "uq_matter_edition_open", "matter_edition", ["matter_id"], unique=True, sqlite_where=OPEN, postgresql_where=OPEN
    )


def _to(column: str, table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_matter_edition_{column}_{table}")
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=name, ondelete="RESTRICT")
