"""Questions about where people are reached."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from workflow_app.domain.contacts import Channel
from workflow_app.models import Account, ContactPoint


class Contacts:
    """The mail address and the mobile number of each account."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def list_of(self, account_id: str) -> Sequence[ContactPoint]:
        """Return what an account has, by channel."""
        statement = select(ContactPoint).where(ContactPoint.account_id == account_id).order_by(ContactPoint.channel)
        return self.session.scalars(statement).all()

    def find(self, account_id: str, channel: Channel, *, lock: bool = False) -> ContactPoint | None:
        """Return the address of an account on a channel, locked until commit if asked, or None."""
        statement = select(ContactPoint).where(
            ContactPoint.account_id == account_id, ContactPoint.channel == channel.value
        )
        if lock:
            statement = statement.with_for_update().execution_options(populate_existing=True)
        return self.session.scalar(statement)

    def remove(self, contact: ContactPoint) -> None:
        """Forget an address."""
        self.session.delete(contact)

    def lock_account(self, account_id: str) -> Account | None:
        """Return an account and let nobody else change where it is reached until this unit of work ends."""
        statement = select(Account).where(Account.id == account_id).with_for_update(key_share=True)
        return self.session.scalar(statement.execution_options(populate_existing=True))


def is_reachable() -> ColumnElement[bool]:
    """Tell whether an address is confirmed, switched on, and was not refused by who carries messages there."""
    return and_(
        ContactPoint.enabled.is_(True),
        ContactPoint.address_cipher.is_not(None),
        ContactPoint.rejected_at.is_(None),
    )
