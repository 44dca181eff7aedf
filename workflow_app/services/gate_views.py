"""What services show of the gate: a verdict with its reasons, live or as it was kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from workflow_app.domain.matters import Speed
from workflow_app.models import GateDoubt, GateResult
from workflow_app.repositories.gate import ResultRows
from workflow_app.repositories.matters import MatterRows
from workflow_app.services.gate_facts import Judged
from workflow_app.services.views import SubjectView


@dataclass(frozen=True, slots=True)
class ReasonView:
    """One reason: its code, what follows from it, the values of its sentence, and the rule of law behind it."""

    code: str
    outcome: str
    values: Mapping[str, object]
    origin: str


@dataclass(frozen=True, slots=True)
class DoubtView:
    """Why an answer should be asked again."""

    reason: str
    record_id: str | None
    raised_at: datetime


@dataclass(frozen=True, slots=True)
class MatterView:
    """A matter that can be asked about."""

    code: str
    name_zh: str
    name_en: str
    authority_id: str
    promised_wd: int
    is_instant: bool


@dataclass(frozen=True, slots=True)
class GateView:
    """An answer of the gate; `doubts` say what has changed since, `matter` is empty where the channel says it all."""

    id: str
    subject: SubjectView
    authority_id: str
    authority_zh: str
    authority_en: str
    channel: str
    matter: str | None
    record_id: str | None
    case_id: str | None
    on: date
    outcome: str
    reasons: tuple[ReasonView, ...]
    data_version: str
    rules_version: str
    asked_by: str
    asked_at: datetime
    snapshot: Mapping[str, object] = field(default_factory=dict)
    doubts: tuple[DoubtView, ...] = ()


def reasons_of(judged: Judged) -> tuple[ReasonView, ...]:
    """Return the reasons of a verdict that was not kept."""
    return tuple(ReasonView(each.code, each.outcome.value, each.values, each.origin) for each in judged.verdict.reasons)


def kept_reasons(result: GateResult) -> tuple[ReasonView, ...]:
    """Return the reasons of an answer as they were kept."""
    return tuple(ReasonView(each["code"], each["outcome"], each["values"], each["origin"]) for each in result.reasons)


def show_result(rows: ResultRows, doubts: Iterable[GateDoubt] = ()) -> GateView:
    """Return a kept answer."""
    result = rows.result
    return GateView(
        id=result.id,
        subject=SubjectView(rows.subject.id, rows.subject.uscc, rows.subject.name),
        authority_id=rows.authority.id,
        authority_zh=rows.authority.name_zh,
        authority_en=rows.authority.name_en,
        channel=result.channel,
        matter=result.matter_code,
        record_id=result.record_id,
        case_id=result.case_id,
        on=date.fromisoformat(result.snapshot["on"]),
        outcome=result.outcome,
        reasons=kept_reasons(result),
        data_version=result.data_version,
        rules_version=result.rules_version,
        asked_by=rows.asker,
        asked_at=result.asked_at,
        snapshot=result.snapshot,
        doubts=tuple(
            DoubtView(each.reason, each.record_id, each.raised_at)
            for each in doubts
            if each.gate_result_id == result.id
        ),
    )


def show_matter(rows: MatterRows) -> MatterView:
    """Return a matter as its edition has it."""
    edition, content = rows.edition, rows.edition.content
    is_instant = content.get("speed") == Speed.INSTANT
    return MatterView(
        rows.matter.code, edition.name_zh, edition.name_en, rows.authority.id, content["promised_wd"], is_instant
    )
