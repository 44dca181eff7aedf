"""The applications of a batch, read together: what is the same question for each is asked once for all."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.batches import ItemState, Part, Signed, keys_of, seen_of
from workflow_app.domain.errors import DomainError, FieldError, RefusedError
from workflow_app.domain.repairability import Standing, refuse_unrepairable
from workflow_app.domain.time import local_date
from workflow_app.domain.training import Training
from workflow_app.models import CaseClock, Pledge, Signature, Task
from workflow_app.operations.register_case import CERTIFICATE_FIELD
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.records import RecordRows
from workflow_app.repositories.signatures import Signatures
from workflow_app.repositories.trainings import rule_for
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.answers import record_of
from workflow_app.services.batch_signed import signed_of
from workflow_app.services.completing import refuse_stranger
from workflow_app.services.drafted import Draft, draft_of
from workflow_app.services.showing import show_case
from workflow_app.services.showing_papers import show_document, show_pledge
from workflow_app.services.steps import loaded_of
from workflow_app.services.tools import Tools
from workflow_app.services.views import CaseView, TaskDetail


@dataclass(frozen=True, slots=True)
class BatchItem:
    """One application of a batch: its case, and while it is a draft the form with what is wrong with it.

    `refused` says why it could not be handed in today, whatever its answers; `seen` is the digest of these; `signed`
    how somebody else has signed it.
    """

    case: CaseView
    state: ItemState
    detail: TaskDetail | None = None
    wrong: tuple[FieldError, ...] = ()
    refused: DomainError | None = None
    seen: str = ""
    signed: Signed = Signed.NOT_ASKED

    @property
    def document_no(self) -> str:
        """Return the number of the decision it is about."""
        return self.case.record.document_no if self.case.record else ""

    def wrong_in(self, *parts: Part) -> tuple[FieldError, ...]:
        """Return what is wrong with the answers of some parts of the form."""
        keys = keys_of(self.detail.form, *parts) if self.detail else frozenset()
        return tuple(each for each in self.wrong if each.field.removeprefix("/values/") in keys)


def read_ahead(unit: UnitOfWork, cases: Sequence[CaseRows]) -> None:
    """Read tasks, documents and records of several cases at once, in a unit of work that only reads."""
    ids = [rows.case.id for rows in cases]
    unit.tasks.read_ahead(ids)
    unit.documents.read_ahead(ids)
    unit.records.read_ahead({rows.case.record_id for rows in cases if rows.case.record_id})


def open_step(unit: UnitOfWork, rows: CaseRows) -> Task | None:
    """Return the open step of the applicant in a case that is a draft, or None."""
    tasks = unit.tasks.of_case(rows.case.id) if rows.case.status == "DRAFT" else ()
    return next((each for each in tasks if each.role == Role.APPLICANT and each.status == "OPEN"), None)


def read_items(unit: UnitOfWork, cases: Sequence[CaseRows], *, actor: Actor, tools: Tools) -> tuple[BatchItem, ...]:
    """Return several applications as they stand; raises as completing one of them would."""
    read_ahead(unit, cases)
    ids = [rows.case.id for rows in cases]
    clocks, pledges = unit.cases.clocks(ids), unit.pledges.of_cases(ids)
    steps = [task.id for rows in cases if (task := open_step(unit, rows)) is not None]
    known = Signatures(unit.session).of_tasks(steps) if steps else ()
    return tuple(
        _item(
            unit,
            rows,
            _shown(unit, rows, clocks, pledges, actor, tools),
            known,
            actor=actor,
            tools=tools,
        )
        for rows in cases
    )


def _item(
    unit: UnitOfWork, rows: CaseRows, case: CaseView, known: Sequence[Signature], *, actor: Actor, tools: Tools
) -> BatchItem:
    if case.submitted_at is not None:
        return BatchItem(case, ItemState.FILED)
    task = open_step(unit, rows)
    if task is None:
        return BatchItem(case, ItemState.GONE)
    tasks = unit.tasks.of_case(case.id)
    refuse_stranger(actor, task, tasks, case=rows.case)
    draft = draft_of(unit, rows, task, tasks, actor=actor, tools=tools)
    detail = _detail(case, rows, draft)
    refused, wrong = _judged(unit, rows, draft, tools)
    seen = seen_of(case.id, detail.form, detail.values)
    signed = signed_of([each for each in known if each.task_id == task.id], draft, rows, tools)
    return BatchItem(case, _state(detail, wrong, refused), detail, wrong, refused, seen, signed)


def _shown(
    unit: UnitOfWork,
    rows: CaseRows,
    clocks: Sequence[CaseClock],
    pledges: Sequence[Pledge],
    actor: Actor,
    tools: Tools,
) -> CaseView:
    """Return a case with what the pages of its batch show of it."""
    case, on = rows.case, local_date(tools.clock.now())
    own = Role.APPLICANT in actor.roles and case.subject_id in actor.subject_ids
    mine = [each for each in clocks if each.case_id == case.id]
    view = show_case(rows, loaded_of(unit, rows, tools), actor=actor, tasks=unit.tasks.of_case(case.id), clocks=mine)
    return replace(
        view,
        record=record_of(unit, case.record_id),
        pledges=tuple(show_pledge(each, on=on) for each in pledges if each.case_id == case.id),
        documents=tuple(show_document(each) for each in unit.documents.of_case(case.id)),
        follow_code=case.follow_code if own else None,
    )


def _detail(case: CaseView, rows: CaseRows, draft: Draft) -> TaskDetail:
    (task,) = [each for each in case.tasks if each.id == draft.task.id]
    return TaskDetail(
        task=task,
        case=case,
        form=dict(draft.form),
        values=dict(draft.values),
        answers=(),
        documents=case.documents,
        representative=rows.subject.legal_representative,
    )


def _state(detail: TaskDetail, wrong: Sequence[FieldError], refused: DomainError | None) -> ItemState:
    if refused is not None:
        return ItemState.BARRED
    keys = {each.field.removeprefix("/values/") for each in wrong}
    if not keys:
        return ItemState.READY
    return ItemState.TO_SIGN if keys <= keys_of(detail.form, Part.SIGNING) else ItemState.LACKING


def _judged(
    unit: UnitOfWork, rows: CaseRows, draft: Draft, tools: Tools
) -> tuple[DomainError | None, tuple[FieldError, ...]]:
    """Return why an application could not be handed in today whatever it says, and what is wrong with what it says."""
    if rows.case.record_id is None:
        return None, draft.wrong
    about = unit.records.get(rows.case.record_id)
    named = str(draft.values.get(CERTIFICATE_FIELD) or "").strip()
    needs = _rule(unit, about, tools) is Training.REQUIRED
    found: set[str] = set()
    if named or needs:
        valid = unit.trainings.certificates_for(about.record, on=local_date(tools.clock.now()))
        found = {each.number for each in valid}
    refused = _refusal(about, tools)
    if refused is None and needs and not found:
        refused = RefusedError("TRAINING_REQUIRED", decided_on=about.record.decided_on)
    if not named or named in found:
        return refused, draft.wrong
    said = {"number": named, "decided_on": about.record.decided_on}
    strange = FieldError(f"/values/{CERTIFICATE_FIELD}", "TRAINING_CERTIFICATE_WRONG", said)
    return refused, (*(each for each in draft.wrong if each.field != strange.field), strange)


def _refusal(about: RecordRows, tools: Tools) -> RefusedError | None:
    record = about.record
    standing = Standing(record.status, record.first_apply_on, record.max_until, open_case_id=None, kind=record.kind)
    try:
        refuse_unrepairable(local_date(tools.clock.now()), standing)
    except RefusedError as error:
        return error
    return None


def _rule(unit: UnitOfWork, about: RecordRows, tools: Tools) -> Training:
    """Return whether training stands before the repair of a record today."""
    record, today = about.record, local_date(tools.clock.now())
    kept = tools.calendars.parameters(about.authority, unit.authorities, regime=record.regime, on=today)
    return rule_for(record, kept.training, on=today)
