"""What somebody asks who wants to act for a subject."""

from dataclasses import dataclass, field
from datetime import date

from workflow_app.domain.authorisations import ActsAs
from workflow_app.domain.commands.materials import ChosenFile


@dataclass(frozen=True, slots=True)
class BindByNotice:
    """To act for the enterprise whose notice on repair one holds; `acts_as` as its agent or legal representative."""

    uscc: str
    code: str = field(repr=False)
    acts_as: ActsAs = ActsAs.AGENT


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: which enterprise, how far, until when."""

    uscc: str
    subject_name: str
    representative: str = field(repr=False)
    scope: str
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class AskConsent:
    """The legal representative shall agree on their own telephone."""

    wanted: Wanted
    mobile: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class BringMandate:
    """The office shall look at a paper: a power of attorney, or for oneself the proof of being the representative.

    Several photographs are its pages, in their order.
    """

    wanted: Wanted
    acts_as: ActsAs
    files: tuple[ChosenFile, ...]


@dataclass(frozen=True, slots=True)
class AnswerConsent:
    """What the legal representative says on the page that the link opens; `secret` shows whose telephone it is."""

    token: str = field(repr=False)
    secret: str = field(repr=False)
    name: str = field(repr=False)
    agrees: bool


@dataclass(frozen=True, slots=True)
class DecideRequest:
    """What the office says of a request; `version` is the one it looked at."""

    request_id: str
    grants: bool
    reason: str
    version: int | None
