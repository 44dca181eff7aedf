"""The questions about mail, SMS and telephones that can be asked in one transaction."""

from functools import cached_property

from sqlalchemy.orm import Session

from workflow_app.repositories.account_lists import AccountLists
from workflow_app.repositories.authorisations import Authorisations
from workflow_app.repositories.call_tasks import CallTasks
from workflow_app.repositories.channel_rests import ChannelRests
from workflow_app.repositories.contacts import Contacts
from workflow_app.repositories.deliveries import Deliveries
from workflow_app.repositories.demo_messages import DemoMessages
from workflow_app.repositories.entering import Entering
from workflow_app.repositories.identities import Identities
from workflow_app.repositories.second_factors import SecondFactors


class MessageQuestions:
    """The repositories of one session that know where people are reached, and with what."""

    def __init__(self, session: Session) -> None:
        self.session = session

    @cached_property
    def account_lists(self) -> AccountLists:
        """Return questions about the list of accounts."""
        return AccountLists(self.session)

    @cached_property
    def authorisations(self) -> Authorisations:
        """Return questions about who acts for whom."""
        return Authorisations(self.session)

    @cached_property
    def call_tasks(self) -> CallTasks:
        """Return questions about calls to those whom an SMS did not reach."""
        return CallTasks(self.session)

    @cached_property
    def channel_rests(self) -> ChannelRests:
        """Return questions about channels that cannot be reached."""
        return ChannelRests(self.session)

    @cached_property
    def contacts(self) -> Contacts:
        """Return questions about where people are reached."""
        return Contacts(self.session)

    @cached_property
    def deliveries(self) -> Deliveries:
        """Return questions about notices on their way by mail and SMS."""
        return Deliveries(self.session)

    @cached_property
    def demo_messages(self) -> DemoMessages:
        """Return questions about messages that a demonstration shows."""
        return DemoMessages(self.session)

    @cached_property
    def entering(self) -> Entering:
        """Return questions about how people get in."""
        return Entering(self.session)

    @cached_property
    def identities(self) -> Identities:
        """Return questions about identities at external providers."""
        return Identities(self.session)

    @cached_property
    def second_factors(self) -> SecondFactors:
        """Return questions about the second step of a login."""
        return SecondFactors(self.session)
