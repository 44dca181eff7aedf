"""Telling whom a change from outside concerns: the subject's people, the office, and cases that are under way.

A case is never touched here: it is left a message that it takes in a transaction of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from workflow_app.domain.actors import Role
from workflow_app.models import Case, Record
from workflow_app.repositories.notices import Telling
from workflow_app.repositories.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Concerned:
    """One change at work: where it was registered, when, and the facts that every notice of it may name."""

    unit: UnitOfWork
    authority_id: str
    now: datetime
    facts: dict[str, object] = field(default_factory=dict)

    def tell_subject(self, code: str, subject_id: str, *, record: Record | None = None) -> None:
        """Tell those who act for a subject."""
        self.unit.add(self._telling(code, record=record).for_subject(subject_id, now=self.now))

    def tell_role(
        self, code: str, role: Role, *, record: Record | None = None, authority_id: str | None = None
    ) -> None:
        """Tell those who hold a role, at the authority of the change or at another."""
        telling = self._telling(code, record=record, authority_id=authority_id)
        self.unit.add(telling.for_role(role, now=self.now))

    def tell_workers(self, code: str, case: Case) -> None:
        """Tell those of the office whose step a case waits for, each role once."""
        open_tasks = [task for task in self.unit.tasks.of_case(case.id) if task.status == "OPEN"]
        waiting = {(task.role, task.department) for task in open_tasks if task.role != Role.APPLICANT}
        telling = Telling(code, case.authority_id, {"number": case.number, **self.facts}, case_id=case.id)
        for role, department in sorted(waiting, key=str):
            self.unit.add(telling.for_role(Role(role), department=department, now=self.now))

    def leave_message(self, message: str, cases: Iterable[Case], *, cause: str) -> None:
        """Leave each case a message; the same cause leaves it once."""
        for case in cases:
            self.unit.due_work.ensure(
                kind="tell_case",
                key=f"tell_case:{case.id}:{message}:{cause}",
                payload={"case_id": case.id, "message": message},
                due_at=self.now,
                now=self.now,
                case_id=case.id,
            )

    def _telling(self, code: str, *, record: Record | None = None, authority_id: str | None = None) -> Telling:
        record_id = record.id if record else None
        return Telling(code, authority_id or self.authority_id, self.facts, record_id=record_id)
