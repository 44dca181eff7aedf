"""Let a second person confirm that a decision number is a typing error; the record is hidden meanwhile."""

import sqlalchemy as sa
from alembic import op

revision = "0022_confirm_number_answers"
down_revision = "0021_end_display"
branch_labels = None
depends_on = None

KEY = sa.Uuid(as_uuid=False)
INSTANT = sa.DateTime(timezone=True)
REFERENCES = (("mistaken_id", "record"), ("confirmed_by", "account"))


def upgrade() -> None:
    op.add_column("record", sa.Column("hidden_at", INSTANT, nullable=True))
    with op.batch_alter_table("number_question") as question:
        question.add_column(sa.Column("mistaken_id", KEY, nullable=True))
        question.add_column(sa.Column("confirmed_by", KEY, nullable=True))
        question.add_column(sa.Column("confirmed_at", INSTANT, nullable=True))
        for column, other in REFERENCES:
            name = op.f(f"fk_number_question_{column}_{other}")
            question.create_foreign_key(name, other, [column], ["id"], ondelete="RESTRICT")


def downgrade() -> None:
    with op.batch_alter_table("number_question") as question:
        for column, other in REFERENCES:
            question.drop_constraint(op.f(f"fk_number_question_{column}_{other}"), type_="foreignkey")
        for column in ("confirmed_at", "confirmed_by", "mistaken_id"):
            question.drop_column(column)
    op.drop_column("record", "hidden_at")
