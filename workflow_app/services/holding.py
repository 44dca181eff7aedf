"""What holds up the lapse of an applicant's period: a request nobody has answered, a file that is being looked at."""

from datetime import datetime, timedelta

from workflow_app.domain.more_time import ASKED, STATE
from workflow_app.domain.process_facts import Whose
from workflow_app.domain.routing import from_json
from workflow_app.domain.time import machine_now
from workflow_app.models import DueWork
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.uploads_in_hand import UploadsInHand

AFTER_A_REQUEST, AFTER_A_FILE = timedelta(hours=1), timedelta(minutes=1)
"""When the lapse is looked at again; a day that is put off takes it along at once."""


def held_until(work: CaseWork, row: DueWork) -> datetime | None:
    """Return when a timer is to be looked at again whose period does not lapse now; None where it may."""
    clock = work.unit.clocks.find(str(row.clock_id)) if row.clock_id else None
    facts = work.facts.clock(clock.key) if clock is not None else None
    if clock is None or facts is None or facts.whose is not Whose.APPLICANT:
        return None
    if from_json(work.case.routing).get(STATE) == ASKED:
        return work.now + AFTER_A_REQUEST
    files = UploadsInHand(work.unit.session)
    is_looked_at = files.is_any(work.case.id, before=clock.due_at, now=machine_now())
    return work.now + AFTER_A_FILE if is_looked_at else None
