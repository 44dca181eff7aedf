"""Applications that were prepared together; each case lives alone afterwards."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from workflow_app.models.base import Base, Id, Word, to


class CaseBatch(Base):
    """That somebody began several cases of a subject at once; `case.batch_id` says which those are."""

    __tablename__ = "case_batch"
    id: Mapped[Id]
    subject_id: Mapped[str] = mapped_column(to("subject"), index=True)
    process: Mapped[Word]
    created_by: Mapped[str] = mapped_column(to("account"))
    created_at: Mapped[datetime]
