"""The part of a unit of work that asks what moves periods: outages, and cases that changed days touch."""

from functools import cached_property

from sqlalchemy.orm import Session

from workflow_app.repositories.outages import Outages
from workflow_app.repositories.touched_cases import TouchedCases


class TimeQuestions:
    """What a unit of work is asked about periods that move."""

    session: Session

    @cached_property
    def outages(self) -> Outages:
        """Return questions about outages of the service."""
        return Outages(self.session)

    @cached_property
    def touched_cases(self) -> TouchedCases:
        """Return questions about the cases that a change of days touches."""
        return TouchedCases(self.session)
