"""Notes of calls about a case: with whom, by which number, what was said."""

import re
from collections.abc import Iterator

from workflow_app.domain.actors import DESK_ROLES, Actor, Role
from workflow_app.domain.errors import FieldError
from workflow_app.domain.policies import ADMINISTRATORS, CONFLICT_OF_INTEREST, YES, Answer
from workflow_app.domain.texts import has_personal_data, validate

LONGEST_NAME = 60
LONGEST_GIST = 500
NOTES_CALLS = DESK_ROLES - ADMINISTRATORS - {Role.AUDITOR, Role.SUPERVISOR}
"""Who works on cases; those who watch over them call nobody about them."""
_NUMBER = re.compile(r"\+?(?:[0-9][ -]?){7,15}")


def may_note_call(actor: Actor, *, authority_id: str, subject_id: str) -> Answer:
    """Tell whether somebody notes a call about a case: who works at its authority, and acts for nobody in it."""
    held = {grant.role for grant in actor.grants if grant.authority_id in (None, authority_id)}
    if not held & NOTES_CALLS:
        return Answer(allowed=False, rule="ROLE_NEEDED")
    return CONFLICT_OF_INTEREST if subject_id in actor.subject_ids else YES


def wrong_parts(whom: str, number: str, gist: str) -> Iterator[FieldError]:
    """Yield what is wrong with a note. Its gist goes into the history, where no personal number may stand."""
    for name, text, longest in (("/whom", whom, LONGEST_NAME), ("/gist", gist, LONGEST_GIST)):
        if not text:
            yield FieldError(name, "REQUIRED")
            continue
        yield from (FieldError(name, each.code, each.values) for each in validate(text, maximum=longest))
        if has_personal_data(text):
            yield FieldError(name, "PERSONAL_DATA")
    if number and not _NUMBER.fullmatch(number):
        yield FieldError("/number", "INVALID_PHONE")
