"""Questions about subjects."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import bindparam, delete, exists, or_, select
from sqlalchemy.orm import Session

from workflow_app.domain.errors import NotFoundError
from workflow_app.models import Account, Authority, Record, Subject, SubjectEvent, SubjectName, SubjectSuccession
from workflow_app.repositories.pages import mark

RENAMED = "RENAMED"
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

    def lock(self, subject_id: str) -> Subject:
        """Return a subject, held until commit; raises NotFoundError SUBJECT_UNKNOWN."""
        statement = select(Subject).where(Subject.id == subject_id).with_for_update()
        row = self.session.scalar(statement.execution_options(populate_existing=True))
        if row is None:
            raise NotFoundError("SUBJECT_UNKNOWN")
        return row

    def search(self, text: str, *, cursor: str | None = None, limit: int = 25) -> Sequence[Subject]:
        """Return up to `limit + 1` subjects by code or part of a present or former name, the newest met first."""
        statement = select(Subject)
        if text:
            former = exists().where(
                SubjectName.subject_id == Subject.id, SubjectName.name.contains(text, autoescape=True)
            )
            named = Subject.name.contains(text, autoescape=True)
            statement = statement.where(or_(Subject.uscc == text.upper(), named, former))
        if cursor is not None:
            statement = statement.where(Subject.id < mark(cursor, str)[1])
        return self.session.scalars(statement.order_by(Subject.id.desc()).limit(limit + 1)).all()

    def find_event(self, subject_id: str, *, status: str, document_no: str) -> SubjectEvent | None:
        """Return the change of a subject that was registered under a document, or None."""
        statement = select(SubjectEvent).where(SubjectEvent.subject_id == subject_id, SubjectEvent.status == status)
        return self.session.scalar(statement.where(SubjectEvent.document_no == document_no))

    def has_later_event(self, subject_id: str, on: date, *, of_name: bool) -> bool:
        """Tell whether a change of the name, or else one of the status, is known that happened after a day."""
        is_of_name = SubjectEvent.status == RENAMED
        later = select(SubjectEvent.id).where(SubjectEvent.subject_id == subject_id, SubjectEvent.happened_on > on)
        return self.session.scalar(later.where(is_of_name if of_name else ~is_of_name).limit(1)) is not None

    def list_renamings(self, subject_id: str) -> Sequence[SubjectEvent]:
        """Return the changes of a subject's name, what happened first first."""
        statement = select(SubjectEvent).where(SubjectEvent.subject_id == subject_id, SubjectEvent.status == RENAMED)
        return self.session.scalars(statement.order_by(SubjectEvent.happened_on, SubjectEvent.id)).all()

    def list_events(self, subject_id: str) -> list[tuple[SubjectEvent, str]]:
        """Return the changes of a subject with who registered each, what happened last first."""
        statement = select(SubjectEvent, Account.name).join(Account, Account.id == SubjectEvent.registered_by)
        rows = self.session.execute(
            statement.where(SubjectEvent.subject_id == subject_id).order_by(
                SubjectEvent.happened_on.desc(), SubjectEvent.id.desc()
            )
        )
        return [(event, name) for event, name in rows]

    def list_successors(self, subject_id: str) -> Sequence[Subject]:
        """Return who follows a subject."""
        statement = select(Subject).join(SubjectSuccession, SubjectSuccession.successor_id == Subject.id)
        return self.session.scalars(statement.where(SubjectSuccession.subject_id == subject_id)).all()

    def list_predecessors(self, subject_id: str) -> Sequence[Subject]:
        """Return whom a subject follows."""
        statement = select(Subject).join(SubjectSuccession, SubjectSuccession.subject_id == Subject.id)
        return self.session.scalars(statement.where(SubjectSuccession.successor_id == subject_id)).all()

    def end_successions(self, subject_id: str) -> None:
        """Let nobody follow a subject any more, for it is there again; its changes are kept."""
        self.session.execute(delete(SubjectSuccession).where(SubjectSuccession.subject_id == subject_id))

    def authorities_concerned(self, subject_id: str) -> Sequence[Authority]:
        """Return the authorities that have a record of a subject, in the order they were set up."""
        has_record = exists().where(Record.authority_id == Authority.id, Record.subject_id == subject_id)
        return self.session.scalars(select(Authority).where(has_record).order_by(Authority.id)).all()
