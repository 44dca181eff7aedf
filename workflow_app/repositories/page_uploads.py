"""Questions about files on their way to a material."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from workflow_app.models import PageUpload


class PageUploads:
    """Files that were announced, with what has arrived of them."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def find(self, upload_id: str, *, lock: bool = False) -> PageUpload | None:
        """Return an upload, or None; locked until commit if asked."""
        return self.session.get(PageUpload, upload_id, with_for_update=lock or None, populate_existing=lock)

    def of_account(self, account_id: str) -> Sequence[PageUpload]:
        """Return what somebody is sending, the latest first."""
        rows = select(PageUpload).where(PageUpload.sent_by == account_id)
        return self.session.scalars(rows.order_by(PageUpload.touched_at.desc(), PageUpload.id)).all()

    def remove(self, *uploads: PageUpload) -> None:
        """Forget uploads; their bytes are removed by whoever calls, or with the next sweep."""
        for each in uploads:
            self.session.delete(each)

    def forget(self, before: datetime) -> None:
        """Forget what nobody has sent anything of since an instant of machine time."""
        self.session.execute(delete(PageUpload).where(PageUpload.touched_at < before))

    def known(self, upload_ids: Sequence[str]) -> set[str]:
        """Return which of some ids are uploads."""
        return set(self.session.scalars(select(PageUpload.id).where(PageUpload.id.in_(upload_ids))))
