"""Questions about letters and number series."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from workflow_app.models import Letter, NumberSeries


class Letters:
    """Letters and the numbers they take."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def find(self, letter_id: str, *, lock: bool = False) -> Letter | None:
        """Return a letter, held until commit if asked, or None."""
        if not lock:
            return self.session.get(Letter, letter_id)
        statement = select(Letter).where(Letter.id == letter_id).with_for_update(key_share=True)
        return self.session.scalar(statement.execution_options(populate_existing=True))

    def find_by_code(self, code: str) -> Letter | None:
        """Return the letter that carries a verification code, or None."""
        return self.session.scalar(select(Letter).where(Letter.code == code))

    def find_by_number(self, number: str | None, *, authority_id: str) -> Letter | None:
        """Return the letter of an authority that has a number, or None; what another authority wrote is not found."""
        statement = select(Letter).where(Letter.number == number, Letter.authority_id == authority_id)
        return self.session.scalar(statement) if number else None

    def of_cases(self, case_ids: Sequence[str]) -> Sequence[Letter]:
        """Return the letters of cases, oldest first."""
        return self.session.scalars(select(Letter).where(Letter.case_id.in_(case_ids)).order_by(Letter.id)).all()

    def of_subjects(self, subject_ids: Collection[str], *, limit: int = 100) -> Sequence[Letter]:
        """Return the letters that went to subjects without a case, the newest of them, oldest first."""
        statement = select(Letter).where(Letter.subject_id.in_(subject_ids), Letter.case_id.is_(None))
        found = self.session.scalars(statement.order_by(Letter.id.desc()).limit(limit)).all()
        return tuple(reversed(found))

    def of_record(self, record_id: str) -> Sequence[Letter]:
        """Return the letters about a record beside its cases, the newest first."""
        statement = select(Letter).where(Letter.record_id == record_id, Letter.case_id.is_(None))
        return self.session.scalars(statement.order_by(Letter.id.desc())).all()

    def next_number(self, *, authority_id: str, series: str, year: int) -> int:
        """Take the next number of a series inside this transaction, so that a rollback leaves no gap.

        Two who take the first number of a year at once wait for one another, as they do for every other.
        """
        insert = postgresql.insert if self.session.get_bind().dialect.name == "postgresql" else sqlite.insert
        statement = insert(NumberSeries).values(authority_id=authority_id, series=series, year=year, last=1)
        taken = statement.on_conflict_do_update(
            index_elements=["authority_id", "series", "year"], set_={"last": NumberSeries.last + 1}
        )
        return self.session.execute(taken.returning(NumberSeries.last)).scalar_one()
