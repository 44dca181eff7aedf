"""Keep what became of finished cases in a draft, and find those of a version that ended last."""

import sqlalchemy as sa
from alembic import op

revision = "0066_keep_replays"
down_revision = "0065_send_second_notices"
branch_labels = None
depends_on = None

REPLAY, CASE = "process_replay", "replayed_case"
KEY = sa.Uuid(as_uuid=False)
LAST_ENDED = "ix_case_process_version_id_ended_at_id"


def upgrade() -> None:
    op.create_table(
        REPLAY,
        sa.Column("id", KEY, nullable=False),
        _reference(REPLAY, "draft_id", "process_draft", ondelete="CASCADE"),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        _reference(REPLAY, "asked_by", "account", ondelete="RESTRICT"),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{REPLAY}")),
        sa.UniqueConstraint("draft_id", name=op.f(f"uq_{REPLAY}_draft_id")),
    )
    op.create_table(
        CASE,
        sa.Column("id", KEY, nullable=False),
        _reference(CASE, "replay_id", REPLAY, ondelete="CASCADE"),
        sa.Column("position", sa.Integer(), nullable=False),
        _reference(CASE, "case_id", "case", ondelete="RESTRICT"),
        sa.Column("verdict", sa.String(40)),
        sa.Column("result", sa.JSON()),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{CASE}")),
        sa.UniqueConstraint("replay_id", "position", name=op.f(f"uq_{CASE}_replay_id_position")),
    )
    op.create_index(op.f(f"ix_{CASE}_case_id"), CASE, ["case_id"])
    op.create_index(op.f(LAST_ENDED), "case", ["process_version_id", "ended_at", "id"])


def downgrade() -> None:
    op.drop_index(op.f(LAST_ENDED), "case")
    op.drop_table(CASE)
    op.drop_table(REPLAY)


def _reference(table: str, name: str, target: str, *, ondelete: str) -> sa.Column[str]:
    """Return a column that names a row elsewhere."""
    key = sa.ForeignKey(f"{target}.id", name=op.f(f"fk_{table}_{name}_{target}"), ondelete=ondelete)
    return sa.Column(name, KEY, key, nullable=False)
