"""Questions about the pages of materials that are being put together."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from workflow_app.models import PaperPage, Task


class PaperPages:
    """Pages that belong to no document yet, or whose document may still be put together anew."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def of_task(self, task_id: str) -> Sequence[PaperPage]:
        """Return the pages of all fields of a task, each field's in its order."""
        rows = select(PaperPage).where(PaperPage.task_id == task_id)
        return self.session.scalars(rows.order_by(PaperPage.field, PaperPage.position, PaperPage.id)).all()

    def of_field(self, task_id: str, field: str) -> list[PaperPage]:
        """Return the pages of one field in their order."""
        return [each for each in self.of_task(task_id) if each.field == field]

    def remove(self, *pages: PaperPage) -> None:
        """Remove pages; their bytes go with the next sweep."""
        for each in pages:
            self.session.delete(each)

    def forget(self, *, done_before: datetime, open_before: datetime) -> None:
        """Remove the pages of tasks that are over, and those that nobody handed in for long."""
        is_over = PaperPage.task_id.in_(select(Task.id).where(Task.status != "OPEN"))
        is_old = or_(PaperPage.stored_at < open_before, is_over & (PaperPage.stored_at < done_before))
        self.session.execute(delete(PaperPage).where(is_old))
