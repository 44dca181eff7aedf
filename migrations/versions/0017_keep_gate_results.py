"""Keep matters, answers of the gate, results of appeals, and what happens to subjects."""

import sqlalchemy as sa
from alembic import op

revision = "0017_keep_gate_results"
down_revision = "0016_pause_clocks"
branch_labels = None
depends_on = None

KEY = sa.Uuid(as_uuid=False)


def _refer(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete="RESTRICT")


def _key(table: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))


def _id() -> sa.Column[str]:
    return sa.Column("id", KEY, nullable=False)


def upgrade() -> None:
    op.add_column("record", sa.Column("appeal", sa.String(40), nullable=True))
    _create_matter()
    _create_gate_tables()
    _create_inlet_tables()


def _create_matter() -> None:
    op.create_table(
        "matter",
        _id(),
        sa.Column("authority_id", KEY, nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("name_zh", sa.String(200), nullable=False),
        sa.Column("name_en", sa.String(200), nullable=False),
        sa.Column("field", sa.String(40), nullable=True),
        sa.Column("is_instant", sa.Boolean(), nullable=False),
        sa.Column("pledge_whitelisted", sa.Boolean(), nullable=False),
        sa.Column("da_whitelisted", sa.Boolean(), nullable=False),
        sa.Column("legal_basis", sa.Text(), nullable=False),
        sa.Column("promised_wd", sa.Integer(), nullable=False),
        _refer("matter", "authority_id", "authority"),
        _key("matter"),
        sa.UniqueConstraint("authority_id", "code", name=op.f("uq_matter_authority_id_code")),
    )


def _create_gate_tables() -> None:
    op.create_table(
        "gate_result",
        _id(),
        sa.Column("authority_id", KEY, nullable=False),
        sa.Column("subject_id", KEY, nullable=False),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("matter_code", sa.String(40), nullable=True),
        sa.Column("record_id", KEY, nullable=True),
        sa.Column("case_id", KEY, nullable=True),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("snapshot", sa.JSON(), nullable=False),
        sa.Column("used", sa.JSON(), nullable=False),
        sa.Column("data_version", sa.String(64), nullable=False),
        sa.Column("rules_version", sa.String(64), nullable=False),
        sa.Column("asked_by", KEY, nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        *(_refer("gate_result", f"{other}_id", other) for other in ("authority", "subject", "record", "case")),
        _refer("gate_result", "asked_by", "account"),
        _key("gate_result"),
    )
    op.create_index(op.f("ix_gate_result_subject_id_id"), "gate_result", ["subject_id", "id"])
    op.create_index(op.f("ix_gate_result_case_id"), "gate_result", ["case_id"])
    op.create_table(
        "gate_doubt",
        _id(),
        sa.Column("gate_result_id", KEY, nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("record_id", KEY, nullable=True),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rerun_id", KEY, nullable=True),
        _refer("gate_doubt", "gate_result_id", "gate_result"),
        _refer("gate_doubt", "record_id", "record"),
        _refer("gate_doubt", "rerun_id", "gate_result"),
        _key("gate_doubt"),
    )
    op.create_index(op.f("ix_gate_doubt_gate_result_id"), "gate_doubt", ["gate_result_id"])
    op.create_index(op.f("ix_gate_doubt_rerun_id_id"), "gate_doubt", ["rerun_id", "id"])


def _create_inlet_tables() -> None:
    op.create_table(
        "record_appeal",
        _id(),
        sa.Column("record_id", KEY, nullable=False),
        sa.Column("result", sa.String(40), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("document_no", sa.String(200), nullable=False),
        sa.Column("withdraw_by", sa.Date(), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("registered_by", KEY, nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        _refer("record_appeal", "record_id", "record"),
        _refer("record_appeal", "registered_by", "account"),
        _key("record_appeal"),
        sa.UniqueConstraint(
            "record_id", "result", "document_no", name=op.f("uq_record_appeal_record_id_result_document_no")
        ),
    )
    op.create_table(
        "subject_event",
        _id(),
        sa.Column("subject_id", KEY, nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("document_no", sa.String(200), nullable=False),
        sa.Column("name_before", sa.String(200), nullable=False),
        sa.Column("name_after", sa.String(200), nullable=False),
        sa.Column("registered_by", KEY, nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        _refer("subject_event", "subject_id", "subject"),
        _refer("subject_event", "registered_by", "account"),
        _key("subject_event"),
        sa.UniqueConstraint(
            "subject_id", "status", "document_no", name=op.f("uq_subject_event_subject_id_status_document_no")
        ),
    )
    op.create_table(
        "subject_succession",
        _id(),
        sa.Column("subject_id", KEY, nullable=False),
        sa.Column("successor_id", KEY, nullable=False),
        sa.Column("event_id", KEY, nullable=False),
        _refer("subject_succession", "subject_id", "subject"),
        _refer("subject_succession", "successor_id", "subject"),
        _refer("subject_succession", "event_id", "subject_event"),
        _key("subject_succession"),
        sa.UniqueConstraint("subject_id", "successor_id", name=op.f("uq_subject_succession_subject_id_successor_id")),
    )
    op.create_index(op.f("ix_subject_succession_successor_id"), "subject_succession", ["successor_id"])


def downgrade() -> None:
    for table in (
        "subject_succession", "subject_event", "record_appeal", "gate_doubt", "gate_result", "matter",
    ):  # fmt: skip
        op.drop_table(table)
    op.drop_column("record", "appeal")
