"""The questions about objections to intended repairs that can be asked in one transaction."""

from functools import cached_property

from sqlalchemy.orm import Session

from workflow_app.repositories.objections import Objections


class ObjectionQuestions:
    """The repositories of objections in one session."""

    session: Session

    @cached_property
    def objections(self) -> Objections:
        """Return questions about objections, and about what one may object to."""
        return Objections(self.session)
