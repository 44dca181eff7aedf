"""Questions about walks through drafts."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow_app.models import ProcessWalk


class ProcessWalks:
    """What was done in sandboxes, by draft and person."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def find(self, draft_id: str, account_id: str, *, lock: bool = False) -> ProcessWalk | None:
        """Return the walk of somebody through a draft, or None before its first act."""
        mine = (ProcessWalk.draft_id == draft_id) & (ProcessWalk.account_id == account_id)
        statement = select(ProcessWalk).where(mine)
        return self.session.scalar(statement.with_for_update() if lock else statement)
