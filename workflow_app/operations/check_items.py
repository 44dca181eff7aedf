"""`deferral/check`: what arrived is right, wrong and to be brought again, or wrong for good (rule 2.3 step 9)."""

from collections.abc import Mapping

from workflow_app.domain.deferral import COUNT, RETRIES, ItemStatus, Result, may_try_again
from workflow_app.domain.routing import RoutingValue
from workflow_app.models import DeferredItem
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.deferred_items import arrived, count_open, supplement_day
from workflow_app.repositories.deferred_pledges import note_results

RIGHT, VERDICT, WHY = "RIGHT", "check_", "wrong_"
"""The verdict on a document that is as it should be, and the fields of the check."""


def check_items(work: CaseWork, parameters: Mapping[str, str]) -> dict[str, RoutingValue]:
    """Take over the verdict on each document that arrived; returns what the case waits for next.

    The form asks for one on each, also on what arrived while somebody looked at another.
    """
    del parameters
    judged = arrived(work)
    for item in judged:
        _judge(work, item)
    note_results(work)
    failed = [each for each in judged if each.status == ItemStatus.WRONG and not _may_try_again(work, each)]
    again = [each for each in judged if each.status == ItemStatus.WRONG and each not in failed]
    if again and not failed:
        work.tell_subject("DEFERRED_WRONG", count=len(again), due_on=_day(work))
    open_items = count_open(work)
    result = Result.FAILED if failed else Result.WAIT if open_items else Result.DONE
    return {COUNT: open_items, "supply_result": result.value}


def _judge(work: CaseWork, item: DeferredItem) -> None:
    """Write down what the check of one document found."""
    right = work.values.get(VERDICT + item.material) == RIGHT
    item.status = (ItemStatus.RIGHT if right else ItemStatus.WRONG).value
    item.found = None if right else str(work.values.get(WHY + item.material) or "")
    item.tries += 1
    work.audit("deferral.checked", material=item.material, result=item.status, tries=item.tries)


def _may_try_again(work: CaseWork, item: DeferredItem) -> bool:
    day = supplement_day(work) or item.due_on
    return may_try_again(tries=item.tries, retries=work.parameter(RETRIES).amount, today=work.today, supplement_on=day)


def _day(work: CaseWork) -> str:
    day = supplement_day(work)
    return day.isoformat() if day else ""
