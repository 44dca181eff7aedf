"""What the repair of one record needs, and how an application compares with it: facts that its forms are asked by."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import cast

from workflow_app.domain.earlier_answers import with_supplied
from workflow_app.domain.materials import facts_of, in_order
from workflow_app.domain.obligations import Compared, Ordered, Shown, compare
from workflow_app.domain.parameters import ParameterMissingError, Snapshot, from_snapshot
from workflow_app.domain.periods import due
from workflow_app.domain.time import local_date
from workflow_app.domain.training import Training, is_another
from workflow_app.engine import decide
from workflow_app.models import Record, Task
from workflow_app.operations.register_case import CERTIFICATE_FIELD
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.records import RecordRows
from workflow_app.repositories.trainings import rule_for
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.loaded import LoadedProcess
from workflow_app.services.tools import Tools

TABLE = "repair_materials"
"""The table of a process that says what the repair of a record asks for; one without it asks of everybody the same."""
MATERIALS, DOUBTS = "materials", "doubts"
"""The facts that a form may be asked by, beside the answers given before."""
PROCESS = "credit_repair"
SURCHARGE_RATE, PAYMENT_LIMIT = "repair.surcharge_rate", "repair.payment_limit"


def materials_of(unit: UnitOfWork, rows: RecordRows, tools: Tools, *, on: date) -> tuple[str, ...]:
    """Return what an application about a record that is begun on a day will ask for, by the process as it is now."""
    runs_on = unit.processes.get_current(PROCESS)
    loaded = tools.processes.get(runs_on.content_hash, lambda: unit.processes.bundle(runs_on.version_id))
    kept = tools.calendars.parameters(rows.authority, unit.authorities, regime=rows.record.regime, on=on)
    return _asked(loaded, rows.record, rule_for(rows.record, kept.training, on=on))


def facts_given(
    unit: UnitOfWork, rows: CaseRows, loaded: LoadedProcess, tasks: Iterable[Task], tools: Tools
) -> dict[str, object]:
    """Return the facts of a case by which its forms are narrowed; nothing where its process asks everybody the same."""
    record = _record_asked(unit, rows, loaded)
    if record is None:
        return {}
    asked = _asked(loaded, record, _training(unit, rows, record, tools))
    compared = _compared(unit, rows, record, tasks, tools)
    return {MATERIALS: list(asked), DOUBTS: [each.value for each in compared.doubts] if compared else []}


def compared_of(
    unit: UnitOfWork, rows: CaseRows, loaded: LoadedProcess, tasks: Iterable[Task], tools: Tools
) -> Compared | None:
    """Return the duties of the decision beside what the application shows; None before it was handed in."""
    record = _record_asked(unit, rows, loaded)
    return _compared(unit, rows, record, tasks, tools) if record is not None else None


def _record_asked(unit: UnitOfWork, rows: CaseRows, loaded: LoadedProcess) -> Record | None:
    if rows.case.record_id is None or TABLE not in loaded.compiled.decisions:
        return None
    return unit.records.get(rows.case.record_id).record


def _asked(loaded: LoadedProcess, record: Record, training: Training) -> tuple[str, ...]:
    table = loaded.compiled.decisions.get(TABLE)
    if table is None:
        return ()
    facts = facts_of(record.content, fine=record.fine, confiscation=record.confiscation, training=training.value)
    found = decide(table, facts).values[MATERIALS]
    return in_order(cast("list[object]", found))


def _compared(unit: UnitOfWork, rows: CaseRows, record: Record, tasks: Iterable[Task], tools: Tools) -> Compared | None:
    answers = _answers(tasks)
    if not answers:
        return None
    kept = tools.calendars.kept(rows.case.parameters_digest, unit.snapshots)
    ordered = ordered_of(record, pay_by=_pay_by(unit, rows, kept, record.decided_on, tools))
    named = str(answers.get(CERTIFICATE_FIELD) or "").strip()
    if named or _training(unit, rows, record, tools) is Training.REQUIRED:
        shown = replace(_shown(answers), attendee=_doubtful_attendee(unit, rows, record, named, tools))
    else:
        shown = _shown(answers)
    return compare(ordered, shown, rate=_rate(kept))


def _training(unit: UnitOfWork, rows: CaseRows, record: Record, tools: Tools) -> Training:
    """Return whether training stood before the repair on the day the case was opened."""
    on = local_date(rows.case.created_at)
    kept = tools.calendars.parameters(rows.authority, unit.authorities, regime=rows.case.regime, on=on)
    return rule_for(record, kept.training, on=on)


def _doubtful_attendee(unit: UnitOfWork, rows: CaseRows, record: Record, named: str, tools: Tools) -> str | None:
    """Return who was trained as a legal representative whom the register does not know; None where anybody else was.

    Only the certificate that is `named` counts, where one is.
    """
    known = rows.subject.legal_representative
    valid = unit.trainings.certificates_for(record, on=local_date(tools.clock.now()))
    found = [each for each in valid if named in {"", each.number}]
    doubtful = [each.attendee for each in found if is_another(each.attendee, each.capacity, known)]
    return doubtful[0] if len(doubtful) == len(found) > 0 else None


def ordered_of(record: Record, *, pay_by: date | None = None) -> Ordered:
    """Return what the decision of a record orders; `pay_by` is the last day of payment, as far as it is known."""
    return Ordered(
        fine=record.fine,
        confiscation=record.confiscation,
        types=frozenset(str(each) for each in cast("list[object]", record.content.get("penalty_types") or [])),
        orders_rectification=bool(record.content.get("orders_rectification")),
        decided_on=record.decided_on,
        pay_by=pay_by,
    )


def _answers(tasks: Iterable[Task]) -> dict[str, object]:
    """Return what the applicant answered so far, with what a correction supplied in its place."""
    answers: dict[str, object] = {}
    done = [each for each in tasks if each.status == "DONE" and each.role == "APPLICANT" and each.outcome]
    for task in sorted(done, key=lambda each: (each.completed_at.isoformat() if each.completed_at else "", each.id)):
        answers = with_supplied(answers | (task.outcome or {}))
    return answers


def _shown(answers: Mapping[str, object]) -> Shown:
    matters = answers.get("payment_matters")
    return Shown(
        paid=_amount(answers.get("paid_amount")),
        paid_on=_day(answers.get("paid_on")),
        surcharge=_amount(answers.get("surcharge_amount")),
        confiscated=_amount(answers.get("confiscated_amount")),
        waived=_amount(answers.get("waived_amount")),
        rectified_on=_day(answers.get("rectified_on")),
        payer=str(answers.get("payer_name") or "") or None,
        in_instalments=isinstance(matters, list) and "INSTALMENTS" in matters,
        has_authority_form=bool(answers.get("t16")),
    )


def _pay_by(unit: UnitOfWork, rows: CaseRows, kept: Snapshot, decided_on: date, tools: Tools) -> date | None:
    """Return the last day to pay, as if the decision had been served on its own day; None where nothing is said."""
    try:
        period = from_snapshot(kept, PAYMENT_LIMIT).period()
    except ParameterMissingError:
        return None
    return due(tools.calendars.get(rows.authority, unit.authorities), period, decided_on).due_on


def _rate(kept: Snapshot) -> Decimal | None:
    try:
        return Decimal(from_snapshot(kept, SURCHARGE_RATE).amount)
    except ParameterMissingError:
        return None


def _amount(value: object) -> Decimal | None:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def _day(value: object) -> date | None:
    if isinstance(value, date):
        return value
    return date.fromisoformat(value) if isinstance(value, str) and value else None
