"""How people get in: telephones that are shown to be one's own, requests to act for a subject, links for one use."""

from datetime import date, datetime

from sqlalchemy import Index, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Digest, Id, Ref, Short, Word, to


class PhoneProof(Base):
    """That somebody without an account holds a mobile phone: a code goes there and comes back, for one purpose.

    The number is encrypted and of the code only a keyed digest is kept. `secret_digest` ties it to the browser that
    asked. All instants are machine time.
    """

    __tablename__ = "phone_proof"
    id: Mapped[Id]
    purpose: Mapped[Word]
    secret_digest: Mapped[Digest] = mapped_column(unique=True)
    address_cipher: Mapped[bytes] = mapped_column(LargeBinary)
    address_lookup: Mapped[Digest]
    about_id: Mapped[Ref | None]
    language: Mapped[Word]
    code_digest: Mapped[Digest | None]
    code_expires_at: Mapped[datetime]
    code_attempts: Mapped[int] = mapped_column(default=0)
    confirmed_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(index=True)


class BindingRequest(Base):
    """That an account wants to act for a subject, named by its code; the way says who answers.

    CONSENT: the legal representative, on the telephone kept here, by way of a link of which only the digest is kept;
    where that telephone is not on file as theirs, the office looks at it after. MANDATE: the office looks at the paper.
    """

    __tablename__ = "binding_request"
    __table_args__ = (
        Index(None, "account_id", "id"),
        Index(None, "authority_id", "status", "due_at", "id"),
        Index(None, "uscc", "status"),
    )
    id: Mapped[Id]
    account_id: Mapped[str] = mapped_column(to("account"))
    authority_id: Mapped[str] = mapped_column(to("authority"))
    subject_id: Mapped[str | None] = mapped_column(to("subject"))
    uscc: Mapped[Word]
    subject_name: Mapped[Short]
    representative: Mapped[Short]
    kind: Mapped[Word]
    way: Mapped[Word]
    scope: Mapped[Word]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    status: Mapped[Word]
    version: Mapped[int]
    made_at: Mapped[datetime]
    phone_cipher: Mapped[bytes | None] = mapped_column(LargeBinary)
    phone_lookup: Mapped[Digest | None]
    link_digest: Mapped[Digest | None] = mapped_column(unique=True)
    link_expires_at: Mapped[datetime | None]
    consented_at: Mapped[datetime | None]
    file_sha256: Mapped[Digest | None]
    file_name: Mapped[Short | None]
    file_type: Mapped[Word | None]
    file_size: Mapped[int | None]
    file_scan: Mapped[Word | None]
    due_on: Mapped[date | None]
    due_at: Mapped[datetime | None]
    decided_by: Mapped[str | None] = mapped_column(to("account"))
    decided_at: Mapped[datetime | None]
    reason: Mapped[str | None] = mapped_column(Text)


class NoticeUse(Base):
    """That the code on a notice on repair (T01) was used: from then on it works for that account only."""

    __tablename__ = "notice_use"
    id: Mapped[Id]
    letter_id: Mapped[str] = mapped_column(to("letter"), unique=True)
    account_id: Mapped[str] = mapped_column(to("account"), index=True)
    used_at: Mapped[datetime]


class AuthorisationStep(Base):
    """What became of somebody's right to act for a subject: given, changed, ended; by whom, when, and on what ground.

    `made_by` is None where nobody with an account did it, such as a legal representative by telephone.
    """

    __tablename__ = "authorisation_step"
    __table_args__ = (Index(None, "subject_id", "id"), Index(None, "account_id"))
    id: Mapped[Id]
    account_id: Mapped[str] = mapped_column(to("account"))
    subject_id: Mapped[str] = mapped_column(to("subject"))
    what: Mapped[Word]
    kind: Mapped[Word]
    scope: Mapped[Word]
    way: Mapped[Word]
    valid_to: Mapped[date | None]
    made_by: Mapped[str | None] = mapped_column(to("account"))
    made_at: Mapped[datetime]


class OneTimeLink(Base):
    """A link by which somebody sets a password once: a first one, or another one in place of one forgotten.

    Only the digest of its secret is kept; instants are machine time.
    """

    __tablename__ = "one_time_link"
    id: Mapped[Id]
    account_id: Mapped[str] = mapped_column(to("account"), index=True)
    secret_digest: Mapped[Digest] = mapped_column(unique=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    made_by: Mapped[str | None] = mapped_column(to("account"))
    made_at: Mapped[datetime]
