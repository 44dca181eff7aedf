"""The pledge of a case at work: which it is, when it was signed, until when it is shown, how it is looked at."""

from datetime import date, datetime

from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.parameters import ParameterMissingError
from workflow_app.domain.periods import due
from workflow_app.domain.signing import Way
from workflow_app.models import Pledge
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.pledge_planning import EVERY, Planning
from workflow_app.repositories.pledges import WITHDRAWN

CHECK_DUE, DISPLAY = "commitment.post_check_due", "pledge.display"
"""The parameters that say within which time a pledge is checked, and for how long it is shown."""
SIGNED_BEFORE = frozenset({Way.LINK, Way.PAPER_HOME})
"""Ways by which a pledge is signed before it is handed in."""


def pledge_of_case(work: CaseWork) -> Pledge:
    """Return the pledge that was given in a case and stands; raises NotFoundError PLEDGE_UNKNOWN."""
    work.unit.flush()
    given = [each for each in work.unit.pledges.of_case(work.case.id) if each.status != WITHDRAWN]
    if not given:
        raise NotFoundError("PLEDGE_UNKNOWN")
    return given[-1]


def signed_at(work: CaseWork) -> datetime:
    """Return when what is handed in now was signed: before that, where the signer was asked for it; else with it."""
    signature = work.signature
    if signature is not None and signature.way in SIGNED_BEFORE and signature.signed_at:
        return signature.signed_at
    return work.handed_in_at


def last_day_of_display(work: CaseWork) -> date | None:
    """Return until when a pledge published today is shown, as the case keeps its parameters; None is without end."""
    try:
        period = work.parameter(DISPLAY).period(shift=False)
    except ParameterMissingError:
        return None
    return due(work.read_calendar(), period, work.today).due_on


def planning_of(work: CaseWork) -> Planning:
    """Return how looks at a pledge are planned; a case that keeps no period of its own plans the last one only."""
    try:
        return Planning(work.read_calendar(), work.parameter(EVERY).period())
    except ParameterMissingError:
        return Planning(work.read_calendar(), None)
