"""Questions about what became of letters: papers, changes, and the series of their numbers."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.letter_states import HOLDS, Seal
from workflow_app.models import Account, Authority, Letter, LetterChange, LetterPaper, NumberSeries

PROPOSED, APPROVED, REJECTED = "PROPOSED", "APPROVED", "REJECTED"
MOST = 200


@dataclass(frozen=True, slots=True)
class ChangeRows:
    """A change, its letter, who asked and who decided, and the number of the letter that came of it."""

    change: LetterChange
    letter: Letter
    proposer: str
    decider: str | None
    new_number: str | None


@dataclass(frozen=True, slots=True)
class NumberRows:
    """A series of one authority in one year, with the last number given."""

    series: NumberSeries
    authority: Authority


class LetterChanges:
    """What became of letters."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def get(self, change_id: str) -> LetterChange:
        """Return a change as it is after its letter was held; raises NotFoundError LETTER_CHANGE_UNKNOWN."""
        statement = select(LetterChange).where(LetterChange.id == change_id)
        row = self.session.scalar(statement.execution_options(populate_existing=True))
        if row is None:
            raise NotFoundError("LETTER_CHANGE_UNKNOWN")
        return row

    def waiting(self, letter_id: str) -> LetterChange | None:
        """Return the change of a letter that nobody has decided on, or None."""
        return self.session.scalar(
            select(LetterChange).where(LetterChange.letter_id == letter_id, LetterChange.status == PROPOSED)
        )

    def of_letters(self, letter_ids: Collection[str]) -> Sequence[ChangeRows]:
        """Return every change of letters, the oldest first."""
        return self._rows(LetterChange.letter_id.in_(letter_ids))

    def list_waiting(self, actor: Actor, roles: Collection[Role]) -> Sequence[ChangeRows]:
        """Return the changes that wait at the authorities where a role is held, the oldest first."""
        return self._rows((LetterChange.status == PROPOSED) & held(actor, roles, LetterChange.authority_id))

    def list_unsealed(self, actor: Actor, roles: Collection[Role]) -> Sequence[Letter]:
        """Return letters that are issued, in force and not yet sealed, the oldest first."""
        statement = select(Letter).where(
            Letter.seal == Seal.PENDING, Letter.standing.in_(HOLDS), held(actor, roles, Letter.authority_id)
        )
        return self.session.scalars(statement.order_by(Letter.id).limit(MOST)).all()

    def papers(self, letter_ids: Collection[str]) -> Sequence[LetterPaper]:
        """Return the files of letters, edition by edition."""
        statement = select(LetterPaper).where(LetterPaper.letter_id.in_(letter_ids))
        return self.session.scalars(statement.order_by(LetterPaper.edition, LetterPaper.id)).all()

    def paper(self, paper_id: str) -> LetterPaper | None:
        """Return a file of a letter, or None."""
        return self.session.get(LetterPaper, paper_id)

    def series(self, actor: Actor, roles: Collection[Role]) -> Sequence[NumberRows]:
        """Return the series of letters at the authorities where a role is held, the newest year first."""
        statement = (
            select(NumberSeries, Authority)
            .join(Authority, Authority.id == NumberSeries.authority_id)
            .where(NumberSeries.series.startswith("LETTER_", autoescape=True), held(actor, roles, Authority.id))
            .order_by(NumberSeries.year.desc(), Authority.code, NumberSeries.series)
        )
        return [NumberRows(*row) for row in self.session.execute(statement)]

    def numbered(self, series: NumberSeries, *, first: int, last: int) -> dict[int, Letter]:
        """Return the letters of a series from one number to another, by number."""
        statement = select(Letter).where(
            Letter.authority_id == series.authority_id,
            Letter.series == series.series,
            Letter.year == series.year,
            Letter.sequence.between(first, last),
        )
        return {row.sequence: row for row in self.session.scalars(statement)}

    def successors(self, letter_ids: Collection[str]) -> dict[str, Letter]:
        """Return the letters that took the place of others, by the letter they replaced."""
        rows = self.session.scalars(select(Letter).where(Letter.replaces_id.in_(letter_ids)))
        return {str(row.replaces_id): row for row in rows}

    def count_series(self, series: NumberSeries) -> int:
        """Return how many letters a series has."""
        statement = select(func.count()).where(
            Letter.authority_id == series.authority_id, Letter.series == series.series, Letter.year == series.year
        )
        return self.session.scalar(statement) or 0

    def _rows(self, condition: ColumnElement[bool]) -> Sequence[ChangeRows]:
        asked, decided, new = aliased(Account), aliased(Account), aliased(Letter)
        statement = (
            select(LetterChange, Letter, asked.name, decided.name, new.number)
            .join(Letter, Letter.id == LetterChange.letter_id)
            .join(asked, asked.id == LetterChange.proposed_by)
            .outerjoin(decided, decided.id == LetterChange.decided_by)
            .outerjoin(new, new.id == LetterChange.new_letter_id)
            .where(condition)
            .order_by(LetterChange.id)
            .limit(MOST)
        )
        return [ChangeRows(*row) for row in self.session.execute(statement)]


def held(actor: Actor, roles: Collection[Role], column: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    """Return the condition that one of the roles is held at the authority a column names."""
    grants = [grant for grant in actor.grants if grant.role in roles]
    if any(grant.authority_id is None for grant in grants):
        return column.is_not(None)
    return column.in_({str(grant.authority_id) for grant in grants})
