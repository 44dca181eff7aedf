"""What changed in a form, as those hear it who fill it in: what it asks and says, in the language they read."""

from dataclasses import replace

from workflow_app.domain.process_changes import Change, What
from workflow_app.services.process_comparing import Comparison
from workflow_app.web.languages import current_language

SAID = frozenset({"label", "description", "question", "why", "example", "title"})
"""Words of a form, each of which has a twin in English."""
ASKED = frozenset({"required", "required_when", "required_after", "min", "max", "minLength", "maxLength", "multiple"})
"""What decides which answers are right."""


def for_applicants(found: Comparison) -> Comparison:
    """Return a comparison without what nobody sees who fills a form in."""
    return replace(found, changes=tuple(each for each in found.changes if _is_seen(each)))


def _is_seen(change: Change) -> bool:
    if change.what not in {What.FIELD_PART, What.FORM_PART} or not change.part:
        return change.what is not What.FILE
    words = {f"{each}_en" for each in SAID} if current_language() == "en" else SAID
    return change.part[-1] in words | ASKED
