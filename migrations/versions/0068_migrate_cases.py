"""Keep which cases a version is for, and what became of each."""

import sqlalchemy as sa
from alembic import op

revision = "0068_migrate_cases"
down_revision = "0067_walk_tests_again"
branch_labels = None
depends_on = None

TABLE = "case_migration"
CHOOSING = ("process_draft", "process_version", "taking_back")
KEY = sa.Uuid(as_uuid=False)


def upgrade() -> None:
    for table in CHOOSING:
        op.add_column(table, sa.Column("scope", sa.String(40), nullable=False, server_default="NEW"))
    op.create_table(
        TABLE,
        sa.Column("id", KEY, nullable=False),
        _reference("case_id", "case"),
        _reference("from_version_id", "process_version"),
        _reference("to_version_id", "process_version"),
        sa.Column("cause_id", KEY),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("reason", sa.String(40)),
        sa.Column("element", sa.String(40)),
        sa.Column("is_draft", sa.Boolean(), nullable=False),
        sa.Column("done_before", sa.JSON(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True)),
        sa.Column("read_at", sa.DateTime(timezone=True)),
        _reference("read_by", "account", nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("case_id", "cause_id", name=op.f(f"uq_{TABLE}_case_id_cause_id")),
        sa.CheckConstraint("outcome IN ('MOVED', 'BEGUN_ANEW', 'STAYED')", name=op.f(f"ck_{TABLE}_outcome")),
        sa.CheckConstraint("(outcome = 'STAYED') = (reason IS NOT NULL)", name=op.f(f"ck_{TABLE}_reason")),
    )
    op.create_index(op.f(f"ix_{TABLE}_cause_id_outcome_id"), TABLE, ["cause_id", "outcome", "id"])


def downgrade() -> None:
    op.drop_table(TABLE)
    for table in CHOOSING:
        op.drop_column(table, "scope")


def _reference(name: str, target: str, *, nullable: bool = False) -> sa.Column[str]:
    """Return a column that names a row elsewhere."""
    key = sa.ForeignKey(f"{target}.id", name=op.f(f"fk_{TABLE}_{name}_{target}"), ondelete="RESTRICT")
    return sa.Column(name, KEY, key, nullable=nullable)
