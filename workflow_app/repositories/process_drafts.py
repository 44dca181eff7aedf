"""Questions about drafts of processes."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.ids import is_id
from workflow_app.domain.process_drafts import WRITERS
from workflow_app.models import Account, AccountRole, ProcessDraft


class ProcessDrafts:
    """Bundles that are being written."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def list_all(self, statuses: Collection[str], *, key: str | None = None) -> Sequence[ProcessDraft]:
        """Return the drafts of all processes or of one, edited last first, without their files; they are few."""
        statement = select(ProcessDraft).where(ProcessDraft.status.in_(statuses))
        if key is not None:
            statement = statement.where(ProcessDraft.key == key)
        return self.session.scalars(statement.order_by(ProcessDraft.edited_at.desc(), ProcessDraft.id)).all()

    def get(self, draft_id: str, *, lock: bool = False) -> ProcessDraft:
        """Return a draft with its files; raises NotFoundError DRAFT_UNKNOWN."""
        if not is_id(draft_id):
            raise NotFoundError("DRAFT_UNKNOWN")
        statement = (
            select(ProcessDraft)
            .where(ProcessDraft.id == draft_id)
            .options(undefer(ProcessDraft.bundle), undefer(ProcessDraft.arrival))
        )
        row = self.session.scalar(statement.with_for_update() if lock else statement)
        if row is None:
            raise NotFoundError("DRAFT_UNKNOWN")
        return row

    def find_published(self, key: str, version: int) -> ProcessDraft | None:
        """Return the draft that a version was made of, or None."""
        wanted = select(ProcessDraft).where(ProcessDraft.key == key, ProcessDraft.published_version == version)
        return self.session.scalar(wanted.order_by(ProcessDraft.id).limit(1))

    def list_confirmers(self, writers: Collection[str]) -> Sequence[Account]:
        """Return the accounts in use that may confirm what others wrote, by name."""
        holds = select(AccountRole.account_id).where(AccountRole.role.in_([each.value for each in WRITERS]))
        wanted = select(Account).where(Account.id.in_(holds), Account.disabled.is_(False))
        return self.session.scalars(wanted.where(Account.id.not_in(writers)).order_by(Account.name, Account.id)).all()
