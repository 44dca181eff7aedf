"""Questions about proposals to change the rules."""

from collections.abc import Collection, Sequence

from sqlalchemy import literal, select, tuple_
from sqlalchemy.orm import Session

from workflow_app.domain.errors import NotFoundError
from workflow_app.models import Proposal
from workflow_app.repositories.pages import instant, mark


class Proposals:
    """What was asked for, and what was decided."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def get(self, proposal_id: str, *, lock: bool = False) -> Proposal:
        """Return a proposal, held until commit if asked; raises NotFoundError PROPOSAL_UNKNOWN."""
        statement = select(Proposal).where(Proposal.id == proposal_id)
        if lock:
            statement = statement.with_for_update(key_share=True).execution_options(populate_existing=True)
        row = self.session.scalar(statement)
        if row is None:
            raise NotFoundError("PROPOSAL_UNKNOWN")
        return row

    def list_page(self, statuses: Collection[str], *, cursor: str | None = None, limit: int = 50) -> Sequence[Proposal]:
        """Return up to `limit + 1` proposals in some status, the newest first."""
        statement = select(Proposal).where(Proposal.status.in_(statuses))
        if cursor:
            at, proposal_id = mark(cursor, instant)
            last = tuple_(literal(at, Proposal.proposed_at.type), literal(proposal_id, Proposal.id.type))
            statement = statement.where(tuple_(Proposal.proposed_at, Proposal.id) < last)
        statement = statement.order_by(Proposal.proposed_at.desc(), Proposal.id.desc()).limit(limit + 1)
        return self.session.scalars(statement).all()

    def list_about(self, kind: str, about: str) -> Sequence[Proposal]:
        """Return the proposals about one thing that wait, the oldest first."""
        statement = select(Proposal).where(
            Proposal.kind == kind, Proposal.about == about, Proposal.status == "PROPOSED"
        )
        return self.session.scalars(statement.order_by(Proposal.id)).all()

    def is_known(self, kind: str, about: str) -> bool:
        """Tell whether anything was ever proposed about one thing."""
        statement = select(Proposal.id).where(Proposal.kind == kind, Proposal.about == about).limit(1)
        return self.session.scalar(statement) is not None
