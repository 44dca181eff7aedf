"""What the service keeps about itself: settings, answers to repeated requests, counters of attempts."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Digest, Id, JsonMap, Short, to


class Setting(Base):
    """One value the installation keeps, such as the offset of demo time."""

    __tablename__ = "setting"
    key: Mapped[Short] = mapped_column(primary_key=True)
    value: Mapped[JsonMap]


class Idempotency(Base):
    """The answer once given to an actor, path and key; kept 24 hours."""

    __tablename__ = "idempotency"
    __table_args__ = (UniqueConstraint("actor_id", "path", "key"),)
    id: Mapped[Id]
    actor_id: Mapped[str] = mapped_column(to("account"))
    path: Mapped[Short]
    key: Mapped[Short]
    body_hash: Mapped[Digest]
    answer: Mapped[JsonMap | None]
    status: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(index=True)


class LimitCounter(Base):
    """How often something was tried in a window; machine time."""

    __tablename__ = "limit_counter"
    key: Mapped[Short] = mapped_column(primary_key=True)
    count: Mapped[int]
    expires_at: Mapped[datetime] = mapped_column(index=True)
