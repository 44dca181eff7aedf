"""Questions about signatures, and about the papers that were signed by hand."""

from collections.abc import Collection, Sequence

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from workflow_app.domain.signed_papers import SIGNED, SIGNED_BEFORE
from workflow_app.domain.signing import AT_HOME
from workflow_app.models import Document, Signature


class Signatures:
    """What was signed, and what was asked for."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def of_task(self, task_id: str) -> Sequence[Signature]:
        """Return every signature asked for or given under a step, the newest first."""
        wanted = select(Signature).where(Signature.task_id == task_id).order_by(Signature.id.desc())
        return self.session.scalars(wanted).all()

    def used_in(self, case_id: str) -> Sequence[Signature]:
        """Return what was signed and handed in of a case, in the order of handing in."""
        used = (Signature.case_id == case_id, Signature.used_at.is_not(None))
        return self.session.scalars(select(Signature).where(*used).order_by(Signature.used_at, Signature.id)).all()

    def of_tasks(self, task_ids: Collection[str]) -> Sequence[Signature]:
        """Return every signature asked for or given under several steps, the newest first."""
        wanted = select(Signature).where(Signature.task_id.in_(task_ids)).order_by(Signature.id.desc())
        return self.session.scalars(wanted).all()

    def of_link(self, link_digest: str, *, lock: bool = False) -> Sequence[Signature]:
        """Return what a link asks to be signed, in the order in which cases are held; nothing where it is none."""
        wanted = select(Signature).where(Signature.link_digest == link_digest).order_by(Signature.case_id)
        if lock:
            wanted = wanted.with_for_update().execution_options(populate_existing=True)
        return self.session.scalars(wanted).all()

    def is_kept_elsewhere(self, sha256s: Collection[str], *, case_id: str) -> bool:
        """Tell whether any of these scans of signed paper was kept in another case."""
        kept = Document.field.in_((SIGNED, SIGNED_BEFORE, AT_HOME))
        same = and_(Document.sha256.in_(sha256s), Document.case_id != case_id, kept)
        return self.session.scalar(select(Document.id).where(same).limit(1)) is not None
