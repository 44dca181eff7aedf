"""An enterprise asks for a matter with documents to follow; the office, its days and papers (S07 to S15)."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import BinaryIO, Self

from office import PDF, HandClock, Office
from prepared import prepared
from publicity_modes import set_parameter

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.cases import OpenCase
from workflow_app.domain.commands.deferral import EnterArrival, SupplyMaterial, WishMoreTime
from workflow_app.domain.commands.tasks import CompleteTask, UploadDocument
from workflow_app.domain.ids import new_id
from workflow_app.domain.matters import Supply
from workflow_app.domain.time import ZONE
from workflow_app.models import Case, DeferredItem, Letter, Notice, Subject, Task, Wait
from workflow_app.services.cases import get_case
from workflow_app.services.completing import complete_task
from workflow_app.services.documents import upload_document
from workflow_app.services.more_time import wish_more_time
from workflow_app.services.opening import open_case
from workflow_app.services.supplying import enter_arrival, supply_online
from workflow_app.services.views import CaseView

SUBJECT = "91410122MA3X0M1253"
MATTER = "CONSTRUCTION_WASTE"
ESSENTIAL = ("application", "disposal_plan", "site_agreement")
CONTRACT, VEHICLES, WASHING = "haulage_contract", "vehicle_proof", "wash_facility"
ACCEPTED_ON = datetime(2026, 9, 18, 9, 30, tzinfo=ZONE)
"""The Friday of S07."""
GAPS = {"acceptance": "CORRECT", "gaps": ["DISPOSAL_PLAN"], "gap_disposal_plan": "缺少路线图，请补充。"}
REJECT = {"acceptance": "REJECT", "acceptance_reason": "项目不在本机关管辖范围内。"}
AGREE = {"review_opinion": "AGREE", "review_findings": "方案可行，路线避开学校。"}
DISAGREE = {"review_opinion": "DISAGREE", "review_findings": "消纳场容量不足。"}
AGAINST = {"decision": "GRANT", "grant_reason": "消纳场已扩容。"}
GRANT, REFUSE = {"decision": "GRANT"}, {"decision": "REFUSE", "decision_reason": "消纳场容量不足。"}
MORE, NO_MORE = (
    {"more_time": "AGREE", "agreed_wd": "5", "more_time_reason": "暴雨红色预警属实。"},
    {"more_time": "REFUSE", "more_time_reason": "证明材料与所述期间不符。"},
)
BACK = {"decision": "RETURN", "return_reason": "请核对消纳场容量。"}


def at(month: int, day: int, hour: int = 9, minute: int = 30, second: int = 0) -> datetime:
    """Return an instant of 2026 in Shanghai."""
    return datetime(2026, month, day, hour, minute, second, tzinfo=ZONE)


class SlowScan:
    """A scan for malware that takes its time, in which other things happen."""

    verdict = "NOT_SCANNED"

    def __init__(self, clock: HandClock, until: datetime, meanwhile: Callable[[], None], *, clean: bool) -> None:
        self.clock, self.until, self.meanwhile, self.clean = clock, until, meanwhile, clean

    def is_clean(self, _stream: BinaryIO) -> bool:
        self.clock.instant = self.until
        self.meanwhile()
        return self.clean


class DeferralOffice(Office):
    """An office to which a clean enterprise comes with documents missing."""

    case_id = ""
    files = 0

    @classmethod
    def ready(cls, database_url: str, folder: Path, *, grace: int = 15) -> Self:
        """Return the office on the morning of the day of S07; without grace it is a strict authority."""

        def prepare() -> None:
            made = cls(database_url, folder)
            with made.tools.database.write() as unit:
                unit.add(Subject(id=new_id(), kind="ENTERPRISE", name="中牟畅泽渣土清运有限公司", uscc=SUBJECT,
                                 legal_representative="常泽", status="ACTIVE", created_at=ACCEPTED_ON))  # fmt: skip
                unit.commit()
            made.hire("window", Role.WINDOW)
            made.close()

        prepared("office of deferred acceptance", database_url, folder, prepare)
        made = cls(database_url, folder, seeded=True)
        made.clock.instant = ACCEPTED_ON
        if grace != 15:
            set_parameter(made.tools, "da.grace_wd", grace)
        made.agent(SUBJECT, "applicant_s")
        return made

    def begin(self) -> CaseView:
        """Open the case."""
        command = OpenCase("deferred_acceptance", SUBJECT, {"authority": "ZM_URBAN", "matter": MATTER})
        case = open_case(command, actor=self.people["applicant_s"], tools=self.tools)
        self.case_id = case.id
        return case

    def wish(self, *, days: str = "10", later: tuple[str, ...] = (CONTRACT,)) -> dict[str, object]:
        """Return the answers of an application, its papers uploaded, with some documents to follow."""
        agent = self.people["applicant_s"]
        case = self.seen()
        values: dict[str, object] = {
            "application_content": "广惠街项目土方3.2万立方米，2026年10月至11月外运。",
            "requested_wd": days,
            "contact_phone": "13800000000",
            "electronic_service_consent": True,
            "promise": ["VOLUNTARY", "ON_TIME", "SUSPENSION", "RECORD"],
            "signer_role": "LEGAL_REPRESENTATIVE",
            "signer_name": "常泽",
        }
        for key in ESSENTIAL:
            values[f"material_{key}"] = self.upload(case, f"material_{key}", agent=agent)
        for key in (CONTRACT, VEHICLES, WASHING):
            values[f"has_{key}"] = "LATER" if key in later else "NOW"
            if key in later:
                values[f"reason_{key}"] = "合同正在盖章。"
            else:
                values[f"material_{key}"] = self.upload(case, f"material_{key}", agent=agent)
        return values

    def submit(self, **wanted: object) -> CaseView:  # type: ignore[override] # of another matter
        """Hand an application in."""
        self.begin()
        return self.do("applicant_s", **self.wish(**wanted))  # type: ignore[arg-type] # days and materials

    def accept(self, **wanted: object) -> CaseView:
        """Hand an application in and have it accepted."""
        self.submit(**wanted)
        return self.do("intake", acceptance="ACCEPT")

    def do(self, who: str, **values: object) -> CaseView:
        """Complete the task that somebody has in the case, with the diagram compiled afresh."""
        self.forget_compiled()
        role = {each.role.value for each in self.people[who].grants}
        (task,) = [each for each in self.seen().tasks if each.role in role]
        return complete_task(CompleteTask(task.id, values), actor=self.people[who], tools=self.tools)

    def seen(self) -> CaseView:
        """Return the case as the applicant sees it."""
        return get_case(self.case_id, actor=self.people["applicant_s"], tools=self.tools)

    def at(self, instant: datetime) -> CaseView:
        """Move time on to an instant, with everything that becomes due before."""
        self.reach(instant)
        return self.seen()

    def supply(self, material: str = CONTRACT) -> CaseView:
        """Hand a document in online, another file each time."""
        self.forget_compiled()
        file = self.paper(f"material_{material}")
        return self.hand_in(material, file)

    def more_time(self, **changed: object) -> CaseView:
        """Ask for more time with proof, as the applicant does."""
        self.forget_compiled()
        wish_more_time(WishMoreTime(self.case_id), actor=self.people["applicant_s"], tools=self.tools)
        return self.do("applicant_s", **(self.request() | changed))

    def request(self) -> dict[str, object]:
        """Return the answers of a request for five working days, its proof uploaded."""
        return {
            "force_majeure": "DISASTER",
            "force_majeure_facts": "特大暴雨封路，合同相对方停工停产。",
            "effect_from": "2026-09-18",
            "effect_until": "2026-09-27",
            "wanted_wd": "5",
            "force_majeure_proof": self.paper("force_majeure_proof"),
        }

    def request_ending(self, day: date) -> dict[str, object]:
        """Return a request about the ten days before a day."""
        first, last = day - timedelta(days=10), day
        return self.request() | {"effect_from": first.isoformat(), "effect_until": last.isoformat()}

    def answer(self, **answers: object) -> CaseView:
        """Have the decider answer a request for more time."""
        (task,) = [each for each in self.seen().tasks if each.key == "decide_more_time"]
        self.forget_compiled()
        return complete_task(CompleteTask(task.id, answers), actor=self.people["decider"], tools=self.tools)

    def hand_in(self, material: str, file: str) -> CaseView:
        """Hand in a file that was uploaded."""
        command = SupplyMaterial(self.case_id, material, file)
        return supply_online(command, actor=self.people["applicant_s"], tools=self.tools)

    def upload_slowly(
        self, material: str, *, until: datetime, meanwhile: Callable[[], None] = lambda: None, clean: bool = True
    ) -> str:
        """Upload a file whose scan takes until an instant."""
        scan = SlowScan(self.clock, until, meanwhile, clean=clean)
        upload = UploadDocument(self.case_id, "late.pdf", "application/pdf", io.BytesIO(PDF), f"material_{material}")
        return upload_document(upload, actor=self.people["applicant_s"], tools=replace(self.tools, scan=scan)).id

    def paper(self, field: str) -> str:
        """Put a file to the case without handing it in."""
        self.files += 1
        content = io.BytesIO(PDF + b"%% %d" % self.files)
        upload = UploadDocument(self.case_id, f"{field}.pdf", "application/pdf", content, field)
        return upload_document(upload, actor=self.people["applicant_s"], tools=self.tools).id

    def waits(self, case_id: str) -> list[Task | Wait]:
        """Return what a case waited for and waits for."""
        with self.tools.database.read() as unit:
            return [row for kind in (Task, Wait) for row in unit.session.query(kind).filter_by(case_id=case_id)]

    def enter(self, received_at: datetime, material: str = CONTRACT, channel: Supply = Supply.POST) -> CaseView:
        """Enter that a document arrived on paper."""
        self.forget_compiled()
        command = EnterArrival(self.case_id, material, channel, received_at)
        return enter_arrival(command, actor=self.people["intake"], tools=self.tools)

    def check(self, **verdicts: str) -> CaseView:
        """Have the intake look at what arrived."""
        values: dict[str, object] = {f"check_{key}": value for key, value in verdicts.items()}
        values |= {f"wrong_{key}": "缺少签章页。" for key, value in verdicts.items() if value == "WRONG"}
        return self.do("intake", **values)

    def items(self) -> dict[str, DeferredItem]:
        """Return what follows, by material."""
        with self.tools.database.read() as unit:
            rows = unit.session.query(DeferredItem).filter_by(case_id=self.case_id)
            return {each.material: each for each in rows}

    def case_row(self) -> Case:
        """Return the row of the case."""
        with self.tools.database.read() as unit:
            return unit.session.get_one(Case, self.case_id)

    def letter(self, kind: str) -> str:
        """Return what the last letter of a kind says."""
        with self.tools.database.read() as unit:
            rows = unit.session.query(Letter).filter_by(case_id=self.case_id, kind=kind).all()
            assert rows, kind
            return str(rows[-1].data)

    def letters(self) -> list[str]:
        """Return the kinds of letters that were issued, in order."""
        with self.tools.database.read() as unit:
            rows = unit.session.query(Letter).filter_by(case_id=self.case_id).order_by(Letter.id)
            return [each.kind for each in rows]

    def days(self) -> dict[str, str]:
        """Return the last day of each clock."""
        return {each.key: each.due_on.isoformat() for each in self.seen().clocks if each.due_on}

    def notices_for(self, role: Role | None) -> list[str]:
        """Return what a role was told of the case; what the applicant was, without one."""
        with self.tools.database.read() as unit:
            rows = unit.session.query(Notice).filter_by(case_id=self.case_id, role=role.value if role else None)
            return [each.code for each in rows]
