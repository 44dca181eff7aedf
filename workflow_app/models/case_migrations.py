"""What became of each case when another version of its process was to be taken."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Digest, Id, Ref, Word, to


class CaseMigration(Base):
    """That a case was migrated, or stays and why.

    `cause_id` is the version that took effect, or the request by which one was taken back; nothing where a draft was
    brought along only when it was to be handed in. Of one cause a case has one row. `element` is where it could not go
    on, for a `reason`; `done_before` names the steps that were done in the version it left. A draft's applicant is
    told: `told_at` by whatever way, `read_at` once they said that they read; `parameters_before` names the snapshot of
    parameters that it went by before.
    """

    __tablename__ = "case_migration"
    __table_args__ = (
        UniqueConstraint("case_id", "cause_id"),
        CheckConstraint("outcome IN ('MOVED', 'BEGUN_ANEW', 'STAYED')", name="outcome"),
        CheckConstraint("(outcome = 'STAYED') = (reason IS NOT NULL)", name="reason"),
        Index(None, "cause_id", "outcome", "id"),
    )
    id: Mapped[Id]
    case_id: Mapped[str] = mapped_column(to("case"))
    from_version_id: Mapped[str] = mapped_column(to("process_version"))
    to_version_id: Mapped[str] = mapped_column(to("process_version"))
    cause_id: Mapped[Ref | None]
    at: Mapped[datetime]
    outcome: Mapped[Word]
    reason: Mapped[Word | None]
    element: Mapped[Word | None]
    is_draft: Mapped[bool] = mapped_column(default=False)
    parameters_before: Mapped[Digest | None]
    done_before: Mapped[list[str]] = mapped_column(JSON, default=list)
    told_at: Mapped[datetime | None]
    read_at: Mapped[datetime | None]
    read_by: Mapped[str | None] = mapped_column(to("account"))
