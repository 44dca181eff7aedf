"""What is public and may be objected to or reported: each found as everybody reads it, and whose it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from workflow_app.domain.concerns import Target
from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.ids import is_id
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.intended_repairs import get_repair
from workflow_app.services.permits import get_public_permit
from workflow_app.services.pledges import get_pledge
from workflow_app.services.public_breaches import get_breach
from workflow_app.services.records import get_public_record
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class TargetView:
    """Something public as everybody reads it, persons masked; `label` is the number by which it is named."""

    target: Target
    id: str
    name: str
    uscc: str | None
    label: str
    authority_zh: str
    authority_en: str
    authority_phone: str


@dataclass(frozen=True, slots=True)
class TargetFacts:
    """Whom a target is about, whose it is, which column names it, and who of the staff had a hand in it."""

    column: str
    subject_id: str
    authority_id: str
    case_id: str | None = None
    pledge_id: str | None = None
    accounts: tuple[str, ...] = ()


def find_target(target: Target, target_id: str, *, tools: Tools) -> TargetView:
    """Return what somebody speaks about, as long as it is public; raises NotFoundError as its own page does."""
    if not is_id(target_id):
        raise NotFoundError("CONCERN_TARGET_GONE")
    name, uscc, label, source = _SHOWN[target](target_id, tools)
    zh, en, phone = (str(getattr(source, f"authority_{each}")) for each in ("zh", "en", "phone"))
    return TargetView(target, target_id, name, uscc, label, zh, en, phone)


def facts_of_target(unit: UnitOfWork, target: Target, target_id: str) -> TargetFacts:
    """Return whom a target is about; raises NotFoundError where there is none, or where nobody of the public is."""
    facts = _FACTS[target](unit, target_id)
    if facts is None:
        raise NotFoundError("CONCERN_TARGET_GONE")
    return facts


Shown = tuple[str, str | None, str, object]


def _record_shown(target_id: str, tools: Tools) -> Shown:
    view = get_public_record(target_id, tools=tools)
    return view.subject_name, view.uscc, view.document_no, view


def _pledge_shown(target_id: str, tools: Tools) -> Shown:
    view = get_pledge(target_id, tools=tools)
    return view.subject_name, view.uscc, view.number, view


def _breach_shown(target_id: str, tools: Tools) -> Shown:
    view = get_breach(target_id, tools=tools)
    return view.subject_name, view.uscc, view.decision_no or view.pledge_number, view


def _permit_shown(target_id: str, tools: Tools) -> Shown:
    view = get_public_permit(target_id, tools=tools)
    return view.line.holder, view.line.uscc, view.line.number, _WithPhone(view.line, view.authority_phone)


def _repair_shown(target_id: str, tools: Tools) -> Shown:
    view = get_repair(target_id, tools=tools).repair
    return view.subject_name, view.uscc, view.number, view


class _WithPhone:
    """A permit's line names its authority, the permit its telephone."""

    def __init__(self, line: object, phone: str) -> None:
        self.authority_zh, self.authority_en = (str(getattr(line, f"authority_{each}")) for each in ("zh", "en"))
        self.authority_phone = phone


def _of_record(unit: UnitOfWork, target_id: str) -> TargetFacts:
    record = unit.records.get(target_id).record
    return TargetFacts("record_id", record.subject_id, record.authority_id)


def _of_pledge(unit: UnitOfWork, target_id: str) -> TargetFacts | None:
    pledge = unit.pledges.get(target_id)
    if pledge.subject_id is None:
        return None
    return TargetFacts("pledge_id", pledge.subject_id, pledge.authority_id, pledge.case_id, pledge.id)


def _of_breach(unit: UnitOfWork, target_id: str) -> TargetFacts | None:
    breach = unit.breaches.find(target_id)
    pledge = unit.pledges.get(breach.pledge_id) if breach else None
    if breach is None or pledge is None or pledge.subject_id is None:
        return None
    hands = tuple(each for each in (breach.alleged_by, breach.confirmed_by) if each)
    return TargetFacts("breach_id", pledge.subject_id, pledge.authority_id, breach.case_id, pledge.id, hands)


def _of_permit(unit: UnitOfWork, target_id: str) -> TargetFacts:
    permit = unit.permits.get(target_id).permit
    return TargetFacts("permit_id", permit.subject_id, permit.authority_id, permit.case_id, permit.pledge_id)


def _of_repair(unit: UnitOfWork, target_id: str) -> TargetFacts:
    case = unit.cases.get(target_id).case
    return TargetFacts("case_id", case.subject_id, case.authority_id, case.id)


_SHOWN: Mapping[Target, Callable[[str, Tools], Shown]] = MappingProxyType(
    {
        Target.RECORD: _record_shown,
        Target.PLEDGE: _pledge_shown,
        Target.BREACH: _breach_shown,
        Target.PERMIT: _permit_shown,
        Target.REPAIR: _repair_shown,
    }
)
_FACTS: Mapping[Target, Callable[[UnitOfWork, str], TargetFacts | None]] = MappingProxyType(
    {
        Target.RECORD: _of_record,
        Target.PLEDGE: _of_pledge,
        Target.BREACH: _of_breach,
        Target.PERMIT: _of_permit,
        Target.REPAIR: _of_repair,
    }
)
