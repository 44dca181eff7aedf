"""What the repair of one record needs, and how an application compares with it: facts that its forms are asked by."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from typing import cast

from workflow_app.domain.asked_tables import REPAIR_MATERIALS
from workflow_app.domain.earlier_answers import is_narrowed_by
from workflow_app.domain.materials import facts_of, in_order
from workflow_app.domain.obligations import Compared
from workflow_app.domain.time import local_date
from workflow_app.domain.training import Training, is_another
from workflow_app.engine import decide
from workflow_app.models import Record, Task
from workflow_app.operations.register_case import CERTIFICATE_FIELD
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.performed import answers_of_applicant, compared
from workflow_app.repositories.records import RecordRows
from workflow_app.repositories.trainings import rule_for
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.arrived_facts import arrived_facts
from workflow_app.services.loaded import LoadedProcess
from workflow_app.services.ready import ready
from workflow_app.services.rounds_left import rounds_left
from workflow_app.services.tools import Tools

MATERIALS, DOUBTS, RECORD_KIND = "materials", "doubts", "record_kind"
"""The facts that a form may be asked by, beside the answers given before and what `rounds_left` knows."""
PROCESS = "credit_repair"


def materials_of(unit: UnitOfWork, rows: RecordRows, tools: Tools, *, on: date) -> tuple[str, ...]:
    """Return what an application about a record that is begun on a day will ask for, by the process as it is now."""
    runs_on = unit.processes.get_current(PROCESS, now=tools.clock.now())
    loaded = ready(unit, runs_on, tools)
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
    held = _compared(unit, rows, record, tasks, tools)
    doubts = [each.value for each in held.doubts] if held else []
    return {MATERIALS: list(asked), DOUBTS: doubts, RECORD_KIND: record.kind}


def facts_asked(
    unit: UnitOfWork, rows: CaseRows, loaded: LoadedProcess, task: Task, tasks: Iterable[Task], tools: Tools
) -> dict[str, object]:
    """Return the facts by which the form of a task is narrowed; what it does not ask for is not found out."""
    form = loaded.forms.get(task.form or "", {})
    asked = is_narrowed_by(form, (MATERIALS, DOUBTS, RECORD_KIND))
    facts = facts_given(unit, rows, loaded, tasks, tools) if asked else {}
    return facts | rounds_left(unit, rows, form, tools) | arrived_facts(unit, rows, form)


def compared_of(
    unit: UnitOfWork, rows: CaseRows, loaded: LoadedProcess, tasks: Iterable[Task], tools: Tools
) -> Compared | None:
    """Return the duties of the decision beside what the application shows; None before it was handed in."""
    record = _record_asked(unit, rows, loaded)
    return _compared(unit, rows, record, tasks, tools) if record is not None else None


def _record_asked(unit: UnitOfWork, rows: CaseRows, loaded: LoadedProcess) -> Record | None:
    if rows.case.record_id is None or REPAIR_MATERIALS not in loaded.compiled.decisions:
        return None
    return unit.records.hold(rows.case.record_id)


def _asked(loaded: LoadedProcess, record: Record, training: Training) -> tuple[str, ...]:
    table = loaded.compiled.decisions.get(REPAIR_MATERIALS)
    if table is None:
        return ()
    facts = facts_of(
        record.content,
        kind=record.kind,
        fine=record.fine,
        confiscation=record.confiscation,
        training=training.value,
    )
    found = decide(table, facts).values[MATERIALS]
    return in_order(cast("list[object]", found))


def _compared(unit: UnitOfWork, rows: CaseRows, record: Record, tasks: Iterable[Task], tools: Tools) -> Compared | None:
    answers = answers_of_applicant(tasks)
    if not answers:
        return None
    kept = tools.calendars.kept(rows.case.parameters_digest, unit.snapshots)
    calendar = partial(tools.calendars.get, rows.authority, unit.authorities)
    attendee = _attendee(unit, rows, record, answers, tools)
    return compared(record, answers, kept=kept, read_calendar=calendar, attendee=attendee)


def _training(unit: UnitOfWork, rows: CaseRows, record: Record, tools: Tools) -> Training:
    """Return whether training stood before the repair on the day the case was opened."""
    on = local_date(rows.case.created_at)
    kept = tools.calendars.parameters(rows.authority, unit.authorities, regime=rows.case.regime, on=on)
    return rule_for(record, kept.training, on=on)


def _attendee(
    unit: UnitOfWork, rows: CaseRows, record: Record, answers: Mapping[str, object], tools: Tools
) -> str | None:
    """Return who was trained as a legal representative whom the register does not know; None where anybody else was.

    Only the certificate that was named counts, where one was.
    """
    named = str(answers.get(CERTIFICATE_FIELD) or "").strip()
    if not named and _training(unit, rows, record, tools) is not Training.REQUIRED:
        return None
    known = rows.subject.legal_representative
    valid = unit.trainings.certificates_for(record, on=local_date(tools.clock.now()))
    found = [each for each in valid if named in {"", each.number}]
    doubtful = [each.attendee for each in found if is_another(each.attendee, each.capacity, known)]
    return doubtful[0] if len(doubtful) == len(found) > 0 else None
