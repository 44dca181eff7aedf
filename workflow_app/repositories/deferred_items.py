"""What follows later in a case at work: its rows, how many are open, and the days they go by."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workflow_app.domain.deferral import (
    AWAITED,
    GRACE,
    GRACE_PERIOD,
    OPEN,
    PROMISED_LIMIT,
    SUPPLEMENT,
    Days,
    ItemStatus,
    days_of,
)
from workflow_app.models import CaseClock, DeferredItem, Document
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.clock_work import clocks_of


class DeferredItems:
    """Questions about what follows later."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def of_case(self, case_id: str) -> Sequence[DeferredItem]:
        """Return what follows later in a case, in the order in which it was promised."""
        rows = select(DeferredItem).where(DeferredItem.case_id == case_id).order_by(DeferredItem.id)
        return self.session.scalars(rows).all()

    def count_awaited(self, case_ids: Iterable[str]) -> dict[str, int]:
        """Return how many documents the applicant still has to bring, for each of these cases that has any."""
        rows = select(DeferredItem.case_id, func.count()).where(
            DeferredItem.case_id.in_(list(case_ids)), DeferredItem.status.in_(sorted(AWAITED))
        )
        return {row[0]: row[1] for row in self.session.execute(rows.group_by(DeferredItem.case_id))}

    def find_upload(self, case_id: str, field: str, *, before: datetime, taken: Iterable[str]) -> Document | None:
        """Return the last file of a field that was received before an instant and belongs to no item yet."""
        rows = select(Document).where(
            Document.case_id == case_id,
            Document.field == field,
            Document.received_at < before,
            Document.id.not_in(list(taken)),
        )
        return self.session.scalars(rows.order_by(Document.received_at.desc()).limit(1)).first()


def items_of(work: CaseWork) -> list[DeferredItem]:
    """Return what follows later in a case, as this step leaves it."""
    if work.items is None:
        work.items = list(DeferredItems(work.unit.session).of_case(work.case.id))
    return work.items


def count_open(work: CaseWork) -> int:
    """Count what is still to come, and keep the number with the case: nothing is granted while it is not 0."""
    work.case.open_deferrable = sum(each.status in OPEN for each in items_of(work))
    return work.case.open_deferrable


def arrived(work: CaseWork) -> list[DeferredItem]:
    """Return what arrived and was not looked at yet."""
    return [each for each in items_of(work) if each.status == ItemStatus.ARRIVED]


def upload_field(material: str) -> str:
    """Return by which field a file of a material is put to its case."""
    return f"material_{material}"


def days_to_promise(work: CaseWork, requested: int | None = None) -> Days:
    """Return the three days as they are if a case is accepted in this step, by what was requested or is promised."""
    wanted = requested if requested is not None else items_of(work)[0].requested_wd
    return days_of(
        work.rules,
        accepted_on=work.clock_day,
        told_on=work.today,
        requested=wanted,
        promised=work.parameter(PROMISED_LIMIT).amount,
        grace=work.parameter(GRACE_PERIOD).amount,
    )


def last_clock(work: CaseWork) -> CaseClock | None:
    """Return the clock after which nothing is taken any more, once it runs: of grace; without grace the first."""
    clocks = clocks_of(work)
    return clocks.get(GRACE) if work.parameter(GRACE_PERIOD).amount > 0 else clocks.get(SUPPLEMENT)


def supplement_day(work: CaseWork) -> date | None:
    """Return the day to supply as it is now, which an outage or what nobody could help may have put off."""
    clock = clocks_of(work).get(SUPPLEMENT)
    return clock.due_on if clock else None
