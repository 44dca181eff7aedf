"""What can be asked about tasks for which nobody is left."""

from dataclasses import dataclass

from workflow_app.domain.commands.once import Once


@dataclass(frozen=True, slots=True)
class Appoint:
    """Name a person of another section for one task of one case, with the reason."""

    appointment_id: str
    account_id: str
    reason: str
    once: Once | None = None


@dataclass(frozen=True, slots=True)
class AppointmentFilter:
    """Which questions to list: those that wait for a name, or every one."""

    status: str = "waiting"
    cursor: str | None = None
    limit: int = 25
