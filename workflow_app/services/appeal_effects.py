"""What follows when an appeal has come to something: the record, its listings, its case, what rests on it, the gate."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.inlets import RegisterAppeal
from workflow_app.domain.ids import new_id
from workflow_app.domain.inlets import AppealResult, EntryKind
from workflow_app.domain.parameters import lookup
from workflow_app.domain.penalty_rows import orders_rectification
from workflow_app.domain.periods import due
from workflow_app.domain.publicity import Publicity, as_json
from workflow_app.domain.severity import Facts, PenaltyType
from workflow_app.domain.time import local_date
from workflow_app.models import Record, RecordAppeal, RecordVersion
from workflow_app.repositories.gate_doubts import doubt_answers
from workflow_app.repositories.publishing import Publishing
from workflow_app.repositories.records import RecordRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.concerned import Concerned
from workflow_app.services.publicity import PublicityRules
from workflow_app.services.tools import Tools

REASON = "RECORD_REVOKED"
WITHDRAW_WITHIN = "withdraw_revoked_penalty_wd"
MOOT = "record_moot"
_NEWS = {
    AppealResult.PENDING: "APPEAL_PENDING",
    AppealResult.UPHELD: "APPEAL_UPHELD",
    AppealResult.WITHDRAWN: "APPEAL_WITHDRAWN",
    AppealResult.VARIED: "RECORD_VARIED",
    AppealResult.REVOKED: "RECORD_REVOKED",
}
_DOUBTS = {AppealResult.VARIED: "RECORD_VARIED", AppealResult.REVOKED: "RECORD_REVOKED"}


@dataclass(frozen=True, slots=True)
class Effects:
    """One result at work, in the transaction that registers it."""

    unit: UnitOfWork
    rows: RecordRows
    appeal: RecordAppeal
    tools: Tools
    now: datetime

    def follow(self, command: RegisterAppeal) -> None:
        """Change what the result changes, and tell whom it concerns."""
        record = self.rows.record
        steps: Mapping[AppealResult, Callable[[Concerned, RegisterAppeal], None]] = {
            AppealResult.REVOKED: self._revoke,
            AppealResult.VARIED: self._vary,
        }
        record.appeal = command.result.value
        facts: dict[str, object] = {"document_no": record.document_no, "appeal_no": self.appeal.document_no}
        concerned = Concerned(self.unit, record.authority_id, self.now, facts)
        if command.result in steps:
            steps[command.result](concerned, command)
        concerned.tell_subject(_NEWS[command.result], record.subject_id, record=record)
        case = self.unit.cases.find_open_of_record(record.id)
        if case is not None:
            concerned.tell_workers(f"CASE_{_NEWS[command.result]}", case)
        doubt = _DOUBTS.get(command.result, "RECORD_APPEALED")
        doubt_answers(self.unit, record.subject_id, reason=doubt, now=self.now, record_id=record.id)

    def _revoke(self, concerned: Concerned, command: RegisterAppeal) -> None:
        """Take the record down everywhere within the days of the rule, end its case, and flag what rests on it."""
        del command
        record = self.rows.record
        record.status = "REVOKED"
        self._add_version(record.content, {"revoked_by": self.appeal.document_no})
        self.appeal.withdraw_by = self._withdraw_by()
        self.unit.listings.end([record.id], reason=REASON, now=self.now, due_on=self.appeal.withdraw_by)
        concerned.facts["withdraw_by"] = self.appeal.withdraw_by.isoformat()
        case = self.unit.cases.find_open_of_record(record.id)
        if case is not None:
            concerned.leave_message(MOOT, [case], cause=self.appeal.id)
        concerned.tell_role("RECORD_REVOKED_OFFICE", Role.DATA_CLERK, record=record)
        if record.fine:
            concerned.tell_role("FINE_TO_REFUND", Role.SECTION_HEAD, record=record)
        self._flag_entries(concerned)

    def _flag_entries(self, concerned: Concerned) -> None:
        """Tell the credit office which entries rest on the record, for each must be looked at again."""
        kinds = [kind.value for kind in EntryKind]
        for entry in self.unit.records.list_in_force(self.rows.record.subject_id, kinds):
            if entry.content.get("based_on") == self.rows.record.id:
                facts = {**concerned.facts, "entry_no": entry.document_no}
                telling = Concerned(self.unit, entry.authority_id, self.now, facts)
                telling.tell_role("ENTRY_LOST_ITS_BASIS", Role.CREDIT_OFFICE, record=entry)

    def _vary(self, concerned: Concerned, command: RegisterAppeal) -> None:
        """Write what the decision says now, recompute its class and periods, and carry both to where it is shown."""
        del concerned
        record = self.rows.record
        content = {**record.content, **self.appeal.details}
        content["orders_rectification"] = orders_rectification(str(content.get("decision", "")))
        if command.fine is not None:
            record.fine = command.fine
        publicity = self._publicity(record, content)
        record.severity, record.regime = publicity.severity.value, publicity.regime
        record.min_until, record.max_until = publicity.min_until, publicity.max_until
        record.first_apply_on = publicity.first_apply_on
        # The digest stays that of the row it came from: the same file again changes nothing.
        record.content = content
        self._add_version(content, {"varied_by": self.appeal.document_no, "publicity": as_json(publicity)})
        listings = self.unit.listings.list_of_items([record.id], lock=True)
        publishing = Publishing(self.unit.listings.list_sites(), self.now)
        self.unit.add(*publishing.show_change(record, self.rows.subject, listings))

    def _publicity(self, record: Record, content: Mapping[str, object]) -> Publicity:
        types = content.get("penalty_types")
        data_class = content.get("data_class")
        facts = Facts(
            decided_on=record.decided_on,
            penalty_types=tuple(PenaltyType(each) for each in types) if isinstance(types, list) else (),
            fine=record.fine or Decimal(0),
            simple_procedure=bool(content.get("simple_procedure")),
            field=self.rows.authority.field,
            data_class=str(data_class) if data_class else None,
            authority_id=record.authority_id,
        )
        rules = PublicityRules(self.unit, self.tools.calendars, local_date(self.now))
        return rules.of_facts(facts, self.rows.authority)

    def _add_version(self, content: Mapping[str, object], cause: Mapping[str, object]) -> None:
        record = self.rows.record
        record.version += 1
        self.unit.add(
            RecordVersion(
                id=new_id(),
                record_id=record.id,
                version=record.version,
                content={**content, **cause},
                created_at=self.now,
            )
        )

    def _withdraw_by(self) -> date:
        """Return the last day for the other sites, counted from the decision on the appeal."""
        authority = self.rows.authority
        values = self.unit.authorities.parameters(authority.id, keys=[WITHDRAW_WITHIN])
        limit = lookup(values, key=WITHDRAW_WITHIN, on=local_date(self.now), authority_id=authority.id)
        calendar = self.tools.calendars.get(authority, self.unit.authorities)
        return due(calendar, limit.period(), self.appeal.decided_on).due_on
