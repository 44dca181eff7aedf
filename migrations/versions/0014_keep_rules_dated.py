"""Keep rule sets and the table of classes as dated rows, and proposals to change them."""

import sqlalchemy as sa
from alembic import op

revision = "0014_keep_rules_dated"
down_revision = "0013_create_notice"
branch_labels = None
depends_on = None

KEY = sa.Uuid(as_uuid=False)
# Written by hand: with a constraint of its own, alembic would copy the whole table on SQLite.
ADD_PROPOSAL = """
    ALTER TABLE parameter ADD COLUMN proposal_id {type}
    CONSTRAINT fk_parameter_proposal_id_proposal REFERENCES proposal (id)
"""


def _refer(column: str, table: str, name: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(name), ondelete="RESTRICT")


def upgrade() -> None:
    _create_proposal()
    op.create_table(
        "regime",
        sa.Column("id", KEY, nullable=False),
        sa.Column("key", sa.String(40), nullable=False),
        sa.Column("name_zh", sa.String(200), nullable=False),
        sa.Column("name_en", sa.String(200), nullable=False),
        sa.Column("instrument", sa.String(200), nullable=False),
        sa.Column("field", sa.String(40), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("origin", sa.String(200), nullable=False),
        sa.Column("proposal_id", KEY, nullable=True),
        _refer("proposal_id", "proposal", "fk_regime_proposal_id_proposal"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regime")),
    )
    op.create_table(
        "class_rule",
        sa.Column("id", KEY, nullable=False),
        sa.Column("version", sa.String(40), nullable=False),
        sa.Column("severity", sa.String(40), nullable=False),
        sa.Column("authority_id", KEY, nullable=True),
        sa.Column("field", sa.String(40), nullable=True),
        sa.Column("data_class", sa.String(40), nullable=True),
        sa.Column("regime", sa.String(40), nullable=True),
        sa.Column("penalty_type", sa.String(40), nullable=True),
        sa.Column("simple_procedure", sa.Boolean(), nullable=True),
        sa.Column("amount_from", sa.Numeric(16, 2), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("origin", sa.String(200), nullable=False),
        sa.Column("proposal_id", KEY, nullable=True),
        _refer("authority_id", "authority", "fk_class_rule_authority_id_authority"),
        _refer("proposal_id", "proposal", "fk_class_rule_proposal_id_proposal"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_rule")),
    )
    op.create_index(op.f("ix_class_rule_authority_id"), "class_rule", ["authority_id"])
    op.execute(ADD_PROPOSAL.format(type="UUID" if op.get_bind().dialect.name == "postgresql" else "CHAR(32)"))


def _create_proposal() -> None:
    op.create_table(
        "proposal",
        sa.Column("id", KEY, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("about", sa.String(200), nullable=False),
        sa.Column("authority_id", KEY, nullable=True),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("seen", sa.JSON(), nullable=False),
        sa.Column("effect", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("proposed_by", KEY, nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", KEY, nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        _refer("authority_id", "authority", "fk_proposal_authority_id_authority"),
        _refer("proposed_by", "account", "fk_proposal_proposed_by_account"),
        _refer("decided_by", "account", "fk_proposal_decided_by_account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
    )
    op.create_index(op.f("ix_proposal_status_id"), "proposal", ["status", "id"])
    op.create_index(op.f("ix_proposal_kind_about"), "proposal", ["kind", "about"])


def downgrade() -> None:
    op.drop_column("parameter", "proposal_id")
    op.drop_table("class_rule")
    op.drop_table("regime")
    op.drop_table("proposal")
