"""Keep courses, tests, classes and certificates; a letter may go to a subject without a case."""

import sqlalchemy as sa
from alembic import op

revision = "0025_keep_training"
down_revision = "0024_tell_outside"
branch_labels = None
depends_on = None

KEY = sa.Uuid(as_uuid=False)
INSTANT = sa.DateTime(timezone=True)
WORD = sa.String(length=40)
OPEN = sa.text("status = 'OPEN'")
TABLES = (
    "training_certificate",
    "training_seat",
    "training_session",
    "training_test",
    "lesson_reading",
    "course_version",
)


def upgrade() -> None:
    with op.batch_alter_table("letter") as letter:
        letter.alter_column("case_id", existing_type=KEY, nullable=True)
        letter.add_column(sa.Column("subject_id", KEY, nullable=True))
        letter.create_foreign_key(
            op.f("fk_letter_subject_id_subject"), "subject", ["subject_id"], ["id"], ondelete="RESTRICT"
        )
        letter.create_index(op.f("ix_letter_subject_id"), ["subject_id"])
    _create_courses()
    _create_tests()
    _create_sessions()
    _create_certificates()


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
    op.execute(sa.text("DELETE FROM letter WHERE case_id IS NULL"))
    with op.batch_alter_table("letter") as letter:
        letter.drop_index(op.f("ix_letter_subject_id"))
        letter.drop_constraint(op.f("fk_letter_subject_id_subject"), type_="foreignkey")
        letter.drop_column("subject_id")
        letter.alter_column("case_id", existing_type=KEY, nullable=False)


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete="RESTRICT")


