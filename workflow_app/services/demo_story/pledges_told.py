"""Pledges of one's own accord: one that is looked at and kept, one whose breach is being heard, one of the staff."""

from datetime import date

from workflow_app.domain.commands.pledges import Allegation, AskFollowUp, MakePledge, PublishPledge, RecordFollowUp
from workflow_app.domain.commands.serving import RecordAttempt
from workflow_app.domain.inlets import BreachKind
from workflow_app.domain.pledge_drafts import CLAUSES, STAFF_CLAUSES
from workflow_app.domain.pledges import PledgeKind, PromisedItem
from workflow_app.domain.pledges import Result as Found
from workflow_app.domain.seeds.demo_subjects import SUBJECT_BY_KEY
from workflow_app.domain.serving import Result, Way
from workflow_app.services.breach_opening import allege_breach
from workflow_app.services.demo_story.applying import today
from workflow_app.services.demo_story.telling import Event
from workflow_app.services.demo_story.time import YEAR, at
from workflow_app.services.demo_story.town import Town
from workflow_app.services.follow_ups import ask_follow_up, record_follow_up
from workflow_app.services.pledging import make_pledge, publish
from workflow_app.services.serving import record_attempt

URBAN = "ZM_URBAN"


class Promise:
    """A pledge while it is told: who gives it, what, and its id once it is signed."""

    def __init__(self, who: str, title: str, item: PromisedItem, *, key: str = "") -> None:
        """Without a `key` somebody of the office pledges."""
        self.who, self.title, self.item = who, title, item
        self.subject = SUBJECT_BY_KEY[key] if key else None
        self.id = self.case_id = ""

    def signs(self, town: Town) -> None:
        """Sign it."""
        who, subject = town.person(self.who), self.subject
        kind, clauses = (PledgeKind.VOLUNTARY, CLAUSES) if subject else (PledgeKind.STAFF, STAFF_CLAUSES)
        signer, uscc = (subject.representative, subject.uscc) if subject else (who.name, None)
        command = MakePledge(kind, uscc, URBAN, self.title, (self.item,), clauses, signer)
        self.id = make_pledge(command, actor=who, tools=town.tools)

    def is_published(self, town: Town) -> None:
        """Have the credit office put it on public display."""
        publish(PublishPledge(self.id), actor=town.person("credit_office"), tools=town.tools)

    def is_kept(self, town: Town) -> None:
        """Have an inspection find it kept."""
        self._looked_at(town, Found.FULFILLED, "现场抽查车辆六台次，密闭装置完好，未见撒漏。", "现场检查记录和照片")

    def is_not_kept(self, town: Town) -> None:
        """Have an inspection find that it is not."""
        self.is_found(town, "抽查车辆八台次，其中两台次接料斗缺失，出站路面有遗撒。")

    def is_found(self, town: Town, found: str) -> None:
        """Have an inspection find what speaks against it."""
        self._looked_at(town, Found.NOT_FULFILLED, found, "现场检查记录和照片")

    def is_alleged_broken(self, town: Town) -> None:
        """Have the credit office allege the breach."""
        self.is_alleged(town, "承诺搅拌车全部加装接料斗并冲洗出站，经检查有两台车未加装，出站路面有遗撒。")

    def is_alleged(self, town: Town, facts: str) -> None:
        """Have the credit office allege a breach in its words."""
        item_id = self._item(town)
        command = Allegation(self.id, BreachKind.NON_PERFORMANCE, facts, "现场检查记录和照片", item_id=item_id)
        self.case_id = allege_breach(command, actor=town.person("credit_office"), tools=town.tools).id

    def is_notified(self, town: Town) -> None:
        """Have the clerk hand the notice over, from which the time to reply runs."""
        letter = next(iter(town.seen(self.case_id, "credit_office").letters))
        receiver = self.subject.representative if self.subject else ""
        command = RecordAttempt(
            letter.id, Way.DIRECT, Result.SERVED, today(town), address="中牟县广惠街66号", receiver=receiver
        )
        record_attempt(command, actor=town.person("clerk_of_office"), tools=town.tools)

    def _looked_at(self, town: Town, result: Found, findings: str, evidence: str) -> None:
        verifier, tools = town.person("verifier"), town.tools
        asked = AskFollowUp(self.id, self._item(town), "INSPECTION", "双随机抽查计划第3号", today(town))
        look_id = ask_follow_up(asked, actor=verifier, tools=tools)
        record_follow_up(RecordFollowUp(look_id, result, findings, evidence), actor=verifier, tools=tools)

    def _item(self, town: Town) -> str:
        with town.tools.database.read() as unit:
            return unit.pledges.items_of([self.id])[0].id


COVERED = PromisedItem(
    "全部运输车辆密闭运输，出场冲洗，不撒漏。",
    "All lorries are covered, washed before they leave, and spill nothing.",
    "现场抽查运输车辆。",
    "Lorries are checked on the road.",
    "抽查车辆密闭率为百分之百。",
    "Every lorry checked is covered.",
    is_continuous=True,
    until=date(YEAR + 1, 5, 31),
)
CHUTES = PromisedItem(
    "搅拌车全部加装接料斗，出站前冲洗干净。",
    "Every mixer has a chute cover and leaves the plant clean.",
    "出站口现场检查。",
    "A look at the gate of the plant.",
    "接料斗安装率为百分之百，出站路面无遗撒。",
    "Every mixer has its cover; the road at the gate is clean.",
    is_continuous=True,
    until=date(YEAR + 1, 6, 30),
)
PAVEMENT = PromisedItem(
    "店外不摆放花架和货物，门前人行道保持畅通。",
    "Nothing stands outside the shop; the pavement stays free.",
    "日常巡查。",
    "The daily round.",
    "巡查中无店外摆放。",
    "Nothing is found outside.",
    due_on=date(YEAR, 12, 31),
)
FAIR = PromisedItem(
    "按规定时限审查，不接受企业宴请和礼品。",
    "Reviews within the limits, and takes neither meals nor gifts of enterprises.",
    "查阅办件记录和廉政档案。",
    "The records of cases and the integrity file are read.",
    "无超时办件，无违规记录。",
    "No case is late by his fault; nothing is on file.",
    is_continuous=True,
    until=date(YEAR, 12, 31),
)


def pledges() -> list[Event]:
    """Return what happens about pledges."""
    covered = Promise("applicant_s", "渣土运输全程密闭", COVERED, key="S")
    chutes = Promise("applicant_ab", "搅拌车防遗撒", CHUTES, key="AB")
    pavement = Promise("applicant_ae", "门前三包", PAVEMENT, key="AE")
    fair = Promise("first_reviewer", "依法公正审查", FAIR)
    return [
        Event(at("05-12", "10:05"), covered.signs, covered.title),
        Event(at("05-14", "09:30"), covered.is_published, covered.title),
        Event(at("06-02", "15:20"), chutes.signs, chutes.title),
        Event(at("06-04", "10:10"), chutes.is_published, chutes.title),
        Event(at("07-01", "09:05"), fair.signs, fair.title),
        Event(at("08-12", "10:40"), covered.is_kept, covered.title),
        Event(at("09-10", "10:25"), chutes.is_not_kept, chutes.title),
        Event(at("09-14", "16:00"), chutes.is_alleged_broken, chutes.title),
        Event(at("09-24", "10:50"), chutes.is_notified, chutes.title),
        Event(at("09-28", "10:20"), pavement.signs, pavement.title),
    ]
