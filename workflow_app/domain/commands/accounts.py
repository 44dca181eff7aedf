"""What is asked about accounts, sessions and tokens."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from workflow_app.domain.actors import Role


@dataclass(frozen=True, slots=True)
class CreateAccount:
    """Somebody shall sign in from now on.

    `roles` are held within an authority (by its code; None: all) and, where given, a department of it. `subjects` are
    those the account may act for, by USCC, as `authorised_as` (AGENT or LEGAL_REPRESENTATIVE) from a day on.
    """

    username: str
    name: str
    password: str = field(repr=False)
    roles: Collection[Role]
    authority: str | None = None
    department: str | None = None
    subjects: Collection[str] = ()
    authorised_as: str = "AGENT"
    valid_from: date | None = None


@dataclass(frozen=True, slots=True)
class SignIn:
    """Somebody says who they are and proves it."""

    username: str
    password: str = field(repr=False)


class AccountsShown(StrEnum):
    """Which accounts are listed: of those who work here, of those who act for enterprises, closed ones, or all."""

    STAFF = "staff"
    OUTSIDE = "outside"
    CLOSED = "closed"
    EVERYBODY = "everybody"
