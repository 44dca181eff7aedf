"""Keep the parameters of cases once for all that have the same: they made up half of every case."""

import hashlib
import json

import sqlalchemy as sa
from alembic import op

revision = "0011_keep_parameters_once"
down_revision = "0010_create_service"
branch_labels = None
depends_on = None

SNAPSHOT = sa.table("parameter_snapshot", sa.column("digest", sa.String), sa.column("content", sa.JSON))
PAGE = 1000  # cases at a time: each had ten kilobytes of them
CASE = sa.table(
    "case",
    sa.column("id", sa.Uuid(as_uuid=False)),
    sa.column("parameters", sa.JSON),
    sa.column("parameters_digest", sa.String),
)
# Written by hand: with a constraint of its own, alembic would copy the whole table on SQLite.
ADD_DIGEST = """
    ALTER TABLE "case" ADD COLUMN parameters_digest VARCHAR(64)
    CONSTRAINT fk_case_parameters_digest_parameter_snapshot
    REFERENCES parameter_snapshot (digest)
"""


def upgrade() -> None:
    op.create_table(
        "parameter_snapshot",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_parameter_snapshot")),
    )
    op.execute(ADD_DIGEST)
    connection, known = op.get_bind(), set()
    page = statement = sa.select(CASE.c.id, CASE.c.parameters).order_by(CASE.c.id).limit(PAGE)
    while rows := connection.execute(statement).all():
        statement = page.where(CASE.c.id > rows[-1].id)
        for case_id, content in rows:
            digest = _digest(content)
            if digest not in known:
                connection.execute(sa.insert(SNAPSHOT).values(digest=digest, content=content))
                known.add(digest)
            connection.execute(sa.update(CASE).where(CASE.c.id == case_id).values(parameters_digest=digest))
    op.drop_column("case", "parameters")


def _digest(content: object) -> str:
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def downgrade() -> None:
    op.add_column("case", sa.Column("parameters", sa.JSON(), nullable=False, server_default="{}"))
    connection = op.get_bind()
    for digest, content in connection.execute(sa.select(SNAPSHOT.c.digest, SNAPSHOT.c.content)).all():
        connection.execute(sa.update(CASE).where(CASE.c.parameters_digest == digest).values(parameters=content))
    op.drop_column("case", "parameters_digest")
    op.drop_table("parameter_snapshot")
