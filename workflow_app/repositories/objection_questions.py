"""The questions about objections and reports that can be asked in one transaction."""

from functools import cached_property

from sqlalchemy.orm import Session

from workflow_app.repositories.concerns import Concerns
from workflow_app.repositories.objections import Objections


class ObjectionQuestions:
    """The repositories of objections in one session."""

    session: Session

    @cached_property
    def concerns(self) -> Concerns:
        """Return questions about objections and reports on what is public, and their files."""
        return Concerns(self.session)

    @cached_property
    def objections(self) -> Objections:
        """Return questions about objections, and about what one may object to."""
        return Objections(self.session)
