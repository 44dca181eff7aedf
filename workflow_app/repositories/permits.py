"""Questions about permits: one of them, those of a case or of subjects, and the lists of the public and the desk."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, false, literal, or_, select, tuple_
from sqlalchemy.orm import Session, aliased

from workflow_app.domain.commands.permits import FindPermits
from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.permits import Standing, Status
from workflow_app.domain.widths import narrow
from workflow_app.models import Authority, Letter, Matter, MatterEdition, Permit, Pledge, Record, Subject
from workflow_app.repositories.pages import mark
from workflow_app.repositories.public_finding import asked_for, names_asked
from workflow_app.repositories.public_names import is_called

Asked = Select[Permit, Subject, Authority, Matter, MatterEdition, Letter, Letter, Pledge]
NEWEST_FIRST = (Permit.decided_on.desc(), Permit.id.desc())


@dataclass(frozen=True, slots=True)
class PermitRows:
    """A permit with whose it is, who granted it, for what, on which paper, and on which promise."""

    permit: Permit
    subject: Subject
    authority: Authority
    matter: Matter
    edition: MatterEdition
    letter: Letter
    decision: Letter | None
    pledge: Pledge | None


class Permits:
    """What approvals issued."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def get(self, permit_id: str) -> PermitRows:
        """Return a permit; raises NotFoundError PERMIT_UNKNOWN."""
        row = self.session.execute(_with_rows().where(Permit.id == permit_id)).one_or_none()
        if row is None:
            raise NotFoundError("PERMIT_UNKNOWN")
        return PermitRows(*row)

    def of_case(self, case_id: str, *, lock: bool = False) -> Permit | None:
        """Return the permit that a case issued, held until commit if asked, or None."""
        statement = select(Permit).where(Permit.case_id == case_id)
        if lock:
            statement = statement.with_for_update(key_share=True).execution_options(populate_existing=True)
        return self.session.scalar(statement)

    def of_letter(self, letter_id: str) -> Permit | None:
        """Return the permit that a letter is, or None for every other letter."""
        return self.session.scalar(select(Permit).where(Permit.letter_id == letter_id))

    def of_subjects(self, subject_ids: Collection[str], *, limit: int = 200) -> Sequence[PermitRows]:
        """Return the newest permits of subjects, the last one first."""
        statement = _with_rows().where(Permit.subject_id.in_(subject_ids)).order_by(*NEWEST_FIRST).limit(limit)
        return [PermitRows(*row) for row in self.session.execute(statement)]

    def search_public(
        self, wanted: FindPermits, *, on: date, cursor: str | None = None, limit: int = 50
    ) -> Sequence[PermitRows]:
        """Return up to `limit + 1` permits whose public name, code or number answers the words, newest first."""
        statement = _narrowed(_with_rows(), wanted, on=on)
        if text := asked_for(wanted.words):
            named = or_(*(is_called(each) for each in names_asked(text)))
            # What is asked of names looks at the record beside the subject as well; a permit has none.
            statement = statement.outerjoin(Record, false()).where(or_(named, _coded(text)))
        return self._page(statement, cursor=cursor, limit=limit)

    def search_desk(
        self,
        wanted: FindPermits,
        authority_ids: Collection[str],
        *,
        on: date,
        cursor: str | None = None,
        limit: int = 25,
    ) -> Sequence[PermitRows]:
        """Return up to `limit + 1` permits of authorities that answer the words, names in full, newest first."""
        statement = _narrowed(_with_rows(), wanted, on=on).where(Permit.authority_id.in_(authority_ids))
        if text := asked_for(wanted.words):
            names = (Subject.name.contains(each, autoescape=True) for each in names_asked(text))
            statement = statement.where(or_(*names, _coded(text)))
        return self._page(statement, cursor=cursor, limit=limit)

    def _page(self, statement: Asked, *, cursor: str | None, limit: int) -> Sequence[PermitRows]:
        if cursor:
            decided_on, permit_id = mark(cursor, date.fromisoformat)
            last = tuple_(literal(decided_on, Permit.decided_on.type), literal(permit_id, Permit.id.type))
            statement = statement.where(tuple_(Permit.decided_on, Permit.id) < last)
        rows = self.session.execute(statement.order_by(*NEWEST_FIRST).limit(limit + 1))
        return [PermitRows(*row) for row in rows]


def _with_rows() -> Asked:
    """Ask for permits with everything that is shown of them."""
    paper, decision = aliased(Letter), aliased(Letter)
    return (
        select(Permit, Subject, Authority, Matter, MatterEdition, paper, decision, Pledge)
        .join(Subject, Subject.id == Permit.subject_id)
        .join(Authority, Authority.id == Permit.authority_id)
        .join(Matter, Matter.id == Permit.matter_id)
        .join(MatterEdition, MatterEdition.id == Permit.matter_edition_id)
        .join(paper, paper.id == Permit.letter_id)
        .outerjoin(decision, decision.id == Permit.decision_id)
        .outerjoin(Pledge, Pledge.id == Permit.pledge_id)
    )


def _narrowed(statement: Asked, wanted: FindPermits, *, on: date) -> Asked:
    """Ask only for permits of a matter, as they stand on a day, decided within days."""
    if wanted.authority:
        statement = statement.where(Authority.code == wanted.authority)
    if wanted.matter:
        statement = statement.where(Matter.code == wanted.matter)
    if wanted.standing is not None:
        statement = statement.where(_stands(wanted.standing, on=on))
    if wanted.since is not None:
        statement = statement.where(Permit.decided_on >= wanted.since)
    if wanted.until is not None:
        statement = statement.where(Permit.decided_on <= wanted.until)
    return statement


def _stands(standing: Standing, *, on: date) -> ColumnElement[bool]:
    """Return the condition under which a permit stands so on a day, as `permits.standing_of` tells it of one."""
    if standing is Standing.VALID:
        return and_(Permit.status == Status.VALID, or_(Permit.valid_to.is_(None), Permit.valid_to >= on))
    if standing is Standing.EXPIRED:
        return and_(Permit.status == Status.VALID, Permit.valid_to < on)
    return Permit.status == standing.value


def _coded(text: str) -> ColumnElement[bool]:
    """Tell whether the code of the holder or the number of the permit answers the words, however they are spelled."""
    code = "".join(narrow(text).split()).upper()
    number = text.replace("[", "〔").replace("]", "〕").replace("［", "〔").replace("］", "〕")
    return or_(Subject.uscc == code, Permit.number.contains(number, autoescape=True))
