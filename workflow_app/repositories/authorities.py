"""Questions about authorities, calendars and parameters."""

from collections.abc import Collection, Sequence
from typing import cast

from sqlalchemy import Select, delete, insert, or_, select
from sqlalchemy.orm import Session

from workflow_app.domain import parameters
from workflow_app.domain.calendar import Calendar, DayKind
from workflow_app.domain.calendar_changes import NamedDay, split_name, written_name
from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.ids import new_id
from workflow_app.models import Authority, CalendarDay, CalendarYear, Department, Parameter

_FIRST = select(Authority).order_by(Authority.id).limit(1)


class Authorities:
    """Whose rules and days apply."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def get(self, authority_id: str, *, lock: bool = False) -> Authority:
        """Return an authority, locked until commit if asked; raises NotFoundError AUTHORITY_UNKNOWN."""
        return self._one(select(Authority).where(Authority.id == authority_id), lock=lock)

    def get_by_code(self, code: str, *, lock: bool = False) -> Authority:
        """Return the authority of a code; raises NotFoundError AUTHORITY_UNKNOWN."""
        return self._one(select(Authority).where(Authority.code == code), lock=lock)

    def find_by_code(self, code: str) -> Authority | None:
        """Return the authority of a code, or None."""
        return self.session.scalar(select(Authority).where(Authority.code == code))

    def list_all(self) -> Sequence[Authority]:
        """Return every authority in the order they were set up."""
        return self.session.scalars(select(Authority).order_by(Authority.id)).all()

    def first(self) -> Authority:
        """Return the authority that was set up first, which a process without a record belongs to."""
        return self._one(_FIRST, lock=False)

    def list_departments(self, authority_id: str | None = None) -> Sequence[Department]:
        """Return the departments of one authority, or of all."""
        statement = select(Department).order_by(Department.authority_id, Department.id)
        if authority_id is not None:
            statement = statement.where(Department.authority_id == authority_id)
        return self.session.scalars(statement).all()

    def calendar(self, authority_id: str) -> Calendar:
        """Return the days that an authority's calendar names, and the years published for it."""
        days = self.session.execute(
            select(CalendarDay.day, CalendarDay.kind, CalendarDay.name, CalendarDay.name_en).where(
                CalendarDay.authority_id == authority_id
            )
        ).all()
        years = self.session.scalars(select(CalendarYear.year).where(CalendarYear.authority_id == authority_id))
        return Calendar(
            {day: DayKind(kind) for day, kind, _, _ in days},
            frozenset(years),
            {day: written_name(name, name_en) for day, _, name, name_en in days if name},
        )

    def calendar_origins(self, authority_id: str) -> dict[int, str]:
        """Return the published years of an authority, each with where it comes from."""
        rows = self.session.scalars(select(CalendarYear).where(CalendarYear.authority_id == authority_id))
        return {row.year: row.origin for row in rows}

    def write_days(self, authority_id: str, days: Sequence[NamedDay]) -> None:
        """Make days of a calendar what they are to be; a plain day has no row."""
        changed = [each.day for each in days]
        self.session.execute(
            delete(CalendarDay).where(CalendarDay.authority_id == authority_id, CalendarDay.day.in_(changed))
        )
        rows = [
            {
                "id": new_id(),
                "authority_id": authority_id,
                "day": each.day,
                "kind": each.kind.value,
                "name": split_name(each.name)[0],
                "name_en": split_name(each.name)[1],
            }
            for each in days
            if not each.is_plain
        ]
        if rows:
            self.session.execute(insert(CalendarDay), rows)

    def publish_years(self, authority_id: str, years: Collection[int], *, origin: str) -> None:
        """Note that years are published, and where from."""
        rows = [{"id": new_id(), "authority_id": authority_id, "year": each, "origin": origin} for each in years]
        if rows:
            self.session.execute(insert(CalendarYear), rows)

    def parameters(self, authority_id: str | None, *, keys: Collection[str] = ()) -> list[parameters.Parameter]:
        """Return the values that hold for everybody and for one authority; `keys` narrows them."""
        statement = select(Parameter).where(
            or_(Parameter.authority_id.is_(None), Parameter.authority_id == authority_id)
        )
        if keys:
            statement = statement.where(Parameter.key.in_(keys))
        return [_value(row) for row in self.session.scalars(statement)]

    def list_parameters(self) -> Sequence[Parameter]:
        """Return every value as it is kept, by key."""
        return self.session.scalars(select(Parameter).order_by(Parameter.key, Parameter.id)).all()

    def _one(self, statement: Select[Authority], *, lock: bool) -> Authority:
        if lock:
            statement = statement.with_for_update(key_share=True).execution_options(populate_existing=True)
        row = self.session.scalar(statement)
        if row is None:
            raise NotFoundError("AUTHORITY_UNKNOWN")
        return row


def _value(row: Parameter) -> parameters.Parameter:
    """Return a row as the domain has it."""
    return parameters.Parameter(
        key=row.key,
        value=cast("parameters.Value", row.value),
        unit=row.unit,
        origin=row.origin,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        authority_id=row.authority_id,
        regime=row.regime,
        data_class=row.data_class,
    )
