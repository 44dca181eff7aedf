"""Questions about accounts, sessions and tokens."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, Executable, Row, Select, bindparam, delete, or_, select, update
from sqlalchemy.orm import Session

from workflow_app.domain.actors import Actor, Grant, Role
from workflow_app.models import (
    Account,
    AccountRole,
    ApiToken,
    Authorisation,
    Department,
    LoginSession,
    LoginStep,
    SubjectSuccession,
)

HELD = (
    Account.id,
    Account.name,
    Account.disabled,
    AccountRole.role,
    AccountRole.authority_id,
    Department.code,
    Authorisation.subject_id,
    Authorisation.scope,
    SubjectSuccession.subject_id.label("predecessor_id"),
)
"""Who somebody is and what they hold, a row for each combination of role and subject."""

LOOKS = "READ"
"""The scope of an authorisation that lets somebody look only."""

Ask = Callable[[Executable, Mapping[str, object]], Sequence[Row[Any]]]
"""Asks the database one question that stands alone."""


@dataclass(frozen=True, slots=True)
class LiveSession:
    """A session that is not over: whose it is, and when it showed its last sign of life."""

    actor: Actor
    seen_at: datetime
    created_at: datetime


class Accounts:
    """Who may sign in, and what they hold."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def find_by_username(self, username: str) -> Account | None:
        """Return the account of a username, or None."""
        return self.session.scalar(select(Account).where(Account.username == username))

    def lock_by_username(self, username: str) -> Account | None:
        """Return the account of a username and keep others from changing it until this unit of work ends."""
        return self.session.scalar(select(Account).where(Account.username == username).with_for_update(key_share=True))

    def find(self, account_id: str) -> Account | None:
        """Return an account, or None."""
        return self.session.get(Account, account_id)

    def names(self, ids: Sequence[str | None]) -> dict[str, str]:
        """Return display names by account id."""
        wanted = {each for each in ids if each}
        if not wanted:
            return {}
        rows = self.session.execute(select(Account.id, Account.name).where(Account.id.in_(wanted)))
        return {row.id: row.name for row in rows}

    def list_all(self) -> Sequence[Account]:
        """Return every account by username; an installation has few."""
        return self.session.scalars(select(Account).order_by(Account.username)).all()

    def list_with_roles(self, *, limit: int) -> list[tuple[Account, list[str]]]:
        """Return the oldest accounts that hold any role, with their roles."""
        roles: dict[str, list[str]] = {}
        for account_id, role in self.session.execute(select(AccountRole.account_id, AccountRole.role)):
            roles.setdefault(account_id, []).append(role)
        found = self.session.scalars(select(Account).where(Account.id.in_(roles)).order_by(Account.id).limit(limit))
        return [(account, sorted(set(roles.get(account.id, ())))) for account in found]

    def roles_of(self, account_id: str) -> frozenset[str]:
        """Return the roles that an account holds anywhere."""
        return frozenset(self.session.scalars(select(AccountRole.role).where(AccountRole.account_id == account_id)))

    def find_actor(self, account_id: str, *, today: date) -> Actor | None:
        """Return what an account may be today, or None."""
        return _actor(self.session.execute(_BY_ID, {"account_id": account_id, "today": today}).all())

    def note_seen(self, token_hash: str, *, seen_at: datetime, expires_at: datetime) -> None:
        """Note a sign of life of a session and until when it lasts now."""
        statement = update(LoginSession).where(LoginSession.token_hash == token_hash)
        self.session.execute(statement.values(seen_at=seen_at, expires_at=expires_at))

    def end_session(self, token_hash: str) -> None:
        """Forget one session."""
        self.session.execute(delete(LoginSession).where(LoginSession.token_hash == token_hash))

    def end_sessions_of(self, account_id: str) -> int:
        """Forget every session of an account, also those half begun, and return how many there were."""
        self.session.execute(delete(LoginStep).where(LoginStep.account_id == account_id))
        ended = delete(LoginSession).where(LoginSession.account_id == account_id).returning(LoginSession.id)
        return len(self.session.scalars(ended).all())

    def end_tokens_of(self, account_id: str, *, now: datetime) -> int:
        """Let every live token of an account expire and return how many there were."""
        live = (ApiToken.account_id == account_id) & (ApiToken.expires_at > now)
        ended = update(ApiToken).where(live).values(expires_at=now).returning(ApiToken.id)
        return len(self.session.scalars(ended).all())

    def list_tokens(self, *, account_id: str | None, now: datetime) -> list[tuple[ApiToken, str]]:
        """Return live tokens of one account or of all with the account's username, the oldest first."""
        statement = select(ApiToken, Account.username).join(Account, Account.id == ApiToken.account_id)
        if account_id is not None:
            statement = statement.where(ApiToken.account_id == account_id)
        rows = self.session.execute(statement.where(ApiToken.expires_at > now).order_by(ApiToken.id))
        return [(token, username) for token, username in rows]

    def lock_token(self, token_id: str) -> ApiToken | None:
        """Return a token and keep others from changing it until this unit of work ends, or None."""
        return self.session.scalar(select(ApiToken).where(ApiToken.id == token_id).with_for_update())

    def find_authorisation(self, account_id: str, subject_id: str, *, today: date) -> Authorisation | None:
        """Return what lets an account act for a subject today or later, or None."""
        theirs = (Authorisation.account_id == account_id) & (Authorisation.subject_id == subject_id)
        lasting = or_(Authorisation.valid_to.is_(None), Authorisation.valid_to >= today)
        return self.session.scalar(select(Authorisation).where(theirs, lasting))

    def authorised_subjects(self, account_id: str) -> frozenset[str]:
        """Return the subjects that an account acts for, or did."""
        theirs = select(Authorisation.subject_id).where(Authorisation.account_id == account_id)
        return frozenset(self.session.scalars(theirs))

    def end_sessions_before(self, now: datetime) -> None:
        """Forget sessions that have expired."""
        self.session.execute(delete(LoginSession).where(LoginSession.expires_at <= now))


