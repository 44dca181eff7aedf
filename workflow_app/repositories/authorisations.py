"""Questions about who acts for whom, and who asks to."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from workflow_app.models import (
    Account,
    Authorisation,
    AuthorisationStep,
    BindingRequest,
    ContactPoint,
    Record,
    Subject,
)

MANY = 200


@dataclass(frozen=True, slots=True)
class ActingRows:
    """An authorisation, who holds it, for whom, and where the holder is reached by SMS."""

    authorisation: Authorisation
    account: Account
    subject: Subject
    mobile_cipher: bytes | None


@dataclass(frozen=True, slots=True)
class RequestRows:
    """A request and who makes it."""

    request: BindingRequest
    account: Account
    mobile_cipher: bytes | None


class Authorisations:
    """Who acts for whom."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def lock(self, account_id: str, subject_id: str) -> Authorisation | None:
        """Return the one row of an account and a subject, over or not, held until commit, or None."""
        statement = select(Authorisation).where(
            Authorisation.account_id == account_id, Authorisation.subject_id == subject_id
        )
        return self.session.scalar(statement.with_for_update().execution_options(populate_existing=True))

    def list_of_account(self, account_id: str) -> list[ActingRows]:
        """Return what an account may do or might, the newest first."""
        return self._list(Authorisation.account_id == account_id)

    def list_of_subject(self, subject_id: str) -> list[ActingRows]:
        """Return who may act for a subject or might, the newest first."""
        return self._list(Authorisation.subject_id == subject_id)

    def _list(self, wanted: ColumnElement[bool]) -> list[ActingRows]:
        sms = and_(ContactPoint.account_id == Account.id, ContactPoint.channel == "SMS")
        statement = (
            select(Authorisation, Account, Subject, ContactPoint.address_cipher)
            .join(Account, Account.id == Authorisation.account_id)
            .join(Subject, Subject.id == Authorisation.subject_id)
            .outerjoin(ContactPoint, sms)
            .where(wanted)
            .order_by(Authorisation.id.desc())
            .limit(MANY)
        )
        return [ActingRows(*row) for row in self.session.execute(statement)]

    def representatives(self, subject_id: str, *, today: date) -> Sequence[Account]:
        """Return the accounts that act for a subject today as its legal representative."""
        statement = (
            select(Account)
            .join(Authorisation, Authorisation.account_id == Account.id)
            .where(
                Authorisation.subject_id == subject_id,
                Authorisation.kind == "LEGAL_REPRESENTATIVE",
                Account.disabled.is_(False),
                in_force(today),
            )
        )
        return self.session.scalars(statement).all()

    def steps_of(self, subject_id: str) -> list[tuple[AuthorisationStep, str]]:
        """Return what became of the authorisations of a subject with whose they were, the newest first."""
        statement = (
            select(AuthorisationStep, Account.name)
            .join(Account, Account.id == AuthorisationStep.account_id)
            .where(AuthorisationStep.subject_id == subject_id)
            .order_by(AuthorisationStep.id.desc())
            .limit(MANY)
        )
        return [(step, name) for step, name in self.session.execute(statement)]

    def last_step(self, account_id: str, subject_id: str) -> AuthorisationStep | None:
        """Return what became of somebody's right to act for a subject last, or None where there never was one."""
        theirs = (AuthorisationStep.account_id == account_id) & (AuthorisationStep.subject_id == subject_id)
        return self.session.scalar(
            select(AuthorisationStep).where(theirs).order_by(AuthorisationStep.id.desc()).limit(1)
        )

    def authority_of(self, subject_id: str) -> str | None:
        """Return the authority that has the newest record of a subject, or None."""
        statement = select(Record.authority_id).where(Record.subject_id == subject_id).order_by(Record.id.desc())
        return self.session.scalar(statement.limit(1))

    def find_request(self, request_id: str, *, lock: bool = False) -> RequestRows | None:
        """Return a request, held until commit if asked, or None."""
        return self._one(BindingRequest.id == request_id, lock=lock)

    def find_request_by_link(self, digest: str, *, lock: bool = False) -> RequestRows | None:
        """Return the request that a link was sent for, held until commit if asked, or None."""
        return self._one(BindingRequest.link_digest == digest, lock=lock)

    def _one(self, wanted: ColumnElement[bool], *, lock: bool) -> RequestRows | None:
        if lock:
            statement = select(BindingRequest).where(wanted).with_for_update()
            self.session.execute(statement.execution_options(populate_existing=True))
        return next(iter(self._requests(wanted, limit=1)), None)

    def requests_of(self, account_id: str) -> list[RequestRows]:
        """Return the requests of an account, the newest first."""
        return self._requests(BindingRequest.account_id == account_id, limit=MANY)

    def requests_for(self, uscc: str, statuses: Collection[str]) -> list[RequestRows]:
        """Return the requests about a subject that stand in a way, the newest first."""
        return self._requests(and_(BindingRequest.uscc == uscc, BindingRequest.status.in_(statuses)), limit=MANY)

    def checked_telephone(self, phone_lookup: str) -> Sequence[BindingRequest]:
        """Return the requests for which a telephone agreed and the office found that it was the representative."""
        statement = select(BindingRequest).where(
            BindingRequest.phone_lookup == phone_lookup,
            BindingRequest.status == "GRANTED",
            BindingRequest.consented_at.is_not(None),
            BindingRequest.decided_by.is_not(None),
        )
        return self.session.scalars(statement.limit(MANY)).all()

    def requests_at(
        self, authority_ids: Collection[str], statuses: Collection[str], *, after: str | None, limit: int
    ) -> list[RequestRows]:
        """Return up to `limit + 1` requests of authorities, the oldest first, after the one with an id."""
        wanted = and_(BindingRequest.authority_id.in_(authority_ids), BindingRequest.status.in_(statuses))
        if after is not None:
            wanted = and_(wanted, BindingRequest.id > after)
        return self._requests(wanted, limit=limit + 1, newest=False)

    def count_requests(self, authority_ids: Collection[str], status: str) -> int:
        """Return how many requests of authorities stand in a way."""
        wanted = and_(BindingRequest.authority_id.in_(authority_ids), BindingRequest.status == status)
        return self.session.scalar(select(func.count()).select_from(BindingRequest).where(wanted)) or 0

    def _requests(self, wanted: ColumnElement[bool], *, limit: int, newest: bool = True) -> list[RequestRows]:
        sms = and_(ContactPoint.account_id == Account.id, ContactPoint.channel == "SMS")
        statement = (
            select(BindingRequest, Account, ContactPoint.address_cipher)
            .join(Account, Account.id == BindingRequest.account_id)
            .outerjoin(ContactPoint, sms)
            .where(wanted)
            .order_by(BindingRequest.id.desc() if newest else BindingRequest.id)
            .limit(limit)
        )
        return [RequestRows(*row) for row in self.session.execute(statement)]


def in_force(today: date) -> ColumnElement[bool]:
    """Tell whether an authorisation holds on a day."""
    lasts = or_(Authorisation.valid_to.is_(None), Authorisation.valid_to >= today)
    return and_(Authorisation.valid_from <= today, lasts)
