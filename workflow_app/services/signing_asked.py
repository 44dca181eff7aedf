"""What a link asks to be signed: one application, or several that were prepared together; each stands for itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from workflow_app.domain.actors import Actor, Grant, Role
from workflow_app.domain.errors import ConflictError, NotFoundError
from workflow_app.domain.signing import Standing
from workflow_app.models import Signature, Task
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.signatures import Signatures
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.drafted import Draft, draft_of
from workflow_app.services.sessions import digest
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class Asked:
    """One application that is asked about, with its case; `draft` is what would be handed in now."""

    row: Signature
    task: Task
    rows: CaseRows
    draft: Draft | None

    @property
    def is_changed(self) -> bool:
        """Tell whether the answers, or who is on record as legal representative, are others than were asked about."""
        is_same = self.draft is not None and self.draft.digest == self.row.digest
        return not is_same or self.row.representative != self.rows.subject.legal_representative

    def is_over(self, tools: Tools) -> bool:
        """Tell whether its time has come to its end, or it was handed in or ended without what is asked for."""
        ends = self.row.link_expires_at
        return self.draft is None or ends is None or ends <= tools.clock.now()


@dataclass(frozen=True, slots=True)
class AskedTogether:
    """Everything that one link asks about, in the order in which the cases were begun."""

    items: tuple[Asked, ...]

    @property
    def lead(self) -> Signature:
        """Return the request that stands for the link: what is shown by a code and tried in vain is kept with it."""
        return min((each.row for each in self.items), key=lambda row: row.id)

    def waiting(self) -> tuple[Asked, ...]:
        """Return what was not answered yet, whether or not it can be."""
        return tuple(each for each in self.items if each.row.standing == Standing.WAITING)

    def open_to(self, tools: Tools) -> tuple[Asked, ...]:
        """Return what can be signed now."""
        return tuple(each for each in self.waiting() if not each.is_over(tools) and not each.is_changed)


def find_asked(unit: UnitOfWork, token: str, *, tools: Tools, lock: bool = False) -> AskedTogether:
    """Return what a link asks; the cases are held first where something is to be changed.

    Raises NotFoundError SIGNATURE_UNKNOWN.
    """
    found = Signatures(unit.session).of_link(digest(token))
    if not found:
        raise NotFoundError("SIGNATURE_UNKNOWN")
    if not lock:
        _read_ahead(unit, found)
    held = {row.id: unit.tasks.get(row.task_id, lock=lock) for row in found}
    if lock:
        found = Signatures(unit.session).of_link(digest(token), lock=True)
    return AskedTogether(tuple(_asked(unit, row, *held[row.id], tools) for row in found))


def _read_ahead(unit: UnitOfWork, found: Sequence[Signature]) -> None:
    """Read what stands beside several cases at once, for who only looks."""
    ids = [row.case_id for row in found]
    unit.tasks.read_ahead(ids)
    unit.documents.read_ahead(ids)
    unit.records.read_ahead([str(row.content["record"]) for row in found if row.content.get("record")])


def refuse_answered(together: AskedTogether, tools: Tools) -> tuple[Asked, ...]:
    """Return what waits for an answer; raises ConflictError SIGNING_LOCKED, SIGNING_ANSWERED or SIGNING_OVER."""
    if any(each.row.standing == Standing.LOCKED for each in together.items):
        raise ConflictError("SIGNING_LOCKED")
    if not together.waiting():
        raise ConflictError("SIGNING_ANSWERED")
    in_time = tuple(each for each in together.waiting() if not each.is_over(tools))
    if not in_time:
        raise ConflictError("SIGNING_OVER")
    return in_time


def _asked(unit: UnitOfWork, row: Signature, task: Task, rows: CaseRows, tools: Tools) -> Asked:
    if task.status != "OPEN" or row.standing != Standing.WAITING:
        return Asked(row, task, rows, None)
    tasks = unit.tasks.of_case(rows.case.id)
    return Asked(row, task, rows, draft_of(unit, rows, task, tasks, actor=_filer(row, rows), tools=tools))


def _filer(row: Signature, rows: CaseRows) -> Actor:
    """Return who asked, as far as what is filled in beforehand depends on it."""
    return Actor(row.asked_by, "", frozenset({Grant(Role.APPLICANT)}), frozenset({rows.subject.id}))
