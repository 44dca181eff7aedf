"""Tell sites by file, by hand or through another office, and take in what they push."""

import sqlalchemy as sa
from alembic import op

revision = "0027_connect_sites"
down_revision = "0026_correct_letters"
branch_labels = None
depends_on = None

KEY = sa.Uuid(as_uuid=False)
INSTANT = sa.DateTime(timezone=True)
WORD, SHORT, DIGEST = sa.String(40), sa.String(200), sa.String(64)
# Written by hand: with a constraint of its own, alembic would copy the whole table on SQLite, which others refer to.
ADD_AUTHORITY = """
    ALTER TABLE site ADD COLUMN authority_id {type}
    CONSTRAINT fk_site_authority_id_authority REFERENCES authority (id)
"""
ADDED = ("entry_url", "office", "looks", "version")
CREATED = ("inbound_application", "site_job_act", "site_job", "site_receipt_file", "site_batch")


def _column(name: str, kind: object, *, null: bool = False) -> sa.Column[object]:
    return sa.Column(name, kind, nullable=null)  # type: ignore[arg-type,call-overload] # any type of a column


def _table(name: str, *parts: sa.Column[object], refers: dict[str, str], unique: tuple[tuple[str, ...], ...]) -> None:
    """Create a table with an id, the references (a question mark: may be missing) and the unique groups."""
    keys = [_column(column.rstrip("?"), KEY, null=column.endswith("?")) for column in refers]
    names = {column.rstrip("?"): other for column, other in refers.items()}
    op.create_table(
        name,
        sa.Column("id", KEY, nullable=False),
        *keys,
        *parts,
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{other}.id"], name=op.f(f"fk_{name}_{column}_{other}"), ondelete="RESTRICT"
            )
            for column, other in names.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        *(sa.UniqueConstraint(*group, name=op.f(f"uq_{name}_{'_'.join(group)}")) for group in unique),
    )


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def upgrade() -> None:
    op.add_column("site", _column("entry_url", SHORT, null=True))
    op.add_column("site", _column("office", SHORT, null=True))
    op.add_column("site", sa.Column("looks", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("site", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    sqlite = op.get_bind().dialect.name == "sqlite"
    op.execute(ADD_AUTHORITY.format(type="CHAR(32)" if sqlite else "UUID"))
    for name, kind in (("channel", WORD), ("received_at", INSTANT), ("pushed_at", INSTANT)):
        op.add_column("case", _column(name, kind, null=True))
    _create_files()
    _create_jobs()
    _create_inbound()


def _create_files() -> None:
    owner = {"site_id": "site", "authority_id": "authority"}
    _table(
        "site_batch",
        _column("serial", sa.Integer()),
        _column("number", SHORT),
        _column("rows", sa.Integer()),
        _column("sha256", DIGEST),
        _column("size", sa.Integer()),
        _column("downloads", sa.Integer()),
        _column("created_at", INSTANT),
        refers=owner | {"created_by": "account"},
        unique=(("site_id", "authority_id", "serial"), ("number",)),
    )
    _table(
        "site_receipt_file",
        _column("sha256", DIGEST),
        _column("filename", SHORT),
        _column("done", sa.Integer()),
        _column("returned", sa.Integer()),
        _column("unchanged", sa.Integer()),
        _column("problems", sa.JSON()),
        _column("uploaded_at", INSTANT),
        refers=owner | {"uploaded_by": "account"},
        unique=(("site_id", "authority_id", "sha256"),),
    )
    _index("site_batch", "sha256")
    _index("site_receipt_file", "sha256")


def _create_jobs() -> None:
    _table(
        "site_job",
        *(_column(name, SHORT if name == "key" else WORD) for name in ("key", "kind", "way", "status")),
        _column("version", sa.Integer()),
        _column("fields", sa.JSON()),
        _column("due_on", sa.Date()),
        *(_column(name, SHORT, null=True) for name in ("row_no", "reason", "receipt_no", "office", "letter_no")),
        _column("sent_on", sa.Date(), null=True),
        _column("reminders", sa.Integer()),
        _column("reminded_on", sa.Date(), null=True),
        _column("escalated_at", INSTANT, null=True),
        _column("opened_at", INSTANT),
        refers={
            "site_id": "site",
            "authority_id": "authority",
            "subject_id": "subject",
            "listing_id?": "listing",
            "removal_id?": "removal",
            "case_id?": "case",
            "batch_id?": "site_batch",
        },
        unique=(("key",), ("row_no",)),
    )
    _table(
        "site_job_act",
        _column("number", sa.Integer()),
        *(_column(name, WORD) for name in ("act", "way")),
        _column("on_day", sa.Date(), null=True),
        *(_column(name, SHORT, null=True) for name in ("note", "receipt_no", "office", "media_type", "filename")),
        _column("sha256", DIGEST, null=True),
        _column("size", sa.Integer(), null=True),
        _column("scan", WORD, null=True),
        _column("at", INSTANT),
        refers={"job_id": "site_job", "actor_id": "account"},
        unique=(("job_id", "number"),),
    )
    _index("site_job", "authority_id", "status", "due_on")
    _index("site_job", "site_id", "status")
    for column in ("listing_id", "removal_id", "case_id", "batch_id"):
        _index("site_job", column)
    _index("site_job_act", "sha256")


def _create_inbound() -> None:
    _table(
        "inbound_application",
        _column("outside_no", SHORT),
        *(_column(name, WORD) for name in ("channel", "status")),
        _column("received_at", INSTANT),
        _column("pushed_at", INSTANT),
        _column("arrivals", sa.Integer()),
        _column("reasons", sa.JSON()),
        _column("result", WORD, null=True),
        _column("result_at", INSTANT, null=True),
        _column("returned_at", INSTANT, null=True),
        _column("created_at", INSTANT),
        refers={
            "site_id": "site",
            "authority_id": "authority",
            "subject_id": "subject",
            "record_id": "record",
            "case_id?": "case",
            "created_by": "account",
        },
        unique=(("site_id", "outside_no"), ("case_id",)),
    )
    _index("inbound_application", "authority_id")
    _index("inbound_application", "record_id")


def downgrade() -> None:
    for table in CREATED:
        op.drop_table(table)
    for name in ("pushed_at", "received_at", "channel"):
        op.drop_column("case", name)
    for name in ("authority_id", *reversed(ADDED)):
        op.drop_column("site", name)
