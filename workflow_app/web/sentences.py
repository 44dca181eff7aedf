"""What codes mean, in words: one sentence per code, in the language of the reader."""

from collections.abc import Mapping
from datetime import date, datetime

from flask_babel import gettext

from workflow_app.domain.time import ZONE
from workflow_app.web.days import full_day
from workflow_app.web.file_kinds import content_word, kinds_text
from workflow_app.web.sentences_batches import BATCHES
from workflow_app.web.sentences_calendar import CALENDAR
from workflow_app.web.sentences_change_sets import CHANGE_SETS
from workflow_app.web.sentences_deferral import DEFERRAL
from workflow_app.web.sentences_entering import ENTERING
from workflow_app.web.sentences_fields import FIELDS
from workflow_app.web.sentences_files import FILES
from workflow_app.web.sentences_gate import GATE
from workflow_app.web.sentences_letters import LETTERS
from workflow_app.web.sentences_matters import MATTERS
from workflow_app.web.sentences_objections import OBJECTIONS
from workflow_app.web.sentences_permits import PERMITS
from workflow_app.web.sentences_pledges import PLEDGES
from workflow_app.web.sentences_proposals import PROPOSALS
from workflow_app.web.sentences_refusals import REFUSALS
from workflow_app.web.sentences_rows import ROWS
from workflow_app.web.sentences_signing import SIGNING
from workflow_app.web.sentences_sites import SITES
from workflow_app.web.sentences_studio import STUDIO
from workflow_app.web.sentences_training import TRAINING
from workflow_app.web.sentences_window import WINDOW
from workflow_app.web.wording import one_stop

SENTENCES = {
    **BATCHES,
    **CALENDAR,
    **CHANGE_SETS,
    **DEFERRAL,
    **ENTERING,
    **FIELDS,
    **FILES,
    **GATE,
    **LETTERS,
    **MATTERS,
    **OBJECTIONS,
    **PERMITS,
    **PLEDGES,
    **PROPOSALS,
    **REFUSALS,
    **ROWS,
    **SIGNING,
    **SITES,
    **STUDIO,
    **TRAINING,
    **WINDOW,
}


def sentence(code: str, values: Mapping[str, object] | None = None) -> str:
    """Return the sentence of a code with its values filled in; a code without one still says that it was a rule."""
    text = SENTENCES.get(str((values or {}).get("reason")), SENTENCES.get(code))
    if text is None:
        return str(gettext("A rule of the service stands against this (%(code)s).", code=code))
    given = values or {}
    return one_stop(str(text) % Shown({"kinds": kinds_text(), "what": content_word(given.get("found")), **given}))


def problem_sentence(code: str, values: Mapping[str, object] | None = None) -> str:
    """Return what is wrong with an answer where the form has no words of its own for it."""
    return sentence(code, values) if code in SENTENCES else str(gettext("Check this answer"))


class Shown(dict[str, object]):
    """Values as people read them; one that is missing is a dash, never a failure."""

    def __init__(self, values: Mapping[str, object]) -> None:
        super().__init__({name: _shown(value) for name, value in values.items()})

    def __missing__(self, key: str) -> str:
        return "—"


def _shown(value: object) -> object:
    if isinstance(value, datetime):
        here = value.astimezone(ZONE)
        return f"{full_day(here.date())} {here:%H:%M}"
    if isinstance(value, date):
        return full_day(value)
    if isinstance(value, list | tuple | set | frozenset):
        return str(gettext(", ")).join(str(_shown(each)) for each in value)
    return value
