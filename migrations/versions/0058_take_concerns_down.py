"""Note how an objection or a report came, and who of the staff took it down where nobody typed it themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0058_take_concerns_down"
down_revision = "0055_class_breaches"
branch_labels = None
depends_on = None

TABLE = "concern"
KEY = sa.Uuid(as_uuid=False)
CHECKS = {
    "source": "source IN ('PUBLIC', 'TELEPHONE', 'COUNTER')",
    "entered": "(source = 'PUBLIC') = (entered_by IS NULL) AND (entered_by IS NULL) = (entered_at IS NULL)",
    "identified": "entered_by IS NOT NULL OR identified_by IS NULL",
}


def upgrade() -> None:
    key = sa.ForeignKey("account.id", name=op.f(f"fk_{TABLE}_entered_by_account"), ondelete="RESTRICT")
    with op.batch_alter_table(TABLE) as batch:
        batch.add_column(sa.Column("source", sa.String(40), nullable=False, server_default="PUBLIC"))
        batch.add_column(sa.Column("entered_by", KEY, key, nullable=True))
        batch.add_column(sa.Column("entered_at", sa.DateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("identified_by", sa.String(40), nullable=True))
    with op.batch_alter_table(TABLE) as batch:
        batch.alter_column("source", server_default=None)
        for name, rule in CHECKS.items():
            batch.create_check_constraint(op.f(f"ck_{TABLE}_{name}"), rule)


def downgrade() -> None:
    with op.batch_alter_table(TABLE) as batch:
        for name in CHECKS:
            batch.drop_constraint(op.f(f"ck_{TABLE}_{name}"), type_="check")
        batch.drop_constraint(op.f(f"fk_{TABLE}_entered_by_account"), type_="foreignkey")
        for name in ("identified_by", "entered_at", "entered_by", "source"):
            batch.drop_column(name)
