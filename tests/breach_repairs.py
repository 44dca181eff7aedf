"""An office in which B's pledge was broken and confirmed so, and B has its record repaired, a line for each act."""

from datetime import date

from pledge_office import PledgeOffice
from scenario_steps import move_to

from workflow_app.domain.commands.cases import OpenCase
from workflow_app.domain.inlets import BreachKind
from workflow_app.models import Pledge, PledgeBreach, Record
from workflow_app.services.opening import open_case
from workflow_app.services.views import CaseView

DOCUMENT = {"document_no": "牟城管罚决字〔2026〕第201号", "document_on": "2026-09-04"}
FOUND = "两辆车未密闭，当事人无正当理由。"
SENTENCES = ["MATERIALS_TRUE", "LAW_OBEYED", "SUPERVISION_ACCEPTED", "LIABILITY_ACCEPTED", "PUBLICATION_CONSENTED"]
RENEWED = [*SENTENCES, "PROMISE_RENEWED"]
FIRST_DAY = date(2026, 12, 9)
"""Three months after the decision was served on the 8th of September, and the day after (class table)."""
AGREE = {"first_opinion": "AGREE", "duties": ["PROMISE_KEPT"]}


class BreachOffice(PledgeOffice):
    """An office that hears a breach of B's pledge, puts it on record, and repairs it."""

    def break_again(self, pledge_id: str, kind: BreachKind = BreachKind.NON_PERFORMANCE, **document: str) -> Record:
        """Have a breach alleged, admitted, confirmed by two and served, all on one morning; return its record."""
        case = self.serve(self.allege(pledge_id, kind), "T15_NOTICE")
        case = self.complete(case, "applicant_b", reply="ADMIT")
        values = {"proposal": "CONFIRM", "proposal_findings": FOUND, **(document or DOCUMENT)}
        case = self.complete(case, "credit_office_2", **values)
        self.serve(self.complete(case, "decider", confirmation="AGREE"), "T15_DECISION")
        return self.breach_records()[-1]

    def broken(self, kind: BreachKind = BreachKind.NON_PERFORMANCE) -> tuple[str, Record]:
        """Have B's pledge broken, on record since the 8th of September; return the pledge and the record."""
        pledge_id = self.published()
        move_to(self, 2026, 9, 8, 10, 0)
        return pledge_id, self.break_again(pledge_id, kind)

    def begin_repair(self, record: Record, *, uscc: str | None = None) -> CaseView:
        """Open the repair of a record."""
        self.forget_compiled()
        command = OpenCase("credit_repair", uscc or self.uscc_of(record), {"record_id": record.id})
        return open_case(command, actor=self.agent(), tools=self.tools)

    def uscc_of(self, record: Record) -> str:
        """Return the code of whom a record is about."""
        with self.tools.database.read() as unit:
            return str(unit.records.get(record.id).subject.uscc)

    def proof(self, case: CaseView) -> dict[str, object]:
        """Return a whole application about a breach, its proof uploaded."""
        return {
            "promise_state": "PUT_RIGHT",
            "promise_done_on": "2026-09-18",
            "promise_summary": "全部车辆加装密闭装置，九月十八日通过验收。",
            "promise_proof": self.upload(case, "promise_proof"),
            "contact_phone": "13800000000",
            "appeal_declaration": "NONE",
            "electronic_service_consent": True,
            "pledge": RENEWED,
            "signer_role": "LEGAL_REPRESENTATIVE",
            "signer_name": "王建军",
        }

    def handed_in(self, record: Record, **changed: object) -> CaseView:
        """Hand an application in, with other answers where they are given."""
        case = self.begin_repair(record)
        return self.complete(case, "applicant_b", **(self.proof(case) | changed))

    def before_decision(self, record: Record) -> CaseView:
        """Bring the repair of a record to its decision."""
        case = self.complete(self.handed_in(record), "intake", acceptance="ACCEPT")
        case = self.complete(case, "first_reviewer", **AGREE)
        return self.complete(case, "second_reviewer", second_opinion="AGREE")

    def repaired(self, record: Record) -> CaseView:
        """Have the repair of a record granted, and every site follow."""
        case = self.complete(self.before_decision(record), "decider", decision="GRANT")
        return self.followed(case)

    def followed(self, case: CaseView) -> CaseView:
        """Let the sites follow a grant, and be looked at."""
        self.work()
        self.pass_time(hours=2)
        self.pass_time(hours=2)
        return self.seen(case)

    def standings(self, record: Record) -> tuple[str, str, str]:
        """Return how a record, the breach that it came of, and the pledge stand."""
        with self.tools.database.read() as unit:
            now = unit.records.get(record.id).record
            breach = unit.session.query(PledgeBreach).filter_by(record_id=record.id).one()
            pledge = unit.session.get(Pledge, breach.pledge_id)
            assert pledge is not None
            return (now.status, breach.status, pledge.status)

    def breach_id(self, record: Record) -> str:
        """Return the breach that a record came of."""
        with self.tools.database.read() as unit:
            return str(unit.session.query(PledgeBreach).filter_by(record_id=record.id).one().id)
