"""Keep the name of a matter in English with the pledge that was given for it."""

import sqlalchemy as sa
from alembic import op

revision = "0057_name_pledges_in_english"
down_revision = "0056_take_concerns_down"
branch_labels = None
depends_on = None

TABLE = "pledge"
FILL = """
UPDATE pledge SET title_en = (
    SELECT matter_edition.name_en FROM "case" JOIN matter_edition ON matter_edition.id = "case".matter_edition_id
    WHERE "case".id = pledge.case_id AND matter_edition.name_zh = pledge.title AND matter_edition.name_en <> ''
)
WHERE title IS NOT NULL AND case_id IS NOT NULL
"""


def upgrade() -> None:
    op.add_column(TABLE, sa.Column("title_en", sa.String(200), nullable=True))
    op.execute(FILL)


def downgrade() -> None:
    op.drop_column(TABLE, "title_en")