def _create_courses() -> None:
    op.create_table(
        "course_version",
        sa.Column("id", KEY, nullable=False),
        sa.Column("authority_id", KEY, nullable=False),
        sa.Column("key", WORD, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("published_by", KEY, nullable=False),
        sa.Column("published_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        _to("course_version", "authority_id", "authority"),
        _to("course_version", "published_by", "account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_version")),
        sa.UniqueConstraint("authority_id", "key", "version", name=op.f("uq_course_version_authority_id_key_version")),
    )
    op.create_table(
        "lesson_reading",
        sa.Column("id", KEY, nullable=False),
        sa.Column("account_id", KEY, nullable=False),
        sa.Column("subject_id", KEY, nullable=False),
        sa.Column("authority_id", KEY, nullable=False),
        sa.Column("course_key", WORD, nullable=False),
        sa.Column("lesson_key", WORD, nullable=False),
        sa.Column("read_at", INSTANT, nullable=False),
        _to("lesson_reading", "account_id", "account"),
        _to("lesson_reading", "subject_id", "subject"),
        _to("lesson_reading", "authority_id", "authority"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson_reading")),
        sa.UniqueConstraint(
            "account_id",
            "subject_id",
            "authority_id",
            "course_key",
            "lesson_key",
            name="uq_lesson_reading_once",
        ),
    )


def _create_tests() -> None:
    op.create_table(
        "training_test",
        sa.Column("id", KEY, nullable=False),
        sa.Column("authority_id", KEY, nullable=False),
        sa.Column("course_id", KEY, nullable=False),
        sa.Column("course_key", WORD, nullable=False),
        sa.Column("subject_id", KEY, nullable=False),
        sa.Column("account_id", KEY, nullable=False),
        sa.Column("attendee", sa.String(length=200), nullable=False),
        sa.Column("capacity", WORD, nullable=False),
        sa.Column("seed", WORD, nullable=False),
        sa.Column("questions", sa.JSON(), nullable=False),
        sa.Column("pass_mark", sa.Integer(), nullable=False),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("status", WORD, nullable=False),
        sa.Column("answers", sa.JSON(), nullable=True),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("finished_at", INSTANT, nullable=True),
        _to("training_test", "authority_id", "authority"),
        _to("training_test", "course_id", "course_version"),
        _to("training_test", "subject_id", "subject"),
        _to("training_test", "account_id", "account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_test")),
    )
    op.create_index(op.f("ix_training_test_subject_id_id"), "training_test", ["subject_id", "id"])
    op.create_index(op.f("ix_training_test_authority_id_id"), "training_test", ["authority_id", "id"])
    op.create_index(
        "uq_training_test_open",
        "training_test",
        ["account_id", "subject_id", "authority_id", "course_key"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


def _create_sessions() -> None:
    op.create_table(
        "training_session",
        sa.Column("id", KEY, nullable=False),
        sa.Column("authority_id", KEY, nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("mode", WORD, nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("language", WORD, nullable=False),
        sa.Column("trainer", sa.String(length=200), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("tested", sa.Boolean(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("starts_at", INSTANT, nullable=False),
        sa.Column("ends_at", INSTANT, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("status", WORD, nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_by", KEY, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        _to("training_session", "authority_id", "authority"),
        _to("training_session", "created_by", "account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_session")),
    )
    op.create_index(
        op.f("ix_training_session_authority_id_starts_at"), "training_session", ["authority_id", "starts_at"]
    )
    op.create_index(op.f("ix_training_session_starts_at_id"), "training_session", ["starts_at", "id"])
    op.create_table(
        "training_seat",
        sa.Column("id", KEY, nullable=False),
        sa.Column("session_id", KEY, nullable=False),
        sa.Column("subject_id", KEY, nullable=False),
        sa.Column("account_id", KEY, nullable=False),
        sa.Column("attendee", sa.String(length=200), nullable=False),
        sa.Column("capacity", WORD, nullable=False),
        sa.Column("status", WORD, nullable=False),
        sa.Column("queued_at", INSTANT, nullable=False),
        sa.Column("checked_in_at", INSTANT, nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        _to("training_seat", "session_id", "training_session"),
        _to("training_seat", "subject_id", "subject"),
        _to("training_seat", "account_id", "account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_seat")),
        sa.UniqueConstraint("session_id", "subject_id", name=op.f("uq_training_seat_session_id_subject_id")),
    )
    op.create_index(op.f("ix_training_seat_subject_id_id"), "training_seat", ["subject_id", "id"])


def _create_certificates() -> None:
    op.create_table(
        "training_certificate",
        sa.Column("id", KEY, nullable=False),
        sa.Column("letter_id", KEY, nullable=False),
        sa.Column("authority_id", KEY, nullable=False),
        sa.Column("subject_id", KEY, nullable=False),
        sa.Column("test_id", KEY, nullable=True),
        sa.Column("seat_id", KEY, nullable=True),
        sa.Column("number", sa.String(length=200), nullable=False),
        sa.Column("attendee", sa.String(length=200), nullable=False),
        sa.Column("capacity", WORD, nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("trained_on", sa.Date(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("status", WORD, nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=True),
        sa.Column("disputed_by", KEY, nullable=True),
        sa.Column("disputed_at", INSTANT, nullable=True),
        sa.Column("annulled_by", KEY, nullable=True),
        sa.Column("annulled_at", INSTANT, nullable=True),
        _to("training_certificate", "letter_id", "letter"),
        _to("training_certificate", "authority_id", "authority"),
        _to("training_certificate", "subject_id", "subject"),
        _to("training_certificate", "test_id", "training_test"),
        _to("training_certificate", "seat_id", "training_seat"),
        _to("training_certificate", "disputed_by", "account"),
        _to("training_certificate", "annulled_by", "account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_certificate")),
        sa.UniqueConstraint("letter_id", name=op.f("uq_training_certificate_letter_id")),
        sa.UniqueConstraint("test_id", name=op.f("uq_training_certificate_test_id")),
        sa.UniqueConstraint("seat_id", name=op.f("uq_training_certificate_seat_id")),
    )
    op.create_index(op.f("ix_training_certificate_number"), "training_certificate", ["number"])
    op.create_index(op.f("ix_training_certificate_subject_id_id"), "training_certificate", ["subject_id", "id"])
    op.create_index(op.f("ix_training_certificate_authority_id_id"), "training_certificate", ["authority_id", "id"])
