"""Let a case be about a matter, in the edition of its first day."""

import sqlalchemy as sa
from alembic import op

revision = "0047_case_matter"
down_revision = "0046_edit_matters"
branch_labels = None
depends_on = None

COLUMN = "matter_edition_id"
ADD_EDITION = """
ALTER TABLE "case" ADD COLUMN matter_edition_id {key}
    CONSTRAINT fk_case_matter_edition_id_matter_edition
    REFERENCES matter_edition (id) ON DELETE RESTRICT
"""


def upgrade() -> None:
    key = sa.Uuid(as_uuid=False).compile(dialect=op.get_bind().dialect)
    op.execute(ADD_EDITION.format(key=key))  # inline: SQLite would otherwise copy the table with all it refers to
    op.create_index(op.f("ix_case_matter_edition_id"), "case", [COLUMN])


def downgrade() -> None:
    op.drop_index(op.f("ix_case_matter_edition_id"), table_name="case")
    op.drop_column("case", COLUMN)
