"""Documents that follow, as their pages show them: each with where it stands, and the three days."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.deferral import AWAITED, GRACE, PROMISED, SUPPLEMENT
from workflow_app.domain.matters import Material, Supply
from workflow_app.domain.routing import from_json
from workflow_app.models import CaseClock, DeferredItem
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.clock_work import clocks_of
from workflow_app.repositories.deferred_items import DeferredItems, items_of
from workflow_app.repositories.letter_deferral import day_values
from workflow_app.services.cases import refuse_reader
from workflow_app.services.more_time import why_no_more_time
from workflow_app.services.steps import work_on
from workflow_app.services.supplying import may_enter
from workflow_app.services.tools import Tools
from workflow_app.services.views import CaseView

PHASES = {SUPPLEMENT: "IN_TIME", PROMISED: "LATE", GRACE: "GRACE"}
"""What a document is that comes by the day of each clock."""


@dataclass(frozen=True, slots=True)
class ItemView:
    """One document that follows; `may_come` says whether it can be handed in now."""

    material: str
    name_zh: str
    name_en: str
    form: str
    why_zh: str
    why_en: str
    reason: str
    status: str
    may_come: bool
    received_at: datetime | None
    channel: str | None
    is_late: bool
    tries: int
    found: str | None
    document_id: str | None


@dataclass(frozen=True, slots=True)
class DeferralView:
    """What follows in a case, its three days, and which of them is next (`until`); `left` in working days.

    `no_more_time` is the rule by which no more time can be asked for now; who may, may if it is empty.

    `phase` is IN_TIME, LATE or GRACE; a case that is not accepted yet has no days that count.
    """

    items: tuple[ItemView, ...]
    phase: str
    accepted: bool
    supplement_on: date | None
    promised_on: date | None
    grace_on: date | None
    until: date | None
    left: int | None
    ways: tuple[str, ...]
    place_zh: str
    place_en: str
    may_supply: bool
    may_enter: bool
    may_ask_time: bool
    no_more_time: str


def deferral_of(case_id: str, *, actor: Actor, tools: Tools) -> DeferralView | None:
    """Return what follows in a case; None where nothing does. Raises NotFoundError or ForbiddenError."""
    with tools.database.read() as unit:
        rows = unit.cases.get(case_id)
        refuse_reader(actor, rows)
        work = work_on(unit, rows, actor=actor, tools=tools)
        if work.matter is None or not items_of(work):
            return None
        return _show(work, rows, actor)


def count_awaited(cases: Iterable[CaseView], *, tools: Tools) -> Mapping[str, int]:
    """Return how many documents are still to come from the applicant, for each case that was shown and has any."""
    ids = [each.id for each in cases if each.open_deferrable]
    if not ids:
        return {}
    with tools.database.read() as unit:
        return DeferredItems(unit.session).count_awaited(ids)


def _show(work: CaseWork, rows: CaseRows, actor: Actor) -> DeferralView:
    assert work.matter is not None  # noqa: S101 - the caller asked for nothing else
    content, clocks = work.matter.content, clocks_of(work)
    days, accepted, runs = day_values(work), SUPPLEMENT in clocks, rows.case.status != "ENDED"
    ahead = _next_day(clocks.values()) if runs else None
    until = ahead.due_on if ahead else None
    known = {each.key: each for each in content.materials}
    takes = accepted and runs
    return DeferralView(
        items=tuple(_item(each, known[each.material], takes=takes) for each in _in_order(work, list(known))),
        phase=PHASES[ahead.key] if ahead else str(from_json(rows.case.routing).get("supply_phase") or ""),
        accepted=accepted,
        supplement_on=days.supplement_on,
        promised_on=days.promised_on,
        grace_on=days.grace_on,
        until=until,
        left=work.read_calendar().working_days_between(work.today, until) if until else None,
        ways=tuple(each.value for each in content.deferral.supply),
        place_zh=content.contact.place.zh,
        place_en=content.contact.place.en,
        may_supply=takes and Supply.ONLINE in content.deferral.supply and actor.files_for(rows.case.subject_id),
        may_enter=takes and may_enter(actor, rows),
        may_ask_time=takes and actor.files_for(rows.case.subject_id),
        no_more_time=why_no_more_time(work) if takes else "",
    )


def _in_order(work: CaseWork, order: list[str]) -> list[DeferredItem]:
    return sorted(items_of(work), key=lambda item: order.index(item.material))


def _next_day(clocks: Iterable[CaseClock]) -> CaseClock | None:
    """Return the clock of the nearest of the three days that still lies ahead.

    What arrived on the last day is looked at when that day is over; then the next one counts, whatever the diagram
    waits for.
    """
    ahead = [each for each in clocks if each.key in PHASES and each.status == "RUNNING" and each.due_on]
    return min(ahead, key=lambda each: each.due_on or date.max, default=None)


def _item(item: DeferredItem, material: Material, *, takes: bool) -> ItemView:
    return ItemView(
        material=item.material,
        name_zh=material.name.zh,
        name_en=material.name.en or material.name.zh,
        form=material.form.value,
        why_zh=material.why.zh,
        why_en=material.why.en or material.why.zh,
        reason=item.reason,
        status=item.status,
        may_come=takes and item.status in AWAITED,
        received_at=item.received_at,
        channel=item.channel,
        is_late=item.is_late,
        tries=item.tries,
        found=item.found,
        document_id=item.document_id,
    )
