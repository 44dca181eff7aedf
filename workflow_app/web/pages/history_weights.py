"""What in the history of a case is a step that people look for, and what stands beside it."""

from collections.abc import Iterable

from workflow_app.domain.time import local_date
from workflow_app.services.views import HistoryEntry

STATE, DONE, SUBMITTED = "case.state_reached", "task.completed", "case.submitted"
FOR_THE_OFFICE = frozenset(
    {
        "letter.change_proposed",
        "letter.change_rejected",
        "task.opened",
        "task.claimed",
        "task.released",
        DONE,
        "task.cancelled",
        "task.due_moved",
        "task.refused",
        "case.clock_started",
        "case.clock_stopped",
        "case.escalated",
        "case.told",
        "case.users_told",
        "case.table_decided",
        "case.timer_fired",
        "case.stayed",
        "case.ended",
        "site.removal_confirmed",
        "site.ordered_again",
        "incident.retried",
        "objection.received",
        "objection.taken_down",
        "objection.due_moved",
        "objection.objector_told",
        "objection.objector_not_reached",
        "objection.attached",
        "objection.not_accepted",
        "objection.refused",
        "objection.contact_read",
    }
)
"""What applicants are spared."""
_ASIDE = frozenset(
    {
        "task.opened",
        "task.claimed",
        "task.released",
        "task.cancelled",
        "task.due_moved",
        "case.clock_started",
        "case.clock_stopped",
        "case.table_decided",
        "case.timer_fired",
        "case.told",
        "case.ended",
        "case.migrated",
        "case.stayed",
        "case.change_read",
        "incident.retried",
        "letter.sealed",
        "objection.contact_read",
        "objection.due_moved",
        "objection.objector_told",
        "site.removal_confirmed",
    }
)
"""What the service notes beside a step; each has its step, or a state, that says as much."""
_PREPARING = frozenset({"case.opened", "document.received"})
"""What belongs to an application once that is handed in."""


def asides(entries: Iterable[HistoryEntry]) -> list[bool]:
    """Tell of each entry, oldest first, whether it stands beside a step and is no step itself."""
    told = list(entries)
    handed_in = next((place for place, each in enumerate(told) if each.action == SUBMITTED), 0)
    handed_in_at = {each.at for each in told if each.action == SUBMITTED}
    issued = {str(each.data.get("number")): local_date(each.at) for each in told if each.action == "letter.issued"}
    return [
        each.action in _ASIDE
        or (each.action in _PREPARING and place < handed_in)
        or (each.action == DONE and each.at in handed_in_at)
        or (each.action == "letter.attempted" and each.data.get("result") == "SERVED")
        or (each.action == "letter.served" and issued.get(str(each.data.get("letter"))) == local_date(each.at))
        for place, each in enumerate(told)
    ]
