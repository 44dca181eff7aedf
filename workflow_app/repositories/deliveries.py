"""Deliveries of notices by mail and SMS: left with the notice, and taken in hand in batches."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, literal, select, update
from sqlalchemy.orm import Session

from workflow_app.domain.contacts import Channel
from workflow_app.domain.ids import new_id
from workflow_app.domain.time import machine_now
from workflow_app.models import Authority, Delivery, DueWork, Notice
from workflow_app.repositories.bulk import write_in_bulk
from workflow_app.repositories.notice_readers import Reader, find_readers

MAIL_KIND = "mail_notice"
SMS_KIND = "sms_notice"
KINDS = {Channel.MAIL: MAIL_KIND, Channel.SMS: SMS_KIND}
WAITING, SENT, REJECTED, SKIPPED, EXPIRED = "WAITING", "SENT", "REJECTED", "SKIPPED", "EXPIRED"
MOST_IN_ONE = 50
"""So many notices go into one mail; more of them into the next."""
MOST_COUNTED = 1000


@dataclass(frozen=True, slots=True)
class DeliveryRows:
    """A delivery with the notice it carries and whose that is."""

    delivery: Delivery
    notice: Notice
    authority: Authority


def leave_deliveries(session: Session, notices: Iterable[Notice]) -> None:
    """Leave, in the transaction of new notices, one delivery for each reader and channel, and the work of telling.

    A mail carries all that one person is told in this transaction; each SMS stands for itself.
    """
    rows: list[Delivery | DueWork] = []
    mails: set[str] = set()
    for reader in find_readers(session, notices):
        delivery = _delivery(reader)
        rows.append(delivery)
        if reader.channel is Channel.MAIL:
            if reader.account_id in mails:
                continue
            mails.add(reader.account_id)
        rows.append(_work(reader, delivery))
    write_in_bulk(session, rows)


def _delivery(reader: Reader) -> Delivery:
    return Delivery(
        id=new_id(),
        notice_id=reader.notice.id,
        account_id=reader.account_id,
        channel=reader.channel.value,
        pace=reader.pace.value,
        status=WAITING,
        created_at=reader.notice.created_at,
    )


def _work(reader: Reader, delivery: Delivery) -> DueWork:
    kind = KINDS[reader.channel]
    return DueWork(
        kind=kind,
        key=f"{kind}:{delivery.id}",
        payload={"account_id": reader.account_id, "delivery_id": delivery.id},
        status="PENDING",
        due_at=reader.notice.created_at,
        not_before=machine_now(),
        attempts=0,
        created_at=reader.notice.created_at,
    )


class Deliveries:
    """What is to be told by mail and SMS, and what became of it."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def list_batch(self, batch_id: str) -> Sequence[DeliveryRows]:
        """Return what a message carries that was begun before."""
        return self._list(Delivery.batch_id == batch_id, Delivery.status == WAITING)

    def take_free(self, *, account_id: str, channel: Channel, delivery_id: str | None = None) -> Sequence[DeliveryRows]:
        """Return what waits for a person and is in no message yet, held until commit; one of it if it is named."""
        conditions = [
            Delivery.account_id == account_id,
            Delivery.channel == channel.value,
            Delivery.status == WAITING,
            Delivery.batch_id.is_(None),
        ]
        if delivery_id is not None:
            conditions.append(Delivery.id == delivery_id)
        return self._list(*conditions, lock=True)

    def list_some(self, ids: Collection[str]) -> Sequence[DeliveryRows]:
        """Return some deliveries, whatever became of them."""
        return self._list(Delivery.id.in_(ids))

    def newest_about(
        self, case_ids: Collection[str], *, codes: Collection[str], account_id: str, channel: Channel
    ) -> Delivery | None:
        """Return the newest delivery to a person of what is told of some cases under some codes, or None."""
        statement = select(Delivery).join(Notice, Notice.id == Delivery.notice_id)
        statement = statement.where(Notice.case_id.in_(case_ids), Notice.code.in_(codes))
        statement = statement.where(Delivery.account_id == account_id, Delivery.channel == channel.value)
        return self.session.scalar(statement.order_by(Delivery.id.desc()).limit(1))

    def stamp(self, ids: Collection[str], *, batch_id: str) -> None:
        """Put deliveries into one message; from now on no other carries them."""
        statement = update(Delivery).where(Delivery.id.in_(ids), Delivery.batch_id.is_(None))
        self.session.execute(statement.values(batch_id=batch_id))

    def end(self, ids: Collection[str], *, status: str, now: datetime, reference: str | None = None) -> None:
        """Note what became of deliveries."""
        statement = update(Delivery).where(Delivery.id.in_(ids), Delivery.status == WAITING)
        self.session.execute(statement.values(status=status, ended_at=now, reference=reference))

    def count(self, channel: Channel, status: str, *, since: datetime | None = None) -> int:
        """Count deliveries of a channel in one state, up to a thousand."""
        found = select(literal(1)).select_from(Delivery)
        found = found.where(Delivery.channel == channel.value, Delivery.status == status)
        if since is not None:
            found = found.where(Delivery.created_at >= since)
        return self.session.scalar(select(func.count()).select_from(found.limit(MOST_COUNTED).subquery())) or 0

    def _list(self, *conditions: ColumnElement[bool], lock: bool = False) -> Sequence[DeliveryRows]:
        statement = (
            select(Delivery, Notice, Authority)
            .join(Notice, Notice.id == Delivery.notice_id)
            .join(Authority, Authority.id == Notice.authority_id)
            .where(*conditions)
            .order_by(Delivery.id)
            .limit(MOST_IN_ONE)
        )
        if lock:
            statement = statement.with_for_update(of=Delivery, skip_locked=True)
        return [DeliveryRows(*row) for row in self.session.execute(statement)]
