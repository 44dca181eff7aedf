"""What is wrong with a request to act for a subject."""

from datetime import date

from workflow_app.domain.authorisations import Scope
from workflow_app.domain.commands.binding import Wanted
from workflow_app.domain.errors import FieldError, InvalidError
from workflow_app.domain.periods import due
from workflow_app.domain.time import local_date
from workflow_app.domain.uscc import parse
from workflow_app.services.office_periods import value_today
from workflow_app.services.tools import Tools

LONGEST = "authorisation.longest"
LONGEST_NAME = 100


def wrong_in(wanted: Wanted, *, ends: bool, tools: Tools) -> list[FieldError]:
    """Return what is wrong with what is asked for, all at once; the legal representative acts without an end."""
    wrong: list[FieldError] = []
    try:
        parse(wanted.uscc)
    except InvalidError as error:
        wrong += error.errors if wanted.uscc.strip() else [FieldError("/uscc", "REQUIRED")]
    for field, text in (("subject_name", wanted.subject_name), ("representative", wanted.representative)):
        if len(text) > LONGEST_NAME:
            wrong.append(FieldError(f"/{field}", "TOO_LONG", {"maximum": LONGEST_NAME}))
    if not wanted.subject_name.strip():
        wrong.append(FieldError("/subject_name", "REQUIRED"))
    if wanted.scope not in set(Scope):
        wrong.append(FieldError("/scope", "REQUIRED"))
    return [*wrong, *(_wrong_end(wanted.valid_to, tools) if ends else ())]


def _wrong_end(valid_to: date | None, tools: Tools) -> list[FieldError]:
    """Return what is wrong with the last day: not before today, and not later than the rules allow."""
    today = local_date(tools.clock.now())
    if valid_to is None:
        return [FieldError("/valid_to", "REQUIRED")]
    if valid_to < today:
        return [FieldError("/valid_to", "TOO_EARLY", {"minimum": today})]
    last = latest_end(tools)
    return [FieldError("/valid_to", "IN_THE_FUTURE", {"maximum": last})] if valid_to > last else []


def latest_end(tools: Tools) -> date:
    """Return the last day on which an authorisation that is given today may end."""
    today = local_date(tools.clock.now())
    with tools.database.read() as unit:
        home = unit.authorities.first()
        period = value_today(unit, home, LONGEST, today=today, tools=tools).period()
        return due(tools.calendars.get(home, unit.authorities), period, today).due_on
