"""Who may sign in, as what, for whom, and with which tokens."""

from datetime import date, datetime

from sqlalchemy import JSON, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Digest, Id, Short, Word, to


class Account(Base):
    """A person who signs in; failed attempts and the lock outlive a restart.

    `language` is the one in which mail and SMS are written to them: `zh` or `en`. `mobile_lookup` is the keyed digest
    of the confirmed mobile number by which its owner signs in too.
    """

    __tablename__ = "account"
    id: Mapped[Id]
    username: Mapped[Word] = mapped_column(unique=True)
    name: Mapped[Short]
    password_hash: Mapped[Short]
    failed_logins: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    disabled: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    language: Mapped[Word] = mapped_column(default="zh", server_default="zh")
    mobile_lookup: Mapped[Digest | None] = mapped_column(unique=True)


class AccountRole(Base):
    """One role held by an account, within an authority and a department.

    `last_turn_at` is when a task of this role was last given to the account in turn.
    """

    __tablename__ = "account_role"
    __table_args__ = (UniqueConstraint("account_id", "role", "authority_id", "department_id"),)
    id: Mapped[Id]
    account_id: Mapped[str] = mapped_column(to("account"), index=True)
    role: Mapped[Word]
    authority_id: Mapped[str | None] = mapped_column(to("authority"))
    department_id: Mapped[str | None] = mapped_column(to("department"))
    last_turn_at: Mapped[datetime | None]


class DistrictPost(Base):
    """Who of an authority does the tasks of a role for the enterprises of one district (six digits of their code)."""

    __tablename__ = "district_post"
    __table_args__ = (UniqueConstraint("authority_id", "role", "district"),)
    id: Mapped[Id]
    authority_id: Mapped[str] = mapped_column(to("authority"))
    role: Mapped[Word]
    district: Mapped[Word]
    name: Mapped[Short]
    account_id: Mapped[str] = mapped_column(to("account"))


class Authorisation(Base):
    """An account may act for a subject, within a scope and between two days; `way` says what that rests on."""

    __tablename__ = "authorisation"
    __table_args__ = (UniqueConstraint("account_id", "subject_id"),)
    id: Mapped[Id]
    account_id: Mapped[str] = mapped_column(to("account"), index=True)
    subject_id: Mapped[str] = mapped_column(to("subject"), index=True)
    kind: Mapped[Word]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    scope: Mapped[Word] = mapped_column(default="FILE", server_default="FILE")
    way: Mapped[Word] = mapped_column(default="OFFICE", server_default="OFFICE")


class LoginSession(Base):
    """A signed-in browser; only the SHA-256 of its secret is kept."""

    __tablename__ = "login_session"
    id: Mapped[Id]
    account_id: Mapped[str] = mapped_column(to("account"), index=True)
    token_hash: Mapped[Digest] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class ApiToken(Base):
    """A 256-bit bearer token; only its SHA-256 is kept."""

    __tablename__ = "api_token"
    id: Mapped[Id]
    account_id: Mapped[str] = mapped_column(to("account"), index=True)
    token_hash: Mapped[Digest] = mapped_column(unique=True)
    scopes: Mapped[list[str]] = mapped_column(JSON)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
