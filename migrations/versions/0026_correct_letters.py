"""Let letters be corrected, annulled, issued anew and sealed, and be about a record or a site without a case."""

import re

import sqlalchemy as sa
from alembic import op

revision = "0026_correct_letters"
down_revision = "0025_keep_training"
branch_labels = None
depends_on = None

KEY = sa.Uuid(as_uuid=False)
INSTANT = sa.DateTime(timezone=True)
WORD = sa.String(40)
NUMBER = re.compile(r"〔(\d{4})〕(\d+)号")
REFERENCES = (("record_id", "record"), ("replaces_id", "letter"))
NUMBERING = ("series", "year", "sequence")


def upgrade() -> None:
    _widen_letter()
    _number_letters()
    with op.batch_alter_table("letter") as letter:
        for column, kind in zip(NUMBERING, (WORD, sa.Integer(), sa.Integer()), strict=True):
            letter.alter_column(column, existing_type=kind, nullable=False)
        letter.create_unique_constraint(
            op.f("uq_letter_authority_id_series_year_sequence"), ["authority_id", *NUMBERING]
        )
    _create_paper()
    _create_change()


def _widen_letter() -> None:
    with op.batch_alter_table("letter") as letter:
        for column, other in REFERENCES:
            letter.add_column(sa.Column(column, KEY, nullable=True))
            letter.create_foreign_key(op.f(f"fk_letter_{column}_{other}"), other, [column], ["id"], ondelete="RESTRICT")
        letter.add_column(sa.Column("series", WORD, nullable=True))
        letter.add_column(sa.Column("year", sa.Integer(), nullable=True))
        letter.add_column(sa.Column("sequence", sa.Integer(), nullable=True))
        letter.add_column(sa.Column("edition", sa.Integer(), server_default="1", nullable=False))
        letter.add_column(sa.Column("standing", WORD, server_default="IN_FORCE", nullable=False))
        letter.add_column(sa.Column("seal", WORD, server_default="NONE", nullable=False))
        letter.create_index(op.f("ix_letter_record_id"), ["record_id"])


def _number_letters() -> None:
    """Take series, year and sequence of the letters that are there from their kind and number."""
    connection = op.get_bind()
    columns = ("id", "kind", "number", "case_id", "subject_id", *NUMBERING)
    letter = sa.table("letter", *(sa.column(name) for name in columns))
    for row in connection.execute(sa.select(letter.c.id, letter.c.kind, letter.c.number)).all():
        found = NUMBER.search(row.number)
        if found is None:
            msg = f"the letter {row.number} has no number that can be read"
            raise ValueError(msg)
        values = {"series": f"LETTER_{row.kind}", "year": int(found[1]), "sequence": int(found[2])}
        connection.execute(sa.update(letter).where(letter.c.id == row.id).values(**values))
    case = sa.table("case", sa.column("id"), sa.column("subject_id"))
    whose = sa.select(case.c.subject_id).where(case.c.id == letter.c.case_id).scalar_subquery()
    connection.execute(sa.update(letter).where(letter.c.case_id.is_not(None)).values(subject_id=whose))


def _create_paper() -> None:
    op.create_table(
        "letter_paper",
        sa.Column("id", KEY, nullable=False),
        sa.Column("letter_id", KEY, nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("form", WORD, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", WORD, nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("made_by", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["letter_id"], ["letter.id"], name=op.f("fk_letter_paper_letter_id_letter"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["account.id"], name=op.f("fk_letter_paper_made_by_account"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_paper")),
        sa.UniqueConstraint("letter_id", "edition", "form", name=op.f("uq_letter_paper_letter_id_edition_form")),
    )
    op.create_index(op.f("ix_letter_paper_sha256"), "letter_paper", ["sha256"])


def _create_change() -> None:
    op.create_table(
        "letter_change",
        sa.Column("id", KEY, nullable=False),
        sa.Column("letter_id", KEY, nullable=False),
        sa.Column("authority_id", KEY, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("status", WORD, nullable=False),
        sa.Column("proposed_by", KEY, nullable=False),
        sa.Column("proposed_at", INSTANT, nullable=False),
        sa.Column("decided_by", KEY, nullable=True),
        sa.Column("decided_at", INSTANT, nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("new_letter_id", KEY, nullable=True),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{other}.id"], name=op.f(f"fk_letter_change_{column}_{other}"), ondelete="RESTRICT"
            )
            for column, other in (
                ("letter_id", "letter"),
                ("authority_id", "authority"),
                ("proposed_by", "account"),
                ("decided_by", "account"),
                ("new_letter_id", "letter"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_change")),
    )
    op.create_index(op.f("ix_letter_change_letter_id"), "letter_change", ["letter_id"])
    op.create_index(op.f("ix_letter_change_authority_id_status"), "letter_change", ["authority_id", "status"])


def downgrade() -> None:
    op.drop_table("letter_change")
    op.drop_table("letter_paper")
    with op.batch_alter_table("letter") as letter:
        letter.drop_index(op.f("ix_letter_record_id"))
        letter.drop_constraint(op.f("uq_letter_authority_id_series_year_sequence"), type_="unique")
        for column, other in REFERENCES:
            letter.drop_constraint(op.f(f"fk_letter_{column}_{other}"), type_="foreignkey")
        for column in (*NUMBERING, "edition", "standing", "seal", *(column for column, _ in REFERENCES)):
            letter.drop_column(column)
