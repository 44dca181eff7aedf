"""Questions about subjects."""

from collections.abc import Collection, Sequence

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from workflow_app.domain.errors import NotFoundError
from workflow_app.models import Subject, SubjectName

_BY_USCC = select(Subject).where(Subject.uscc == bindparam("uscc"))


class Subjects:
    """Whom records are about."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def get(self, subject_id: str) -> Subject:
        """Return a subject; raises NotFoundError SUBJECT_UNKNOWN."""
        row = self.session.get(Subject, subject_id)
        if row is None:
            raise NotFoundError("SUBJECT_UNKNOWN")
        return row

    def find_by_uscc(self, uscc: str) -> Subject | None:
        """Return the subject of a code, or None."""
        return self.session.scalar(_BY_USCC, {"uscc": uscc})

    def find_many(self, *, usccs: Collection[str], lookups: Collection[str] = ()) -> Sequence[Subject]:
        """Return the subjects of codes and of keyed digests of identity numbers, in one statement."""
        wanted = or_(Subject.uscc.in_(usccs), Subject.identity_lookup.in_(lookups))
        return self.session.scalars(select(Subject).where(wanted)).all()

    def list_by_ids(self, ids: Collection[str]) -> Sequence[Subject]:
        """Return subjects in the order they were first met."""
        return self.session.scalars(select(Subject).where(Subject.id.in_(ids)).order_by(Subject.id)).all()

    def names(self, ids: Collection[str]) -> Sequence[SubjectName]:
        """Return every name under which subjects were met, oldest first."""
        statement = select(SubjectName).where(SubjectName.subject_id.in_(ids)).order_by(SubjectName.id)
        return self.session.scalars(statement).all()
