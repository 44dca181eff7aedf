"""Applications that another site took in and pushed to us."""

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Id, Short, Word, to


class InboundApplication(Base):
    """An application under the number that the site gave it, by whichever channel it came first.

    `received_at` is when the site took it in and `pushed_at` when it reached us: the periods count from these.
    `result` is what came of it, given back by the channel it came by; `reasons` say why it was refused at the gate.
    """

    __tablename__ = "inbound_application"
    __table_args__ = (UniqueConstraint("site_id", "outside_no"), UniqueConstraint("case_id"))
    id: Mapped[Id]
    site_id: Mapped[str] = mapped_column(to("site"))
    outside_no: Mapped[Short]
    channel: Mapped[Word]
    status: Mapped[Word]
    authority_id: Mapped[str] = mapped_column(to("authority"), index=True)
    subject_id: Mapped[str] = mapped_column(to("subject"))
    record_id: Mapped[str] = mapped_column(to("record"), index=True)
    case_id: Mapped[str | None] = mapped_column(to("case"))
    received_at: Mapped[datetime]
    pushed_at: Mapped[datetime]
    arrivals: Mapped[int]
    reasons: Mapped[list[Any]]
    result: Mapped[Word | None]
    result_at: Mapped[datetime | None]
    returned_at: Mapped[datetime | None]
    created_by: Mapped[str] = mapped_column(to("account"))
    created_at: Mapped[datetime]
