"""Let imports run in steps, and keep what is asked and known about records: shared numbers, numbers of other sites."""

import sqlalchemy as sa
from alembic import op

revision = "0018_stage_imports"
down_revision = "0017_keep_gate_results"
branch_labels = None
depends_on = None


def _refer(column: str, table: str, name: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(name), ondelete="RESTRICT")


def upgrade() -> None:
    instant = sa.DateTime(timezone=True)
    for name in ("passed", "skipped", "reclassified"):
        op.add_column("record_import", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    op.add_column("record_import", sa.Column("scope", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("record_import", sa.Column("error", sa.String(40), nullable=True))
    op.add_column("record_import", sa.Column("finished_at", instant, nullable=True))
    op.execute("UPDATE record_import SET passed = rows, finished_at = imported_at")
    op.create_index(op.f("ix_record_import_status"), "record_import", ["status"])
    _create_parts()
    _create_questions(instant)
    _create_identifiers(instant)


def _create_parts() -> None:
    key = sa.Uuid(as_uuid=False)
    op.create_table(
        "import_part",
        sa.Column("id", key, nullable=False),
        sa.Column("import_id", key, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("landed", sa.Boolean(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        _refer("import_id", "record_import", "fk_import_part_import_id_record_import"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_part")),
        sa.UniqueConstraint("import_id", "number", name=op.f("uq_import_part_import_id_number")),
    )


def _create_questions(instant: sa.DateTime) -> None:
    key = sa.Uuid(as_uuid=False)
    op.create_table(
        "number_question",
        sa.Column("id", key, nullable=False),
        sa.Column("record_id", key, nullable=False),
        sa.Column("other_id", key, nullable=False),
        sa.Column("import_id", key, nullable=False),
        sa.Column("answer", sa.String(40), nullable=True),
        sa.Column("asked_at", instant, nullable=False),
        sa.Column("answered_by", key, nullable=True),
        sa.Column("answered_at", instant, nullable=True),
        _refer("record_id", "record", "fk_number_question_record_id_record"),
        _refer("other_id", "record", "fk_number_question_other_id_record"),
        _refer("import_id", "record_import", "fk_number_question_import_id_record_import"),
        _refer("answered_by", "account", "fk_number_question_answered_by_account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_number_question")),
        sa.UniqueConstraint("record_id", "other_id", name=op.f("uq_number_question_record_id_other_id")),
    )
    op.create_index(op.f("ix_number_question_import_id"), "number_question", ["import_id"])
    op.create_index(op.f("ix_number_question_other_id"), "number_question", ["other_id"])


def _create_identifiers(instant: sa.DateTime) -> None:
    key = sa.Uuid(as_uuid=False)
    op.create_table(
        "site_identifier",
        sa.Column("id", key, nullable=False),
        sa.Column("site_id", key, nullable=False),
        sa.Column("record_id", key, nullable=False),
        sa.Column("number", sa.String(200), nullable=False),
        sa.Column("entered_by", key, nullable=False),
        sa.Column("entered_at", instant, nullable=False),
        _refer("site_id", "site", "fk_site_identifier_site_id_site"),
        _refer("record_id", "record", "fk_site_identifier_record_id_record"),
        _refer("entered_by", "account", "fk_site_identifier_entered_by_account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site_identifier")),
        sa.UniqueConstraint("site_id", "number", name=op.f("uq_site_identifier_site_id_number")),
        sa.UniqueConstraint("site_id", "record_id", name=op.f("uq_site_identifier_site_id_record_id")),
    )
    op.create_index(op.f("ix_site_identifier_record_id"), "site_identifier", ["record_id"])


def downgrade() -> None:
    op.drop_table("site_identifier")
    op.drop_table("number_question")
    op.drop_table("import_part")
    op.drop_index(op.f("ix_record_import_status"), "record_import")
    for name in ("finished_at", "error", "scope", "reclassified", "skipped", "passed"):
        op.drop_column("record_import", name)
