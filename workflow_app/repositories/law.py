"""The part of a unit of work that speaks about the law: its rows, and proposals to change them."""

from functools import cached_property

from sqlalchemy.orm import Session

from workflow_app.repositories.proposals import Proposals
from workflow_app.repositories.rules import Rules


class Law:
    """Questions about rules, asked within a session."""

    session: Session

    @cached_property
    def rules(self) -> Rules:
        """Return questions about rule sets and the table of classes."""
        return Rules(self.session)

    @cached_property
    def proposals(self) -> Proposals:
        """Return questions about proposals to change the rules."""
        return Proposals(self.session)
