"""A promise to bring documents was not kept: the office is asked to look into it; nothing goes on record by itself."""

from workflow_app.domain.actors import SERVICE, Role
from workflow_app.models import DueWork
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.handlers import Handler
from workflow_app.services.steps import work_on, write_audit
from workflow_app.services.tools import Tools


def _record(unit: UnitOfWork, row: DueWork, told: object, tools: Tools) -> None:
    """Tell the credit office of a promise that was not kept; whether it was a breach, notice and hearing show."""
    del told
    rows = unit.cases.get(str(row.case_id), lock=True)
    work = work_on(unit, rows, actor=SERVICE, tools=tools)
    work.audit("deferral.breach_alleged", kind=str(row.payload["kind"]), materials=row.payload["materials"])
    work.tell_role(Role.CREDIT_OFFICE, "DEFERRED_NOT_KEPT", subject=work.subject.name)
    write_audit(work)


DEFERRED_BREACH = Handler(record=_record)
