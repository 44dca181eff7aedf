"""Objections to what is public, and a report: one is looked into, one is not taken up, one was answered."""

from workflow_app.domain.commands.concerns import AnswerConcern, EnterConcern, FileConcern, TakeUp
from workflow_app.domain.commands.objections import FileObjection
from workflow_app.domain.commands.pledges import RecordFollowUp
from workflow_app.domain.concern_entering import Identified
from workflow_app.domain.concerns import Kind, Outcome, Target, Topic
from workflow_app.domain.objections import Relation, Source
from workflow_app.domain.pledges import Result
from workflow_app.services.concern_acts import answer_concern, take_up
from workflow_app.services.concern_entering import enter_concern
from workflow_app.services.concerns import file_concern
from workflow_app.services.demo_story.named import CELLS
from workflow_app.services.demo_story.tales import Penalty
from workflow_app.services.demo_story.telling import Event
from workflow_app.services.demo_story.time import at
from workflow_app.services.demo_story.town import Town
from workflow_app.services.follow_ups import record_follow_up
from workflow_app.services.pledges import search_pledges

FROM = "203.0.113.20"
PROMISE = "渣土运输全程密闭"


class Spoken:
    """Something that somebody said, while it is told; `handler` says what becomes of it."""

    def __init__(self, handler: str) -> None:
        self.handler = handler
        self.id = ""

    def is_taken_up(self, town: Town) -> None:
        """Have it looked into."""
        take_up(TakeUp(self.id, taken=True), actor=town.person(self.handler), tools=town.tools)

    def is_not_taken_up(self, town: Town) -> None:
        """Say why it is not looked into."""
        reason = "对处罚决定本身不服的，请在法定期限内申请行政复议或者提起行政诉讼；公示内容与决定书一致。"
        take_up(TakeUp(self.id, taken=False, reason=reason), actor=town.person(self.handler), tools=town.tools)


class Objection(Spoken):
    """An objection to a record, sent over the public page."""

    def __init__(self, key: str, topic: Topic, statement: str, wanted: str, name: str, phone: str) -> None:
        super().__init__("complaint_handler")
        self.penalty, self.wanted = Penalty.of(CELLS[key]), wanted
        self.said = FileObjection(
            case_id="",
            ground=topic.value,
            statement=statement,
            name=name,
            phone=phone,
            relation=Relation.PARTY.value,
            interest="本单位的公示信息",
            caller=FROM,
            language="zh",
        )

    def is_sent(self, town: Town) -> None:
        """Send it."""
        record = town.record(self.penalty.document_no, self.penalty.uscc)
        command = FileConcern(Kind.OBJECTION, Target.RECORD, record.id, self.said, self.wanted)
        self.id = file_concern(command, tools=town.tools).id


class Call(Spoken):
    """A report about a pledge, taken down on the telephone by the clerk of the window."""

    def __init__(self) -> None:
        super().__init__("credit_office")
        self.pledge_id = ""

    def is_taken_down(self, town: Town) -> None:
        """Write down what was said."""
        self.pledge_id = search_pledges(PROMISE, tools=town.tools).items[0].id
        said = FileObjection(
            case_id="",
            ground=Topic.BROKEN_PROMISE.value,
            statement="九月十六日晚十点左右，万胜路上有渣土车没有盖严，沿路撒漏。",
            name="周文静",
            phone="13803710016",
            relation=Relation.NEIGHBOUR.value,
            interest="住在万胜路边",
            language="zh",
        )
        asked = FileConcern(Kind.REPORT, Target.PLEDGE, self.pledge_id, said, "请查处并告知结果。")
        command = EnterConcern(asked, Source.TELEPHONE.value, Identified.CALLED_BACK.value, read_back=True)
        self.id = enter_concern(command, actor=town.person("window"), tools=town.tools)

    def is_looked_at(self, town: Town) -> None:
        """Have the verifier look at the pledge because of it."""
        with town.tools.database.read() as unit:
            looks = [each for each in unit.follow_ups.open_of(self.pledge_id) if each.reason == "COMPLAINT"]
        found = ("调取卡口录像，当晚经过万胜路的本企业车辆均密闭；撒漏车辆属另一单位，已移交执法。", "卡口录像和移交单")
        for each in looks:
            command = RecordFollowUp(each.id, Result.FULFILLED, *found)
            record_follow_up(command, actor=town.person("verifier"), tools=town.tools)

    def is_answered(self, town: Town) -> None:
        """Answer it."""
        answer = "经调取卡口录像，撒漏车辆不属于被反映单位，已移交执法队另案处理。感谢监督。"
        command = AnswerConcern(self.id, Outcome.REJECTED, answer)
        answer_concern(command, actor=town.person(self.handler), tools=town.tools)


def concerns() -> list[Event]:
    """Return what happens about them."""
    wrong = Objection(
        "AD/1",
        Topic.CONTENT,
        "公示的违法事实写的是“占用人行道”，决定书写的是“占用车行道边线内三米”，两者不一致，请核对。",
        "请按决定书更正公示内容。",
        "孟庆辉",
        "13603860058",
    )
    unfair = Objection(
        "AF/1",
        Topic.RESULT,
        "我单位认为罚款数额过高，同类情形其他单位罚得更少，要求撤下这条公示。",
        "请撤下公示。",
        "冯国栋",
        "13703710069",
    )
    call = Call()
    return [
        Event(at("09-17", "09:40"), call.is_taken_down, PROMISE),
        Event(at("09-18", "10:15"), call.is_taken_up, PROMISE),
        Event(at("09-21", "16:20"), unfair.is_sent, unfair.penalty.document_no),
        Event(at("09-22", "11:30"), call.is_looked_at, PROMISE),
        Event(at("09-23", "09:50"), unfair.is_not_taken_up, unfair.penalty.document_no),
        Event(at("09-23", "15:10"), call.is_answered, PROMISE),
        Event(at("09-24", "14:05"), wrong.is_sent, wrong.penalty.document_no),
        Event(at("09-28", "11:00"), wrong.is_taken_up, wrong.penalty.document_no),
    ]
