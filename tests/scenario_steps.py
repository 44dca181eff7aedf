"""The days and acts of the numbered scenarios: a calendar page in the first line, one act in each further one."""

from datetime import date, datetime

from office import B, Office
from sqlalchemy import select

from workflow_app.domain.commands.cases import OpenCase
from workflow_app.domain.time import ZONE
from workflow_app.models import CaseClock, Letter, Record
from workflow_app.services.cases import get_case
from workflow_app.services.opening import open_case
from workflow_app.services.views import CaseView

AGREE = {"first_opinion": "AGREE", "duties": ["FINE_PAID", "RECTIFIED"]}


def move_to(office: Office, *when: int) -> None:
    """Let it be a minute of a day (year, month, day, hour, minute), everything done that came due until then."""
    office.clock.instant = datetime(*when, tzinfo=ZONE)  # type: ignore[misc] # as the test says
    office.work()


def seen(office: Office, case: CaseView) -> CaseView:
    """Return a case as its applicant sees it."""
    return get_case(case.id, actor=office.agent(), tools=office.tools)


def clock(office: Office, case: CaseView, key: str) -> tuple[str, date]:
    """Return how the newest clock of a key stands, and its last day."""
    with office.tools.database.read() as unit:
        newest = select(CaseClock).where(CaseClock.case_id == case.id, CaseClock.key == key).order_by(CaseClock.id)
        row = unit.session.scalars(newest).all()[-1]
        return row.status, row.due_on


def letter(office: Office, case: CaseView, kind: str) -> dict[str, object]:
    """Return what the one letter of a kind in a case says."""
    with office.tools.database.read() as unit:
        return dict(
            unit.session.scalars(select(Letter.data).where(Letter.kind == kind, Letter.case_id == case.id)).one()
        )


def open_record(office: Office, document_no: str, who: str = "applicant_b") -> CaseView:
    """Open the repair of one of B's decisions."""
    command = OpenCase("credit_repair", B, {"record_id": office.record_id(document_no)})
    return open_case(command, actor=office.agent(name=who), tools=office.tools)


def record_of(office: Office, document_no: str) -> Record:
    """Return a record as it is kept."""
    with office.tools.database.read() as unit:
        return unit.records.get(office.record_id(document_no)).record


def agreed(office: Office, case: CaseView) -> CaseView:
    """Have both reviewers agree."""
    case = office.complete(case, "first_reviewer", **AGREE)
    return office.complete(case, "second_reviewer", second_opinion="AGREE")
