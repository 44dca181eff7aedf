"""What follows when a record is hidden in an emergency, or put back: sites, people, and the second person's clock."""

from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.actors import Role
from workflow_app.domain.hiding import HidingStatus
from workflow_app.domain.time import local_date
from workflow_app.repositories.hidings import HidingRows
from workflow_app.repositories.publishing import Publishing
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.concerned import Concerned
from workflow_app.services.hiding_watch import CONFIRM_PERIOD, watch_hiding
from workflow_app.services.late_removals import watch_removal
from workflow_app.services.office_periods import ends
from workflow_app.services.tools import Tools

EMERGENCY = "EMERGENCY"
REMOVAL_PERIOD = "publicity.hiding_removal_wd"


@dataclass(frozen=True, slots=True)
class HidingEffects:
    """One hiding at work; its record is held until commit."""

    unit: UnitOfWork
    found: HidingRows
    now: datetime
    tools: Tools

    def hide(self) -> None:
        """Take the record down everywhere, tell whom it concerns, and have a second person look."""
        record, today = self.found.record, local_date(self.now)
        record.withheld_at = self.now
        due = ends(self.unit, self.found.authority, REMOVAL_PERIOD, start=today, today=today, tools=self.tools)
        removals = self.unit.listings.end([record.id], reason=EMERGENCY, now=self.now, due_on=due.due_on)
        for removal in removals:
            if removal.verified_at is None:
                watch_removal(self.unit, removal, due_at=due.due_at, now=self.now)
        self._tell_subject("RECORD_HIDDEN")
        case = self.unit.cases.find_open_of_record(record.id)
        if case is not None:
            self._for_office().tell_workers("RECORD_HIDDEN_IN_CASE", case)
        self.ask_second_person("HIDING_TO_SETTLE")

    def ask_second_person(self, code: str) -> None:
        """Start the clock of the second person, and tell those of whom one has to decide."""
        authority, today = self.found.authority, local_date(self.now)
        due = ends(self.unit, authority, CONFIRM_PERIOD, start=today, today=today, tools=self.tools)
        self.found.hiding.due_on = due.due_on
        watch_hiding(self.unit, self.found.hiding, due=due, since=self.now, now=self.now)
        concerned = self._for_office(due_on=due.due_on.isoformat())
        for role in (Role.DATA_CLERK, Role.SECTION_HEAD):
            concerned.tell_role(code, role, record=self.found.record)

    def tell_confirmed(self, *, is_first: bool) -> None:
        """Tell the record's people that it stays hidden; where that was so before, only the office learns of it."""
        if is_first:
            self._tell_subject("RECORD_STAYS_HIDDEN")
        self._for_office().tell_role("HIDING_CONFIRMED", Role.DATA_CLERK, record=self.found.record)

    def put_back(self) -> None:
        """End the hiding; what is still due on show is shown again by every site that had taken it down."""
        self.found.hiding.status, self.found.hiding.open_record_id = HidingStatus.SHOWN_AGAIN.value, None
        listings = self.unit.listings.list_with_last_removals(self.found.record.id)
        record = self.unit.records.lock(self.found.record.id)
        record.withheld_at = None
        publishing = Publishing(self.unit.listings.list_sites(), self.now)
        self.unit.add(*publishing.put_back(record, self.found.subject, listings))
        is_shown = publishing.is_due_on_show(record)
        if is_shown:
            self._tell_subject("RECORD_BACK_ON_SHOW")
        code = "HIDING_ENDED" if is_shown else "HIDING_ENDED_UNSHOWN"
        self._for_office().tell_role(code, Role.DATA_CLERK, record=record)

    def _tell_subject(self, code: str) -> None:
        """Tell the record's people; a desk's page is no place of theirs."""
        record = self.found.record
        facts: dict[str, object] = {"document_no": record.document_no}
        Concerned(self.unit, self.found.authority.id, self.now, facts).tell_subject(
            code, record.subject_id, record=record
        )

    def _for_office(self, **more: object) -> Concerned:
        record = self.found.record
        facts = {"document_no": record.document_no, "path": f"/desk/removals/hidden/{self.found.hiding.id}", **more}
        return Concerned(self.unit, self.found.authority.id, self.now, facts)
