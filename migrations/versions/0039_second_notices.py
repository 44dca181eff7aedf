"""Keep who allowed missing items to be asked for once more, and why."""

import sqlalchemy as sa
from alembic import op

revision = "0039_second_notices"
down_revision = "0038_file_at_window"
branch_labels = None
depends_on = None

TABLE, KEY = "second_notice", sa.Uuid(as_uuid=False)


def _refer(column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{TABLE}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete="RESTRICT")


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", KEY, nullable=False),
        sa.Column("case_id", KEY, nullable=False),
        sa.Column("authority_id", KEY, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("allowed_by", KEY, nullable=False),
        sa.Column("allowed_at", sa.DateTime(timezone=True), nullable=False),
        _refer("case_id", "case"),
        _refer("authority_id", "authority"),
        _refer("allowed_by", "account"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
    )
    for columns in (["case_id"], ["authority_id", "allowed_at"]):
        op.create_index(op.f(f"ix_{TABLE}_{'_'.join(columns)}"), TABLE, columns)


def downgrade() -> None:
    op.drop_table(TABLE)
