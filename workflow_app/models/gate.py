"""Every answer of the gate with the facts that it was given on."""

from datetime import datetime

from sqlalchemy import JSON, Index
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Digest, Id, JsonMap, Word, to


class GateResult(Base):
    """One answer of the gate, never changed: what was asked, what was known then, and every reason.

    `data_version` is a digest of the facts, `rules_version` of the parameters; `used` holds the ids of the records.
    """

    __tablename__ = "gate_result"
    __table_args__ = (Index(None, "subject_id", "id"), Index(None, "case_id"))
    id: Mapped[Id]
    authority_id: Mapped[str] = mapped_column(to("authority"))
    subject_id: Mapped[str] = mapped_column(to("subject"))
    channel: Mapped[Word]
    matter_code: Mapped[Word | None]
    record_id: Mapped[str | None] = mapped_column(to("record"))
    case_id: Mapped[str | None] = mapped_column(to("case"))
    outcome: Mapped[Word]
    reasons: Mapped[list[JsonMap]] = mapped_column(JSON)
    snapshot: Mapped[JsonMap]
    used: Mapped[list[str]] = mapped_column(JSON)
    data_version: Mapped[Digest]
    rules_version: Mapped[Digest]
    asked_by: Mapped[str] = mapped_column(to("account"))
    asked_at: Mapped[datetime]


class GateDoubt(Base):
    """That facts on which the gate answered have changed since, and the answer that took its place (rule A16)."""

    __tablename__ = "gate_doubt"
    __table_args__ = (Index(None, "gate_result_id"), Index(None, "rerun_id", "id"))
    id: Mapped[Id]
    gate_result_id: Mapped[str] = mapped_column(to("gate_result"))
    reason: Mapped[Word]
    record_id: Mapped[str | None] = mapped_column(to("record"))
    raised_at: Mapped[datetime]
    rerun_id: Mapped[str | None] = mapped_column(to("gate_result"))
