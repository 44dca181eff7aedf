"""A pledge that was broken and put right since: on the first morning the repair of its record is about to end."""

from datetime import date

from workflow_app.domain.commands.cases import OpenCase
from workflow_app.domain.commands.serving import RecordAttempt
from workflow_app.domain.demo_papers import Paper
from workflow_app.domain.pledges import PromisedItem
from workflow_app.domain.serving import Result, Way
from workflow_app.services.demo_story.applying import PLEDGE, PROCESS, today
from workflow_app.services.demo_story.pledges_told import Promise
from workflow_app.services.demo_story.telling import Event
from workflow_app.services.demo_story.time import YEAR, at
from workflow_app.services.demo_story.town import Town
from workflow_app.services.opening import open_case
from workflow_app.services.serving import record_attempt

BOARDS = PromisedItem(
    "所设户外广告牌每月检修一次，夜间亮灯完好，无锈蚀、无松动。",
    "Every billboard is overhauled once a month, lit at night, and neither rusty nor loose.",
    "查阅检修记录并现场抽查。",
    "The records are read, and some billboards looked at.",
    "检修记录齐全，抽查的广告牌完好率为百分之百。",
    "The records are whole, and every billboard looked at is sound.",
    is_continuous=True,
    until=date(YEAR + 1, 3, 31),
)
FOUND = "抽查户外广告牌六处，其中一处面板松动、支架锈蚀，三月、四月无检修记录。"
DOCUMENT = {"document_no": "牟城管责改字〔2026〕第015号", "document_on": f"{YEAR}-05-12"}
AGREED = {"first_opinion": "AGREE", "duties": ["PROMISE_KEPT"]}
DONE = "八处广告牌已全部更换锈蚀支架并加固，委托检测单位检测合格，建立了每月检修台账，五月至八月记录齐全。"


class Broken(Promise):
    """A pledge whose breach goes on record, and is repaired."""

    def is_not_kept(self, town: Town) -> None:
        """Have an inspection find that it is not."""
        self.is_found(town, FOUND)

    def is_alleged_broken(self, town: Town) -> None:
        """Have the credit office allege the breach."""
        self.is_alleged(town, f"承诺户外广告牌每月检修；经检查，{FOUND}")

    def is_heard(self, town: Town) -> None:
        """Have the party admit it."""
        town.complete(self.case_id, self.who, reply="ADMIT")

    def is_proposed(self, town: Town) -> None:
        """Have the credit office propose to confirm it, on a document."""
        values = {"proposal": "CONFIRM", "proposal_findings": FOUND, **DOCUMENT}
        town.complete(self.case_id, "credit_office", **values)

    def is_confirmed(self, town: Town) -> None:
        """Have the decider confirm it."""
        town.complete(self.case_id, "decider", confirmation="AGREE")

    def is_served(self, town: Town) -> None:
        """Have the clerk hand the decision over, on which the breach goes on record."""
        letters = town.seen(self.case_id, "credit_office").letters
        letter = next(each for each in letters if each.kind == "T15_DECISION")
        receiver = self.subject.representative if self.subject else ""
        command = RecordAttempt(
            letter.id, Way.DIRECT, Result.SERVED, today(town), address="郑州市农业路72号", receiver=receiver
        )
        record_attempt(command, actor=town.person("clerk_of_office"), tools=town.tools)

    def is_applied_for(self, town: Town) -> None:
        """Have the party apply for the repair, with the proof and a new pledge."""
        uscc = self.subject.uscc if self.subject else ""
        with town.tools.database.read() as unit:
            (breach,) = unit.breaches.of_pledges([self.id])
        command = OpenCase(PROCESS, uscc, {"record_id": str(breach.record_id)})
        self.case_id = open_case(command, actor=town.person(self.who), tools=town.tools).id
        proof = town.hand_in(self.case_id, self.who, "promise_proof", self._paper(town))
        town.complete(self.case_id, self.who, **self._answers(town), promise_proof=proof)

    def is_reviewed(self, town: Town, who: str, **values: object) -> None:
        """Have somebody of the office do their step."""
        town.complete(self.case_id, who, **values)

    def _paper(self, town: Town) -> Paper:
        words = {
            "party": self.subject.name if self.subject else "",
            "representative": self.subject.representative if self.subject else "",
            "authority": "中牟县城市管理局",
            "document_no": DOCUMENT["document_no"],
            "decided_on": DOCUMENT["document_on"],
            "rectified_on": f"{YEAR}-08-20",
            "agent": town.person(self.who).name,
        }
        return town.draw("rectification", **words)

    def _answers(self, town: Town) -> dict[str, object]:
        return {
            "promise_state": "PUT_RIGHT",
            "promise_done_on": f"{YEAR}-08-20",
            "promise_summary": DONE,
            "contact_phone": "13800000000",
            "appeal_declaration": "NONE",
            "electronic_service_consent": True,
            "pledge": [*PLEDGE, "PROMISE_RENEWED"],
            "signer_role": "LEGAL_REPRESENTATIVE",
            "signer_name": town.person(self.who).name,
        }


def broken_and_repaired() -> list[Event]:
    """Return what happens about the billboards of AF."""
    boards = Broken("applicant_af", "户外广告牌月月检修", BOARDS, key="AF")
    steps = (
        ("04-07", "10:05", boards.signs),
        ("04-09", "09:40", boards.is_published),
        ("05-06", "10:20", boards.is_not_kept),
        ("05-07", "15:00", boards.is_alleged_broken),
        ("05-08", "10:30", boards.is_notified),
        ("05-11", "11:00", boards.is_heard),
        ("05-13", "09:50", boards.is_proposed),
        ("05-15", "10:10", boards.is_confirmed),
        ("05-18", "14:30", boards.is_served),
        ("09-21", "09:25", boards.is_applied_for),
        ("09-22", "10:00", lambda town: boards.is_reviewed(town, "intake", acceptance="ACCEPT")),
        ("09-24", "10:15", lambda town: boards.is_reviewed(town, "first_reviewer", **AGREED)),
        ("09-28", "09:45", lambda town: boards.is_reviewed(town, "second_reviewer", second_opinion="AGREE")),
    )
    return [Event(at(day, time), act, boards.title) for day, time, act in steps]
