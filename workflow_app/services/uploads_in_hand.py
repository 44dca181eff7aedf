"""Noting a file that was received shortly before a period of the applicant ends, while it is still being looked at.

A look at a file may take minutes. What was received in time must not come too late for that (rule K6, scenario S13).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from workflow_app.domain.ids import new_id
from workflow_app.domain.process_facts import Whose
from workflow_app.domain.time import machine_now
from workflow_app.models import UploadInHand
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.clock_work import RUNNING
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.repositories.uploads_in_hand import UploadsInHand
from workflow_app.services.steps import loaded_of
from workflow_app.services.tools import Tools

AT_MOST = timedelta(minutes=30)
"""How long a look at a file may take; one of a process that died is waited for no longer."""


def ends_soon(unit: UnitOfWork, rows: CaseRows, tools: Tools, *, now: datetime) -> bool:
    """Tell whether a period of the applicant may end while a file is being looked at."""
    clocks = unit.cases.clocks([rows.case.id])
    near = [each for each in clocks if each.status == RUNNING and now < each.due_at <= now + AT_MOST]
    if not near:
        return False
    facts = [loaded_of(unit, rows, tools).facts.clock(each.key) for each in near]
    return any(each is not None and each.whose is Whose.APPLICANT for each in facts)


@contextmanager
def in_hand(case_id: str, received_at: datetime, *, wanted: bool, tools: Tools) -> Iterator[None]:
    """Keep note of a file that is being looked at, if that is `wanted`, until it is kept or refused."""
    if not wanted:
        yield
        return
    row = UploadInHand(id=new_id(), case_id=case_id, received_at=received_at, expires_at=machine_now() + AT_MOST)
    row_id = row.id
    with tools.database.write() as unit:
        unit.add(row)
        unit.commit()
    try:
        yield
    finally:
        with tools.database.write() as unit:
            UploadsInHand(unit.session).end(row_id, now=machine_now())
            unit.commit()