def find_session_actor(ask: Ask, token_hash: str, *, now: datetime, today: date) -> LiveSession | None:
    """Return a live session and its actor in one statement, or None; every page asks it."""
    rows = ask(_BY_SESSION, {"token_hash": token_hash, "now": now, "today": today})
    actor = _actor(rows)
    return LiveSession(actor, rows[0].seen_at, rows[0].created_at) if actor else None


def find_token_actor(ask: Ask, token_hash: str, *, now: datetime, today: date) -> Actor | None:
    """Return the actor of a live API token in one statement, or None; every call over the interface asks it."""
    rows = ask(_BY_TOKEN, {"token_hash": token_hash, "now": now, "today": today})
    return _actor(rows, scopes=frozenset(rows[0].scopes)) if rows else None


def _with_held(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """Join what the account holds on `today`: roles with their departments, and subjects it may act for.

    Who acts for a successor also acts for those whose place it took, one step back.
    """
    today = bindparam("today", type_=Date())
    valid = (Authorisation.valid_from <= today) & or_(Authorisation.valid_to.is_(None), Authorisation.valid_to >= today)
    return (
        statement.outerjoin(AccountRole, AccountRole.account_id == Account.id)
        .outerjoin(Department, Department.id == AccountRole.department_id)
        .outerjoin(Authorisation, (Authorisation.account_id == Account.id) & valid)
        .outerjoin(SubjectSuccession, SubjectSuccession.successor_id == Authorisation.subject_id)
    )


# Built once: every request asks one of them, and building costs more than asking.
_BY_SESSION = _with_held(
    select(LoginSession.seen_at, LoginSession.created_at, *HELD).join(Account, Account.id == LoginSession.account_id)
).where(LoginSession.token_hash == bindparam("token_hash"), LoginSession.expires_at > bindparam("now"))
_BY_TOKEN = _with_held(select(ApiToken.scopes, *HELD).join(Account, Account.id == ApiToken.account_id)).where(
    ApiToken.token_hash == bindparam("token_hash"), ApiToken.expires_at > bindparam("now")
)
_BY_ID = _with_held(select(*HELD)).where(Account.id == bindparam("account_id"))


def _actor(rows: Sequence[Row[*tuple[Any, ...]]], *, scopes: frozenset[str] | None = None) -> Actor | None:
    """Fold the joined rows of one account into an actor; a disabled account is nobody."""
    if not rows or rows[0].disabled:
        return None
    account = rows[0]
    held = {(row.role, row.authority_id, row.code) for row in rows if row.role}
    grants = {Grant(Role(role), authority_id, code) for role, authority_id, code in held}
    subjects = {each: row.scope for row in _filing_last(rows) for each in (row.subject_id, row.predecessor_id) if each}
    looked_at = frozenset(each for each, scope in subjects.items() if scope == LOOKS)
    return Actor(account.id, account.name, frozenset(grants), frozenset(subjects), scopes, looked_at)


def _filing_last(rows: Sequence[Row[*tuple[Any, ...]]]) -> list[Row[*tuple[Any, ...]]]:
    """Put authorisations to file behind those to look, so that who may do both for a subject files."""
    return sorted(rows, key=lambda row: row.scope != LOOKS)
