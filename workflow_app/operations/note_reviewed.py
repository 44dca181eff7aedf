"""`deferral/note_reviewed`: the review is done; who still has to bring something is told that only this is awaited."""

from collections.abc import Mapping

from workflow_app.domain.deferral import AWAITED
from workflow_app.domain.routing import RoutingValue
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.deferred_items import items_of, supplement_day


def note_reviewed(work: CaseWork, parameters: Mapping[str, str]) -> dict[str, RoutingValue]:
    """Tell the applicant what is still to come, if anything is."""
    del parameters
    count, day = sum(each.status in AWAITED for each in items_of(work)), supplement_day(work)
    if count and day is not None:
        work.tell_subject("DEFERRED_AWAITED", count=count, due_on=day.isoformat())
    return {}
