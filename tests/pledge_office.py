"""An office that keeps pledges, and what is done about one, in a line each."""

from datetime import date
from pathlib import Path

from office import B, Office
from scenario_steps import move_to
from sqlalchemy import select

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.pledges import Allegation, MakePledge, PublishPledge
from workflow_app.domain.commands.serving import RecordAttempt
from workflow_app.domain.inlets import BreachKind
from workflow_app.domain.pledge_drafts import CLAUSES
from workflow_app.domain.pledges import PledgeKind, PromisedItem
from workflow_app.domain.serving import Result, Way
from workflow_app.domain.time import local_date
from workflow_app.models import Letter, Pledge, PledgeBreach, PledgeFollowUp, Record
from workflow_app.services.breach_opening import allege_breach
from workflow_app.services.cases import get_case
from workflow_app.services.pledging import make_pledge, publish
from workflow_app.services.serving import record_attempt
from workflow_app.services.views import CaseView

TRANSPORT = PromisedItem(
    text_zh="渣土车辆全部密闭运输",
    how_zh="现场抽查车辆",
    metric_zh="抽查车辆密闭率为百分之百",
    is_continuous=True,
    until=date(2027, 8, 31),
)
"""What B promises for a year (scenario S17)."""


def hand_over(office: Office, case_id: str, kind: str, *, who: str) -> None:
    """Have somebody hand the last letter of a kind over, today, and what follows happen."""
    office.work()
    with office.tools.database.read() as unit:
        wanted = select(Letter.id).where(Letter.case_id == case_id, Letter.kind == kind).order_by(Letter.id)
        letter_id = unit.session.scalars(wanted).all()[-1]
    today = local_date(office.clock.now())
    command = RecordAttempt(letter_id, Way.DIRECT, Result.SERVED, today, receiver="王建军", address="牟山路1号")
    record_attempt(command, actor=office.people[who], tools=office.tools)
    office.work()


class PledgeOffice(Office):
    """An office with those who keep pledges, look at them, and decide on breaches."""

    @classmethod
    def staffed(cls, database_url: str, folder: Path) -> "PledgeOffice":
        made = cls.with_sample(database_url, folder)
        made.hire("credit_office", Role.CREDIT_OFFICE)
        made.hire("credit_office_2", Role.CREDIT_OFFICE)
        made.hire("verifier", Role.VERIFIER)
        made.hire("head", Role.SECTION_HEAD)
        made.hire("clerk", Role.CLERK_OF_OFFICE)
        move_to(made, 2026, 9, 1, 9, 0)
        return made

    def pledge(self, *items: PromisedItem, kind: PledgeKind = PledgeKind.VOLUNTARY) -> str:
        """Have B sign a pledge; it is not public yet."""
        command = MakePledge(kind, B, "ZM_URBAN", "密闭运输", items or (TRANSPORT,), CLAUSES, "王建军")
        return make_pledge(command, actor=self.agent(), tools=self.tools)

    def published(self, *items: PromisedItem) -> str:
        """Have B sign a pledge, and the credit office publish it."""
        pledge_id = self.pledge(*items)
        publish(PublishPledge(pledge_id), actor=self.people["credit_office"], tools=self.tools)
        return pledge_id

    def allege(self, pledge_id: str, kind: BreachKind = BreachKind.NON_PERFORMANCE) -> CaseView:
        """Have the credit office allege a breach."""
        with self.tools.database.read() as unit:
            item_id = unit.pledges.items_of([pledge_id])[0].id
        found = ("抽查发现两辆车未密闭运输。", "检查记录（牟城管检字〔2026〕第9号）")
        command = Allegation(pledge_id, kind, *found, item_id=item_id)
        case = allege_breach(command, actor=self.people["credit_office"], tools=self.tools)
        self.work()
        return case

    def serve(self, case: CaseView, kind: str) -> CaseView:
        """Hand a letter of a case over, today."""
        hand_over(self, case.id, kind, who="clerk")
        return self.seen(case)

    def seen(self, case: CaseView) -> CaseView:
        """Return a case as B sees it."""
        return get_case(case.id, actor=self.agent(), tools=self.tools)

    def standing(self, pledge_id: str) -> str:
        """Return how a pledge stands."""
        with self.tools.database.read() as unit:
            return str(unit.session.scalars(select(Pledge.status).where(Pledge.id == pledge_id)).one())

    def breach(self, pledge_id: str) -> PledgeBreach:
        """Return the one breach of a pledge."""
        with self.tools.database.read() as unit:
            return unit.session.scalars(select(PledgeBreach).where(PledgeBreach.pledge_id == pledge_id)).one()

    def breach_records(self) -> list[Record]:
        """Return every record of a breach."""
        with self.tools.database.read() as unit:
            return list(unit.session.scalars(select(Record).where(Record.kind == "BREACH")))

    def looks(self, pledge_id: str) -> list[PledgeFollowUp]:
        """Return the looks at a pledge, by their days."""
        with self.tools.database.read() as unit:
            return list(unit.follow_ups.of_pledge(pledge_id))
