"""Who acts, as what, for whom."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What an account may be; the same words as the lanes of the diagrams."""

    APPLICANT = "APPLICANT"
    WINDOW = "WINDOW"
    INTAKE = "INTAKE"
    FIRST_REVIEWER = "FIRST_REVIEWER"
    SECOND_REVIEWER = "SECOND_REVIEWER"
    DECIDER = "DECIDER"
    SECTION_HEAD = "SECTION_HEAD"
    CLERK_OF_OFFICE = "CLERK_OF_OFFICE"
    VERIFIER = "VERIFIER"
    DATA_CLERK = "DATA_CLERK"
    CREDIT_OFFICE = "CREDIT_OFFICE"
    CREDIT_CENTER = "CREDIT_CENTER"
    TRAINER = "TRAINER"
    SUPERVISOR = "SUPERVISOR"
    COMPLAINT_HANDLER = "COMPLAINT_HANDLER"
    PROCESS_ADMIN = "PROCESS_ADMIN"
    SYSTEM_ADMIN = "SYSTEM_ADMIN"
    SECURITY_ADMIN = "SECURITY_ADMIN"
    AUDITOR = "AUDITOR"


DESK_ROLES = frozenset(Role) - {Role.APPLICANT}


@dataclass(frozen=True, slots=True)
class Grant:
    """One role held by an account, within an authority and, where it matters, a department."""

    role: Role
    authority_id: str | None = None
    department: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody (or the service itself) who acts; built once per request."""

    id: str
    name: str
    grants: frozenset[Grant] = frozenset()
    subject_ids: frozenset[str] = frozenset()
    scopes: frozenset[str] | None = None
    looks_only: frozenset[str] = frozenset()
    """Those of the subjects for whom an authorisation lets them look, and do nothing."""

    @property
    def roles(self) -> frozenset[Role]:
        """Return the roles held anywhere."""
        return frozenset(grant.role for grant in self.grants)

    def files_for(self, subject_id: str) -> bool:
        """Tell whether somebody does things for a subject, and not only looks."""
        return subject_id in self.subject_ids and subject_id not in self.looks_only

    def has(self, *roles: Role) -> bool:
        """Tell whether any of the roles is held."""
        return any(grant.role in roles for grant in self.grants)


SERVICE = Actor(id="00000000-0000-7000-8000-000000000000", name="service")
