"""The questions about letters, pledges and permits that can be asked in one transaction."""

from functools import cached_property

from sqlalchemy.orm import Session

from workflow_app.repositories.dual_records import DualRecords
from workflow_app.repositories.letter_changes import LetterChanges
from workflow_app.repositories.letter_facts import LetterFacts
from workflow_app.repositories.letter_services import LetterServices
from workflow_app.repositories.letters import Letters
from workflow_app.repositories.permits import Permits
from workflow_app.repositories.pledge_breaches import PledgeBreaches
from workflow_app.repositories.pledge_follow_ups import PledgeFollowUps
from workflow_app.repositories.pledges import Pledges


class LetterQuestions:
    """The repositories of one session that know what was written, promised and permitted."""

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
    def permits(self) -> Permits:
        """Return questions about permits."""
        return Permits(self.session)

    @cached_property
    def dual_records(self) -> DualRecords:
        """Return questions about what is to be reported of permits."""
        return DualRecords(self.session)

    @cached_property
    def follow_ups(self) -> PledgeFollowUps:
        """Return questions about looks at what was pledged."""
        return PledgeFollowUps(self.session)

    @cached_property
    def breaches(self) -> PledgeBreaches:
        """Return questions about breaches of pledges."""
        return PledgeBreaches(self.session)
