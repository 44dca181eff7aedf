"""Which change set a page is about: the one that its part belongs to, or the one that something is begun for."""

from flask import request

from workflow_app.domain.change_sets import SetStatus
from workflow_app.domain.errors import DomainError
from workflow_app.services.change_set_lines import SetLine, find_set_of, get_line
from workflow_app.web.context import current_tools, find_actor


def change_set_of(kind: str, part_id: object) -> SetLine | None:
    """Return the change set that a draft, a proposal or an edition belongs to, or None."""
    return find_set_of(kind, str(part_id), tools=current_tools())


def change_set_asked() -> SetLine | None:
    """Return the change set that a form is filled in for, as its address says; None where there is none open."""
    actor, set_id = find_actor(), request.values.get("set", "")
    if actor is None or not set_id:
        return None
    try:
        line = get_line(set_id, actor=actor, tools=current_tools())
    except DomainError:
        return None
    return line if line.status is SetStatus.OPEN else None


WORDS = (change_set_asked, change_set_of)
