"""The questions about rules that can be asked in one transaction."""

from functools import cached_property

from sqlalchemy.orm import Session

from workflow_app.repositories.change_sets import ChangeSets
from workflow_app.repositories.emergencies import Emergencies
from workflow_app.repositories.pauses import Pauses
from workflow_app.repositories.process_drafts import ProcessDrafts
from workflow_app.repositories.process_replays import ProcessReplays
from workflow_app.repositories.process_walks import ProcessWalks
from workflow_app.repositories.proposals import Proposals
from workflow_app.repositories.rules import Rules
from workflow_app.repositories.takings_back import TakingsBack


class RuleQuestions:
    """The repositories of rules in one session."""

    session: Session

    @cached_property
    def change_sets(self) -> ChangeSets:
        """Return questions about what is changed together."""
        return ChangeSets(self.session)

    @cached_property
    def rules(self) -> Rules:
        """Return questions about rule sets and the table of classes."""
        return Rules(self.session)

    @cached_property
    def emergencies(self) -> Emergencies:
        """Return questions about versions that one person published alone."""
        return Emergencies(self.session)

    @cached_property
    def pauses(self) -> Pauses:
        """Return questions about processes that take no new filings for a while."""
        return Pauses(self.session)

    @cached_property
    def process_drafts(self) -> ProcessDrafts:
        """Return questions about processes that are being written."""
        return ProcessDrafts(self.session)

    @cached_property
    def process_replays(self) -> ProcessReplays:
        """Return questions about replays of finished cases through drafts."""
        return ProcessReplays(self.session)

    @cached_property
    def process_walks(self) -> ProcessWalks:
        """Return questions about walks through drafts."""
        return ProcessWalks(self.session)

    @cached_property
    def proposals(self) -> Proposals:
        """Return questions about proposals to change the rules."""
        return Proposals(self.session)

    @cached_property
    def takings_back(self) -> TakingsBack:
        """Return questions about versions of processes that are taken back."""
        return TakingsBack(self.session)
