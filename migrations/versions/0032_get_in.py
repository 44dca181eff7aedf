"""Let people register with a mobile number and act for an enterprise: proofs, requests, links for one use."""

import sqlalchemy as sa
from alembic import op

revision = "0032_get_in"
down_revision = "0031_keep_signed_sheets"
branch_labels = None
depends_on = None

KEY = sa.Uuid(as_uuid=False)
INSTANT = sa.DateTime(timezone=True)
WORD, SHORT, DIGEST = sa.String(40), sa.String(200), sa.String(64)


def upgrade() -> None:
    with op.batch_alter_table("account") as account:
        account.add_column(sa.Column("mobile_lookup", DIGEST, nullable=True))
        account.create_unique_constraint(op.f("uq_account_mobile_lookup"), ["mobile_lookup"])
    with op.batch_alter_table("authorisation") as authorisation:
        authorisation.add_column(sa.Column("scope", WORD, nullable=False, server_default="FILE"))
        authorisation.add_column(sa.Column("way", WORD, nullable=False, server_default="OFFICE"))
    _phone_proof()
    _binding_request()
    _notice_use()
    _authorisation_step()
    _one_time_link()


def downgrade() -> None:
    for table in ("one_time_link", "authorisation_step", "notice_use", "binding_request", "phone_proof"):
        op.drop_table(table)
    with op.batch_alter_table("authorisation") as authorisation:
        authorisation.drop_column("way")
        authorisation.drop_column("scope")
    with op.batch_alter_table("account") as account:
        account.drop_constraint(op.f("uq_account_mobile_lookup"), type_="unique")
        account.drop_column("mobile_lookup")


def _phone_proof() -> None:
    op.create_table(
        "phone_proof",
        sa.Column("id", KEY, nullable=False),
        sa.Column("purpose", WORD, nullable=False),
        sa.Column("secret_digest", DIGEST, nullable=False),
        sa.Column("address_cipher", sa.LargeBinary(), nullable=False),
        sa.Column("address_lookup", DIGEST, nullable=False),
        sa.Column("about_id", KEY, nullable=True),
        sa.Column("language", WORD, nullable=False),
        sa.Column("code_digest", DIGEST, nullable=True),
        sa.Column("code_expires_at", INSTANT, nullable=False),
        sa.Column("code_attempts", sa.Integer(), nullable=False),
        sa.Column("confirmed_at", INSTANT, nullable=True),
        sa.Column("used_at", INSTANT, nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_phone_proof")),
        sa.UniqueConstraint("secret_digest", name=op.f("uq_phone_proof_secret_digest")),
    )
    op.create_index(op.f("ix_phone_proof_created_at"), "phone_proof", ["created_at"])


def _binding_request() -> None:
    table = "binding_request"
    op.create_table(
        table,
        sa.Column("id", KEY, nullable=False),
        _reference(table, "account_id", "account", nullable=False),
        _reference(table, "authority_id", "authority", nullable=False),
        _reference(table, "subject_id", "subject"),
        *(sa.Column(name, WORD, nullable=False) for name in ("uscc", "kind", "way", "scope", "status")),
        *(sa.Column(name, SHORT, nullable=False) for name in ("subject_name", "representative")),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("phone_cipher", sa.LargeBinary(), nullable=True),
        *(sa.Column(name, DIGEST, nullable=True) for name in ("phone_lookup", "link_digest", "file_sha256")),
        *(sa.Column(name, INSTANT, nullable=True) for name in ("link_expires_at", "consented_at", "due_at")),
        sa.Column("file_name", SHORT, nullable=True),
        *(sa.Column(name, WORD, nullable=True) for name in ("file_type", "file_scan")),
        sa.Column("file_size", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        _reference(table, "decided_by", "account"),
        sa.Column("decided_at", INSTANT, nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_binding_request")),
        sa.UniqueConstraint("link_digest", name=op.f("uq_binding_request_link_digest")),
    )
    for columns in (["account_id", "id"], ["authority_id", "status", "due_at", "id"], ["uscc", "status"]):
        op.create_index(op.f(f"ix_binding_request_{'_'.join(columns)}"), table, columns)


def _notice_use() -> None:
    op.create_table(
        "notice_use",
        sa.Column("id", KEY, nullable=False),
        _reference("notice_use", "letter_id", "letter", nullable=False),
        _reference("notice_use", "account_id", "account", nullable=False),
        sa.Column("used_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_use")),
        sa.UniqueConstraint("letter_id", name=op.f("uq_notice_use_letter_id")),
    )
    op.create_index(op.f("ix_notice_use_account_id"), "notice_use", ["account_id"])


def _authorisation_step() -> None:
    table = "authorisation_step"
    op.create_table(
        table,
        sa.Column("id", KEY, nullable=False),
        _reference(table, "account_id", "account", nullable=False),
        _reference(table, "subject_id", "subject", nullable=False),
        *(sa.Column(name, WORD, nullable=False) for name in ("what", "kind", "scope", "way")),
        sa.Column("valid_to", sa.Date(), nullable=True),
        _reference(table, "made_by", "account"),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authorisation_step")),
    )
    op.create_index(op.f("ix_authorisation_step_subject_id_id"), table, ["subject_id", "id"])
    op.create_index(op.f("ix_authorisation_step_account_id"), table, ["account_id"])


def _one_time_link() -> None:
    table = "one_time_link"
    op.create_table(
        table,
        sa.Column("id", KEY, nullable=False),
        _reference(table, "account_id", "account", nullable=False),
        sa.Column("secret_digest", DIGEST, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("used_at", INSTANT, nullable=True),
        _reference(table, "made_by", "account"),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_time_link")),
        sa.UniqueConstraint("secret_digest", name=op.f("uq_one_time_link_secret_digest")),
    )
    op.create_index(op.f("ix_one_time_link_account_id"), table, ["account_id"])


def _reference(table: str, name: str, other: str, *, nullable: bool = True) -> sa.Column[str]:
    key = sa.ForeignKey(f"{other}.id", name=op.f(f"fk_{table}_{name}_{other}"), ondelete="RESTRICT")
    return sa.Column(name, KEY, key, nullable=nullable)
