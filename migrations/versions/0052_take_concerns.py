"""Take objections to what is public and reports about it, and files that show something."""

import sqlalchemy as sa
from alembic import op

revision = "0052_take_concerns"
down_revision = "0051_deferred_items"
branch_labels = None
depends_on = None

KEY = sa.Uuid(as_uuid=False)
INSTANT = sa.DateTime(timezone=True)
WORD, SHORT, DIGEST = sa.String(40), sa.String(200), sa.String(64)
CONCERN, FILE = "concern", "proof_file"
ABOUT = {
    "record_id": "record",
    "pledge_id": "pledge",
    "breach_id": "pledge_breach",
    "permit_id": "permit",
    "case_id": "case",
}
ABOUT_ONE = " + ".join(f"(CASE WHEN {each} IS NULL THEN 0 ELSE 1 END)" for each in ABOUT) + " = 1"
CHECKS = {
    "kind": "kind IN ('OBJECTION', 'REPORT')",
    "status": "status IN ('RECEIVED', 'TAKEN', 'NOT_TAKEN', 'ANSWERED')",
    "about_one": ABOUT_ONE,
    "settled": "(status = 'ANSWERED') = (outcome IS NOT NULL AND answered_at IS NOT NULL)",
    "objector": "kind = 'REPORT' OR contact_cipher IS NOT NULL",
}


def upgrade() -> None:
    _create_concern()
    _create_file()


def downgrade() -> None:
    op.drop_table(FILE)
    op.drop_table(CONCERN)


def _create_concern() -> None:
    op.create_table(
        CONCERN,
        sa.Column("id", KEY, nullable=False),
        sa.Column("number", SHORT, nullable=False),
        sa.Column("follow_code", WORD, nullable=False),
        _reference(CONCERN, "authority_id", "authority", nullable=False),
        _reference(CONCERN, "subject_id", "subject", nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("target", WORD, nullable=False),
        *(_reference(CONCERN, name, target) for name, target in ABOUT.items()),
        sa.Column("label", SHORT, nullable=False),
        sa.Column("topic", WORD, nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("wanted", sa.Text(), nullable=False),
        sa.Column("contact_cipher", sa.LargeBinary(), nullable=True),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("status", WORD, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _reference(CONCERN, "taken_by", "account"),
        sa.Column("taken_at", INSTANT, nullable=True),
        sa.Column("taken_reason", sa.Text(), nullable=True),
        sa.Column("outcome", WORD, nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        _reference(CONCERN, "answered_by", "account"),
        sa.Column("answered_at", INSTANT, nullable=True),
        *(sa.CheckConstraint(rule, name=op.f(f"ck_{CONCERN}_{name}")) for name, rule in CHECKS.items()),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{CONCERN}")),
        sa.UniqueConstraint("number", "authority_id", name=op.f(f"uq_{CONCERN}_number_authority_id")),
    )
    _index(CONCERN, "authority_id", "status", "due_at", "id")
    _index(CONCERN, "subject_id", "status")
    for name in ABOUT:
        _index(CONCERN, name)


def _create_file() -> None:
    op.create_table(
        FILE,
        sa.Column("id", KEY, nullable=False),
        sa.Column("about_id", KEY, nullable=False),
        _reference(FILE, "concern_id", CONCERN),
        _reference(FILE, "follow_up_id", "pledge_follow_up"),
        sa.Column("token_digest", DIGEST, nullable=True),
        sa.Column("sha256", DIGEST, nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", WORD, nullable=False),
        sa.Column("filename", SHORT, nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("stored_at", INSTANT, nullable=False),
        sa.Column("scan", WORD, nullable=False),
        sa.CheckConstraint("concern_id IS NULL OR follow_up_id IS NULL", name=op.f(f"ck_{FILE}_owned")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{FILE}")),
        sa.UniqueConstraint("token_digest", name=op.f(f"uq_{FILE}_token_digest")),
    )
    _index(FILE, "sha256")
    _index(FILE, "concern_id", "stored_at")
    _index(FILE, "follow_up_id")


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def _reference(table: str, name: str, target: str, *, nullable: bool = True) -> sa.Column[str]:
    """Return a column that names a row elsewhere."""
    key = sa.ForeignKey(f"{target}.id", name=op.f(f"fk_{table}_{name}_{target}"), ondelete="RESTRICT")
    return sa.Column(name, KEY, key, nullable=nullable)
