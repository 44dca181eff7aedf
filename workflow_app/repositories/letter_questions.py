"""The questions about letters and pledges that can be asked in one transaction."""

from functools import cached_property

from sqlalchemy.orm import Session

from workflow_app.repositories.letter_changes import LetterChanges
from workflow_app.repositories.letter_facts import LetterFacts
from workflow_app.repositories.letter_services import LetterServices
from workflow_app.repositories.letters import Letters
from workflow_app.repositories.pledge_breaches import PledgeBreaches
from workflow_app.repositories.pledge_follow_ups import PledgeFollowUps
from workflow_app.repositories.pledges import Pledges


class LetterQuestions:
    """The repositories of one session that know what was written and promised."""

    session: Session

    @cached_property
    def letter_changes(self) -> LetterChanges:
        """Return questions about what became of letters."""
        return LetterChanges(self.session)

    @cached_property
    def letter_facts(self) -> LetterFacts:
        """Return questions of those who write letters."""
        return LetterFacts(self.session)

    @cached_property
    def letters(self) -> Letters:
        """Return questions about letters and number series."""
        return Letters(self.session)

    @cached_property
    def letter_services(self) -> LetterServices:
        """Return questions about the service of letters."""
        return LetterServices(self.session)

    @cached_property
    def pledges(self) -> Pledges:
        """Return questions about pledges."""
        return Pledges(self.session)

    @cached_property
    def follow_ups(self) -> PledgeFollowUps:
        """Return questions about looks at what was pledged."""
        return PledgeFollowUps(self.session)

    @cached_property
    def breaches(self) -> PledgeBreaches:
        """Return questions about breaches of pledges."""
        return PledgeBreaches(self.session)
