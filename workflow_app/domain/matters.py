"""What an edition of the catalogue says of a matter (rule 2.1 to 2.3): who may apply, with what, by which ways.

Everything is data: limits, materials, conditions and texts are written by the authority and kept as they were, so that
a case begun under one edition is finished under it. There is no field for a fee: nothing here costs any.
"""

from dataclasses import dataclass
from enum import StrEnum

from workflow_app.domain.matter_offers import Offer
from workflow_app.domain.pledge_checks import Inspection, Risk


class Way(StrEnum):
    """How one can apply; the same words as the keys of the processes."""

    ORDINARY = "ordinary_approval"
    DEFERRED = "deferred_acceptance"
    PLEDGE = "pledge_approval"


class Speed(StrEnum):
    """Whether a matter is decided while the applicant waits, or within a promised limit."""

    INSTANT = "INSTANT"
    PROMISED = "PROMISED"


class Applicant(StrEnum):
    """Who may apply."""

    LEGAL_PERSON = "LEGAL_PERSON"
    INDIVIDUAL_BUSINESS = "INDIVIDUAL_BUSINESS"
    NATURAL_PERSON = "NATURAL_PERSON"


class Category(StrEnum):
    """Of what category a permit is, as it is reported to the public (field 14 of the permit's record)."""

    GENERAL = "GENERAL"
    FRANCHISE = "FRANCHISE"
    RECOGNITION = "RECOGNITION"
    VERIFICATION = "VERIFICATION"
    REGISTRATION = "REGISTRATION"
    OTHER = "OTHER"


class Need(StrEnum):
    """Whether a material may follow later; one that is essential never may."""

    ESSENTIAL = "ESSENTIAL"
    DEFERRABLE = "DEFERRABLE"


class Form(StrEnum):
    """In which form a material is handed in."""

    ORIGINAL = "ORIGINAL"
    SEALED_COPY = "SEALED_COPY"
    ELECTRONIC = "ELECTRONIC"
    EITHER = "EITHER"


class Source(StrEnum):
    """Where a material comes from."""

    APPLICANT = "APPLICANT"
    AUTHORITY = "AUTHORITY"
    OTHER_BODY = "OTHER_BODY"


class Supply(StrEnum):
    """By which way a document that was missing arrives."""

    ONLINE = "ONLINE"
    COUNTER = "COUNTER"
    POST = "POST"


@dataclass(frozen=True, slots=True)
class Words:
    """A text in both languages."""

    zh: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """One document that a matter asks for; `replaced_by_pledge` where the pledge stands for it."""

    key: str = ""
    name: Words = Words()
    need: Need = Need.ESSENTIAL
    form: Form = Form.EITHER
    copies: int = 1
    source: Source = Source.APPLICANT
    why: Words = Words()
    example: Words = Words()
    replaced_by_pledge: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """What is promised: how it is looked into, and by which measure it is kept or not; checkable only with both."""

    key: str = ""
    text: Words = Words()
    how: Words = Words()
    metric: Words = Words()

    @property
    def is_checkable(self) -> bool:
        """Tell whether anybody could say that it was kept."""
        return bool(self.how.zh.strip() and self.metric.zh.strip())


@dataclass(frozen=True, slots=True)
class Result:
    """What the applicant gets; without `validity_months` it holds until further notice."""

    permit: Words = Words()
    category: Category = Category.GENERAL
    category_note: str = ""
    validity_months: int | None = None


@dataclass(frozen=True, slots=True)
class Deferral(Offer):
    """Acceptance with documents to follow."""

    allowed_wd: tuple[int, ...] = ()
    most: int = 1
    supply: tuple[Supply, ...] = ()


@dataclass(frozen=True, slots=True)
class PledgeTerms(Offer):
    """Approval by pledge: what is promised, told and signed, who may not, and what follows."""

    conditions: tuple[Condition, ...] = ()
    notice: tuple[Words, ...] = ()
    text: tuple[Words, ...] = ()
    excluded: Words = Words()
    published: bool = True
    risk: Risk = Risk.MEDIUM
    inspection: Inspection = Inspection.WRITTEN
    automatic: bool = False
    automatic_post: Words = Words()


@dataclass(frozen=True, slots=True)
class Contact:
    """Where to ask and to apply in person."""

    place: Words = Words()
    telephone: str = ""
    hours: Words = Words()


@dataclass(frozen=True, slots=True)
class MatterContent:
    """Everything that one edition says; limits are in working days."""

    name: Words = Words()
    summary: Words = Words()
    applicants: tuple[Applicant, ...] = ()
    department: str = ""
    legal_basis: Words = Words()
    field: str = ""
    speed: Speed = Speed.PROMISED
    statutory_wd: int = 20
    promised_wd: int = 10
    result: Result = Result()
    materials: tuple[Material, ...] = ()
    deferral: Deferral = Deferral()
    pledge: PledgeTerms = PledgeTerms()
    contact: Contact = Contact()

    @property
    def is_instant(self) -> bool:
        """Tell whether it is decided while the applicant waits."""
        return self.speed is Speed.INSTANT

    @property
    def deferrable(self) -> tuple[Material, ...]:
        """Return the materials that may follow."""
        return tuple(each for each in self.materials if each.need is Need.DEFERRABLE)

    @property
    def ways(self) -> tuple[Way, ...]:
        """Return the ways that are offered; the ordinary one always is."""
        easier: dict[Way, Offer] = {Way.DEFERRED: self.deferral, Way.PLEDGE: self.pledge}
        return (Way.ORDINARY, *(way for way, offer in easier.items() if offer.offered))
