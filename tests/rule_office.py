"""An office whose administrators change the rules: who proposes, who decides, and records to try the rules on."""

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from office import Office

from workflow_app.adapters.spreadsheets_write import write_penalties
from workflow_app.domain.actors import Actor, Grant, Role
from workflow_app.domain.commands.proposals import DecideProposal, ProposeChange
from workflow_app.domain.commands.records import ImportRecords
from workflow_app.domain.ids import new_id
from workflow_app.domain.seeds.demo_penalties import DEMO_PENALTIES
from workflow_app.domain.time import ZONE, machine_now
from workflow_app.models import Account, AccountRole, Proposal, Record, RecordVersion
from workflow_app.services.imports import import_records
from workflow_app.services.proposals import decide, propose

Cells = Mapping[str, object]
FOR_EVERYBODY: Mapping[str, str] = {
    "key": "repair.correction_wd",
    "regime": "R2026",
    "value": "5",
    "valid_from": "2026-10-10",
    "origin": "局务会议纪要〔2026〕9号",
    "reason": "缩短补正期限，与省里的要求一致",
}
MILDER: Mapping[str, str] = {
    "severity": "GENERAL",
    "penalty_type": "SUSPEND_LICENCE",
    "valid_from": "2026-09-29",
    "origin": "行业主管部门目录（2026年版）",
    "reason": "新目录把暂扣许可证列为一般失信",
}


class RuleOffice(Office):
    """The office, and three administrators of the whole installation."""

    def __init__(self, database_url: str, folder: Path) -> None:
        super().__init__(database_url, folder)
        self.proposer = self.appoint("rules_proposer", Role.SYSTEM_ADMIN)
        self.approver = self.appoint("rules_approver", Role.SECURITY_ADMIN)

    def appoint(self, name: str, *roles: Role, authority_id: str | None = None) -> Actor:
        """Give somebody an account with roles everywhere, or at one authority."""
        account = Account(
            id=new_id(), username=name, name=name, password_hash="!", failed_logins=0, created_at=machine_now()
        )
        grants = [AccountRole(account_id=account.id, role=role, authority_id=authority_id) for role in roles]
        with self.tools.database.write() as unit:
            unit.add(account)
            unit.flush()
            unit.add(*grants)
            unit.commit()
        held = frozenset(Grant(role, authority_id) for role in roles)
        self.people[name] = Actor(account.id, name, held)
        return self.people[name]

    def propose(self, kind: str, given: Mapping[str, str], *, authority: str | None = None, **more: str) -> str:
        """Ask for a change and have it weighed."""
        command = ProposeChange(kind, {**given, **more}, authority)
        proposal_id = propose(command, actor=self.proposer, tools=self.tools)
        self.work()
        return proposal_id

    def approve(self, proposal_id: str, *, note: str = "") -> None:
        """Approve a proposal and have records recomputed."""
        decide(DecideProposal(proposal_id, approve=True, note=note), actor=self.approver, tools=self.tools)
        self.work()

    def proposal(self, proposal_id: str) -> Proposal:
        """Return how a proposal stands."""
        with self.tools.database.read() as unit:
            return unit.proposals.get(proposal_id)

    def import_penalty(self, key: str = "B/1", **cells: object) -> None:
        """Import one demo penalty with some cells changed."""
        (penalty,) = [each for each in DEMO_PENALTIES if each.key == key]
        sheet = io.BytesIO(write_penalties([{**penalty.cells, **cells}]))
        done = import_records(ImportRecords("one.xlsx", sheet), actor=self.people["data_clerk"], tools=self.tools)
        assert done.rejected == 0, done.findings
        self.work()

    def record(self, document_no: str) -> Record:
        """Return a record as it is now."""
        with self.tools.database.read() as unit:
            (found,) = unit.records.find_by_number([document_no], authority_ids=[self.authority.id])
            return found

    def versions(self, document_no: str) -> list[dict[str, object]]:
        """Return the computations that the versions of a record keep, the oldest first."""
        record = self.record(document_no)
        with self.tools.database.read() as unit:
            rows = unit.session.query(RecordVersion).filter_by(record_id=record.id).order_by(RecordVersion.version)
            return [row.content["publicity"] for row in rows]

    def move_to(self, day: date, hour: int = 9) -> None:
        """Move business time to a day and do what became due."""
        self.clock.instant = datetime(day.year, day.month, day.day, hour, tzinfo=ZONE)
        self.work()


@contextmanager
def rule_office(database_url: str, folder: Path) -> Iterator[RuleOffice]:
    """Open an office and close it in the end."""
    made = RuleOffice(database_url, folder)
    try:
        yield made
    finally:
        made.close()
