"""Applications prepared together, as their applicant sees them: which are handed in, ready, or lack something."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.batches import Part, keys_of, seen_of
from workflow_app.domain.errors import DomainError, FieldError, InvalidError, NotFoundError, RefusedError
from workflow_app.domain.repairability import Standing, refuse_unrepairable
from workflow_app.domain.time import local_date
from workflow_app.operations.register_case import CERTIFICATE_FIELD
from workflow_app.repositories.batches import Batches
from workflow_app.services.cases import get_case
from workflow_app.services.records import get_record
from workflow_app.services.tasks import get_task
from workflow_app.services.tools import Tools
from workflow_app.services.trainings import training_of_record
from workflow_app.services.views import CaseView, SubjectView, TaskDetail


class ItemState(StrEnum):
    """How one application of a batch stands; GONE ended without having been handed in."""

    FILED = "FILED"
    READY = "READY"
    TO_SIGN = "TO_SIGN"
    LACKING = "LACKING"
    BARRED = "BARRED"
    GONE = "GONE"


@dataclass(frozen=True, slots=True)
class BatchItem:
    """One application of a batch: its case, and while it is a draft the form with what is wrong with it.

    `refused` says why it could not be handed in today, whatever its answers; `seen` is the digest of these.
    """

    case: CaseView
    state: ItemState
    detail: TaskDetail | None = None
    wrong: tuple[FieldError, ...] = ()
    refused: DomainError | None = None
    seen: str = ""

    @property
    def document_no(self) -> str:
        """Return the number of the decision it is about."""
        return self.case.record.document_no if self.case.record else ""

    def wrong_in(self, *parts: Part) -> tuple[FieldError, ...]:
        """Return what is wrong with the answers of some parts of the form."""
        keys = keys_of(self.detail.form, *parts) if self.detail else frozenset()
        return tuple(each for each in self.wrong if each.field.removeprefix("/values/") in keys)


@dataclass(frozen=True, slots=True)
class BatchView:
    """A batch with its applications in the order in which they were begun."""

    id: str
    subject: SubjectView
    created_at: datetime
    items: tuple[BatchItem, ...]

    def of(self, *states: ItemState) -> tuple[BatchItem, ...]:
        """Return the applications in some states."""
        return tuple(each for each in self.items if each.state in states)

    @property
    def drafts(self) -> tuple[BatchItem, ...]:
        """Return the applications that are still being prepared."""
        return tuple(each for each in self.items if each.detail is not None)


@dataclass(frozen=True, slots=True)
class OpenBatchView:
    """A batch that has drafts left, as a list shows it."""

    id: str
    subject_id: str
    drafts: int
    created_at: datetime


def list_open_batches(*, actor: Actor, tools: Tools) -> tuple[OpenBatchView, ...]:
    """Return the batches of the actor's subjects that have drafts left, the newest first."""
    with tools.database.read() as unit:
        found = Batches(unit.session).list_open(actor.subject_ids) if actor.subject_ids else ()
        return tuple(OpenBatchView(each.id, each.subject_id, count, each.created_at) for each, count in found)


def get_batch(batch_id: str, *, actor: Actor, tools: Tools) -> BatchView:
    """Return a batch with everything that was filled in; raises NotFoundError BATCH_UNKNOWN to strangers too."""
    with tools.database.read() as unit:
        batch = Batches(unit.session).get(batch_id)
        if batch.subject_id not in actor.subject_ids:
            raise NotFoundError("BATCH_UNKNOWN")
        subject = unit.subjects.get(batch.subject_id)
        ids = [rows.case.id for rows in Batches(unit.session).cases_of(batch_id)]
    items = tuple(item_of(each, actor=actor, tools=tools) for each in ids)
    return BatchView(batch_id, SubjectView(subject.id, subject.uscc, subject.name), batch.created_at, items)


def item_of(case_id: str, *, actor: Actor, tools: Tools) -> BatchItem:
    """Return one application as it stands."""
    case = get_case(case_id, actor=actor, tools=tools)
    if case.submitted_at is not None:
        return BatchItem(case, ItemState.FILED)
    task = next((each for each in case.tasks if each.role == Role.APPLICANT), None)
    if case.status != "DRAFT" or task is None:
        return BatchItem(case, ItemState.GONE)
    detail = get_task(task.id, actor=actor, tools=tools)
    if detail.task.status != "OPEN":  # handed in, or ended, between the two looks
        return BatchItem(detail.case, ItemState.FILED if detail.case.submitted_at else ItemState.GONE)
    refused = refusal_of(detail, actor=actor, tools=tools)
    wrong = wrong_in(detail, actor=actor, tools=tools)
    seen = seen_of(case.id, detail.form, detail.values)
    return BatchItem(detail.case, _state(detail, wrong, refused), detail, wrong, refused, seen)


def _state(detail: TaskDetail, wrong: Sequence[FieldError], refused: DomainError | None) -> ItemState:
    if refused is not None:
        return ItemState.BARRED
    keys = {each.field.removeprefix("/values/") for each in wrong}
    if not keys:
        return ItemState.READY
    return ItemState.TO_SIGN if keys <= keys_of(detail.form, Part.SIGNING) else ItemState.LACKING


def wrong_in(detail: TaskDetail, *, actor: Actor, tools: Tools) -> tuple[FieldError, ...]:
    """Return what is wrong with the answers of a draft, in the order of the form."""
    record = detail.case.record
    context = {"decided_on": record.decided_on} if record else {}
    try:
        tools.forms.check(detail.form, detail.values, step=detail.task.key, context=context)
    except InvalidError as error:
        return error.errors
    named = str(detail.values.get(CERTIFICATE_FIELD) or "").strip()
    if not named or record is None:
        return ()
    training = training_of_record(record.id, actor=actor, tools=tools)
    if named in {each.number for each in training.certificates}:
        return ()
    values = {"number": named, "decided_on": record.decided_on}
    return (FieldError(f"/values/{CERTIFICATE_FIELD}", "TRAINING_CERTIFICATE_WRONG", values),)


def refusal_of(detail: TaskDetail, *, actor: Actor, tools: Tools) -> DomainError | None:
    """Return why an application could not be handed in today, whatever it says: its record, or training that lacks."""
    if detail.case.record is None:
        return None
    record = get_record(detail.case.record.id, actor=actor, tools=tools)
    standing = Standing(record.status, record.first_apply_on, record.max_until, open_case_id=None)
    try:
        refuse_unrepairable(local_date(tools.clock.now()), standing)
    except RefusedError as error:
        return error
    training = training_of_record(record.id, actor=actor, tools=tools)
    return RefusedError("TRAINING_REQUIRED", decided_on=record.decided_on) if training.is_missing else None
