"""Create authorities with departments, calendars and parameters."""

import sqlalchemy as sa
from alembic import op

revision = "0001_create_authority"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "authority",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("uscc", sa.String(), nullable=False),
        sa.Column("name_zh", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=True),
        sa.Column("letter_prefix", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=200), nullable=False),
        sa.Column("calendar_version", sa.Integer(), nullable=False),
        sa.Column("parameter_version", sa.Integer(), nullable=False),
        sa.Column("audit_length", sa.Integer(), nullable=False),
        sa.Column("audit_head", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authority")),
        sa.UniqueConstraint("code", name=op.f("uq_authority_code")),
        sa.UniqueConstraint("uscc", name=op.f("uq_authority_uscc")),
    )
    op.create_table(
        "department",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("authority_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name_zh", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_department_authority_id_authority"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_department")),
        sa.UniqueConstraint("authority_id", "code", name=op.f("uq_department_authority_id_code")),
    )
    op.create_table(
        "parameter",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("authority_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("regime", sa.String(length=40), nullable=True),
        sa.Column("data_class", sa.String(length=40), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("origin", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_parameter_authority_id_authority"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parameter")),
    )
    op.create_index(op.f("ix_parameter_key_authority_id"), "parameter", ["key", "authority_id"], unique=False)
    op.create_table(
        "calendar_day",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("authority_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authority.id"], name=op.f("fk_calendar_day_authority_id_authority"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_day")),
        sa.UniqueConstraint("authority_id", "day", name=op.f("uq_calendar_day_authority_id_day")),
    )
    op.create_table(
        "calendar_year",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("authority_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"],
            ["authority.id"],
            name=op.f("fk_calendar_year_authority_id_authority"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_year")),
        sa.UniqueConstraint("authority_id", "year", name=op.f("uq_calendar_year_authority_id_year")),
    )


def downgrade() -> None:
    op.drop_table("calendar_year")
    op.drop_table("calendar_day")
    op.drop_index(op.f("ix_parameter_key_authority_id"), table_name="parameter")
    op.drop_table("parameter")
    op.drop_table("department")
    op.drop_table("authority")
