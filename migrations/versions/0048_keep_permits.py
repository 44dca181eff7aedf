"""Keep permits, and the records by which they are reported to the public sites."""

import sqlalchemy as sa
from alembic import op

revision = "0048_keep_permits"
down_revision = "0047_case_matter"
branch_labels = None
depends_on = None

PERMIT, RECORD = "permit", "dual_record"
KEY = sa.Uuid(as_uuid=False)
INSTANT = sa.DateTime(timezone=True)
WORD, SHORT = sa.String(40), sa.String(200)
STATUS = "status IN ('VALID', 'REVOKED', 'CANCELLED')"
VALIDITY = "valid_to IS NULL OR valid_to >= valid_from"
ENDED = (
    "(status = 'VALID' AND ended_on IS NULL AND end_reason IS NULL AND end_letter_id IS NULL)"
    " OR (status <> 'VALID' AND ended_on IS NOT NULL AND end_reason <> '' AND end_letter_id IS NOT NULL)"
)
PLEDGED = "(granted_by_pledge AND pledge_id IS NOT NULL) OR (NOT granted_by_pledge AND pledge_id IS NULL)"
CHECKED = "post_check IN ('NONE', 'PENDING', 'PASSED', 'RECTIFYING', 'RECTIFIED', 'FAILED')"


def upgrade() -> None:
    op.create_table(
        PERMIT,
        sa.Column("id", KEY, nullable=False),
        sa.Column("number", SHORT, nullable=False),
        _reference(PERMIT, "authority_id", "authority"),
        _reference(PERMIT, "case_id", "case", nullable=True),
        _reference(PERMIT, "matter_id", "matter"),
        _reference(PERMIT, "matter_edition_id", "matter_edition"),
        _reference(PERMIT, "subject_id", "subject"),
        _reference(PERMIT, "letter_id", "letter"),
        _reference(PERMIT, "decision_id", "letter", nullable=True),
        *_words(),
        _reference(PERMIT, "pledge_id", "pledge", nullable=True),
        sa.Column("deferred", sa.Boolean(), nullable=False),
        sa.Column("post_check", WORD, nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=True),
        _reference(PERMIT, "end_letter_id", "letter", nullable=True),
        sa.Column("issued_at", INSTANT, nullable=False),
        _reference(PERMIT, "issued_by", "account"),
        sa.CheckConstraint(STATUS, name=op.f("ck_permit_status")),
        sa.CheckConstraint(VALIDITY, name=op.f("ck_permit_validity")),
        sa.CheckConstraint(ENDED, name=op.f("ck_permit_ended")),
        sa.CheckConstraint(PLEDGED, name=op.f("ck_permit_pledged")),
        sa.CheckConstraint(CHECKED, name=op.f("ck_permit_post_check")),
        sa.CheckConstraint("granted_by_pledge OR post_check = 'NONE'", name=op.f("ck_permit_checked_pledge")),
        sa.CheckConstraint("NOT (granted_by_pledge AND deferred)", name=op.f("ck_permit_one_way")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_permit")),
        *(_unique(PERMIT, name) for name in ("number", "case_id", "letter_id")),
    )
    for name in ("matter_edition_id", "decision_id", "pledge_id", "end_letter_id"):
        op.create_index(op.f(f"ix_permit_{name}"), PERMIT, [name])
    op.create_index(op.f("ix_permit_decided_on_id"), PERMIT, ["decided_on", "id"])
    for name in ("authority_id", "matter_id", "subject_id"):
        op.create_index(op.f(f"ix_permit_{name}_decided_on_id"), PERMIT, [name, "decided_on", "id"])
    _create_records()


def _words() -> tuple[sa.Column[object], ...]:
    """Return what a permit says of itself."""
    return (
        sa.Column("name_zh", SHORT, nullable=False),
        sa.Column("name_en", SHORT, nullable=False),
        sa.Column("category", WORD, nullable=False),
        sa.Column("category_note", SHORT, nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("conditions", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("status", WORD, nullable=False),
        sa.Column("granted_by_pledge", sa.Boolean(), nullable=False),
    )


def _create_records() -> None:
    op.create_table(
        RECORD,
        sa.Column("id", KEY, nullable=False),
        _reference(RECORD, "permit_id", PERMIT),
        _reference(RECORD, "authority_id", "authority"),
        sa.Column("act", WORD, nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("status", WORD, nullable=False),
        sa.Column("acted_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("unit", WORD, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("prepared_at", INSTANT, nullable=False),
        sa.CheckConstraint("act IN ('GRANT', 'END')", name=op.f("ck_dual_record_act")),
        sa.CheckConstraint("due_on >= acted_on", name=op.f("ck_dual_record_due")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dual_record")),
        sa.UniqueConstraint("permit_id", "act", name=op.f("uq_dual_record_permit_id_act")),
    )
    columns = ["authority_id", "status", "due_on", "id"]
    op.create_index(op.f("ix_dual_record_authority_id_status_due_on_id"), RECORD, columns)


def downgrade() -> None:
    op.drop_table(RECORD)
    op.drop_table(PERMIT)


def _reference(table: str, name: str, target: str, *, nullable: bool = False) -> sa.Column[str]:
    """Return a column that names a row elsewhere."""
    key = sa.ForeignKey(f"{target}.id", name=op.f(f"fk_{table}_{name}_{target}"), ondelete="RESTRICT")
    return sa.Column(name, KEY, key, nullable=nullable)


def _unique(table: str, name: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(name, name=op.f(f"uq_{table}_{name}"))
