"""The values of rules that training goes by, as they hold at an authority today."""

from dataclasses import dataclass
from datetime import date, timedelta

from workflow_app.domain.parameters import Parameter, from_snapshot
from workflow_app.domain.periods import due
from workflow_app.models import Authority
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class TrainingValues:
    """How tests are drawn and marked, what attendance is enough, and how many tests a day may be taken.

    `reading_share` is how many per cent of the minutes that a lesson states it is read for at least.
    """

    questions: int
    pass_mark: int
    tests_a_day: int
    time: timedelta
    attendance: int
    reading_share: int

    @property
    def minutes(self) -> int:
        """Return how long a test may take."""
        return int(self.time.total_seconds()) // 60


def values_at(unit: UnitOfWork, authority: Authority, *, on: date, tools: Tools) -> TrainingValues:
    """Return the values of an authority on a day; raises ParameterMissingError."""
    return TrainingValues(
        questions=_value(unit, authority, "training.questions", on, tools).amount,
        pass_mark=_value(unit, authority, "training.pass_mark", on, tools).amount,
        tests_a_day=_value(unit, authority, "training.tests_a_day", on, tools).amount,
        time=timedelta(minutes=_value(unit, authority, "training.minutes", on, tools).amount),
        attendance=_value(unit, authority, "training.attendance", on, tools).amount,
        reading_share=_value(unit, authority, "training.reading_share", on, tools).amount,
    )


def valid_until(unit: UnitOfWork, authority: Authority, *, on: date, tools: Tools) -> date:
    """Return the last day on which a certificate counts that is issued on a day; raises ParameterMissingError."""
    period = _value(unit, authority, "training.valid", on, tools).period(shift=False)
    return due(tools.calendars.get(authority, unit.authorities), period, on).due_on


def _value(unit: UnitOfWork, authority: Authority, key: str, on: date, tools: Tools) -> Parameter:
    kept = tools.calendars.parameters(authority, unit.authorities, regime=None, on=on)
    return from_snapshot(kept.content, key)
