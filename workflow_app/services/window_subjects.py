"""Who comes to the counter and is not on file: entered from the business licence that is shown there."""

from collections.abc import Iterator

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.window import EnterSubject
from workflow_app.domain.errors import FieldError, ForbiddenError, InvalidError
from workflow_app.domain.uscc import normalise, validate
from workflow_app.domain.window import LONGEST_NAME, LONGEST_SUBJECT, SHORTEST_NAME, files_at
from workflow_app.services.entering_subjects import enter_subject
from workflow_app.services.security_events import note_event
from workflow_app.services.tools import Tools


def enter_at_window(command: EnterSubject, *, actor: Actor, tools: Tools) -> tuple[str, bool]:
    """Return the id of the subject of a code, and whether it was on file already; then nothing is changed.

    Raises InvalidError per field, ForbiddenError ROLE_NEEDED.
    """
    name, head, code = command.name.strip(), command.representative.strip(), normalise(command.uscc)
    wrong = list(_wrong(code, name, head))
    if wrong:
        raise InvalidError(*wrong)
    with tools.database.write() as unit:
        authorities = unit.authorities.list_all()
        if not any(files_at(actor, each.id) for each in authorities):
            raise ForbiddenError("ROLE_NEEDED")
        unit.authorities.get(authorities[0].id, lock=True)  # two who enter the same meet here
        known = unit.subjects.find_by_uscc(code)
        if known is not None:
            return known.id, True
        made = enter_subject(unit, uscc=code, name=name, representative=head, now=tools.clock.now())
        note_event(unit, "subject/entered", {"subject_id": made.id}, tools=tools, actor=actor)
        unit.commit()
        return made.id, False


def _wrong(code: str, name: str, head: str) -> Iterator[FieldError]:
    """Yield what is missing or cannot be of who is to be entered."""
    if not code:
        yield FieldError("/uscc", "REQUIRED")
    yield from (
        FieldError("/uscc", each.code, dict(each.values)) for each in validate(code) if code and not each.warning
    )
    if not SHORTEST_NAME <= len(name) <= LONGEST_SUBJECT:
        yield FieldError("/name", "SUBJECT_NAME" if name else "REQUIRED")
    if not SHORTEST_NAME <= len(head) <= LONGEST_NAME:
        yield FieldError("/representative", "REAL_NAME" if head else "REQUIRED")
