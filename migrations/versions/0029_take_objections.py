"""Take objections of the public to intended repairs, with the files of both sides."""

import sqlalchemy as sa
from alembic import op

revision = "0029_take_objections"
down_revision = "0028_look_again_and_hide"
branch_labels = None
depends_on = None

KEY = sa.Uuid(as_uuid=False)
INSTANT = sa.DateTime(timezone=True)


def _refer(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete="RESTRICT")


def upgrade() -> None:
    op.create_index(op.f("ix_case_state_authority_id"), "case", ["state", "authority_id"])
    _create_objection()
    _create_file()


def _create_objection() -> None:
    op.create_table(
        "objection",
        sa.Column("id", KEY, nullable=False),
        sa.Column("number", sa.String(200), nullable=False),
        sa.Column("follow_code", sa.String(40), nullable=False),
        sa.Column("authority_id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("record_id", KEY, nullable=True),
        sa.Column("source", sa.String(40), nullable=False),
        sa.Column("ground", sa.String(40), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("contact_cipher", sa.LargeBinary(), nullable=True),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("accept_due_on", sa.Date(), nullable=False),
        sa.Column("accept_due_at", INSTANT, nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("attached_to_id", KEY, nullable=True),
        sa.Column("judged_by", KEY, nullable=True),
        sa.Column("judged_at", INSTANT, nullable=True),
        sa.Column("judged_reason", sa.Text(), nullable=True),
        sa.Column("examined_by", KEY, nullable=True),
        sa.Column("examined_at", INSTANT, nullable=True),
        sa.Column("findings", sa.Text(), nullable=True),
        sa.Column("reply", sa.Text(), nullable=True),
        sa.Column("replied_by", KEY, nullable=True),
        sa.Column("replied_at", INSTANT, nullable=True),
        _refer("objection", "authority_id", "authority"),
        _refer("objection", "case_id", "case"),
        _refer("objection", "record_id", "record"),
        _refer("objection", "attached_to_id", "objection"),
        _refer("objection", "judged_by", "account"),
        _refer("objection", "examined_by", "account"),
        _refer("objection", "replied_by", "account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objection")),
        sa.UniqueConstraint("number", "authority_id", name=op.f("uq_objection_number_authority_id")),
    )
    op.create_index(op.f("ix_objection_case_id_status"), "objection", ["case_id", "status"])
    op.create_index(op.f("ix_objection_record_id"), "objection", ["record_id"])
    columns = ["authority_id", "status", "accept_due_at", "id"]
    op.create_index(op.f("ix_objection_authority_id_status_accept_due_at_id"), "objection", columns)


def _create_file() -> None:
    op.create_table(
        "objection_file",
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("objection_id", KEY, nullable=True),
        sa.Column("side", sa.String(40), nullable=False),
        sa.Column("token_digest", sa.String(64), nullable=True),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(40), nullable=False),
        sa.Column("filename", sa.String(200), nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("stored_at", INSTANT, nullable=False),
        sa.Column("scan", sa.String(40), nullable=False),
        _refer("objection_file", "case_id", "case"),
        _refer("objection_file", "objection_id", "objection"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objection_file")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_objection_file_token_digest")),
    )
    op.create_index(op.f("ix_objection_file_sha256"), "objection_file", ["sha256"])
    columns = ["objection_id", "stored_at"]
    op.create_index(op.f("ix_objection_file_objection_id_stored_at"), "objection_file", columns)


def downgrade() -> None:
    op.drop_table("objection_file")
    op.drop_table("objection")
    op.drop_index(op.f("ix_case_state_authority_id"), table_name="case")
