"""Which day each number of working days comes to that an application with documents to follow may ask for."""

from datetime import date

from workflow_app.domain.actors import Actor
from workflow_app.domain.matters import Way
from workflow_app.repositories.deferred_items import days_to_promise
from workflow_app.services.cases import refuse_reader
from workflow_app.services.steps import work_on
from workflow_app.services.tools import Tools


def days_on_offer(case_id: str, *, actor: Actor, tools: Tools) -> dict[int, date]:
    """Return the day to supply for each number on offer, as it is if the case is accepted today.

    Empty where nothing may follow later. Raises NotFoundError or ForbiddenError.
    """
    with tools.database.read() as unit:
        rows = unit.cases.get(case_id)
        refuse_reader(actor, rows)
        work = work_on(unit, rows, actor=actor, tools=tools)
        if work.matter is None or rows.runs_on.key != Way.DEFERRED:
            return {}
        offered = work.matter.content.deferral.allowed_wd
        return {each: days_to_promise(work, each).supplement_on for each in offered}
