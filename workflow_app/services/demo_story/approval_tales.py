"""Applications for permits: documents that follow in their three positions, and the ordinary procedure."""

from workflow_app.domain.commands.gate import AskGate
from workflow_app.domain.gate import Channel
from workflow_app.domain.seeds.demo_subjects import SUBJECT_BY_KEY
from workflow_app.services.demo_story.approving import (
    DEFERRED,
    ORDINARY,
    Approval,
    ApprovalStep,
    accepts,
    agrees,
    applies,
    approval_events,
    finds_right,
    grants,
    supplies,
)
from workflow_app.services.demo_story.telling import Event
from workflow_app.services.demo_story.time import at
from workflow_app.services.demo_story.town import Town
from workflow_app.services.gate import ask_gate

URBAN, WASTE, SIGNS, HEAT = "ZM_URBAN", "CONSTRUCTION_WASTE", "OUTDOOR_ADVERTISING", "HEATING_PERMIT"


def told(key: str, process: str, matter: str, *steps: ApprovalStep, authority: str = URBAN) -> Approval:
    """Return the application of an enterprise, which its legal representative files."""
    return Approval(SUBJECT_BY_KEY[key], f"applicant_{key.lower()}", process, authority, matter, steps)


S = told(
    "S", DEFERRED, WASTE,
    ("09-17", "15:20", applies(
        "广惠街综合管廊项目土方3.2万立方米，2026年10月20日至12月20日外运，由本公司清运。",
        later={"haulage_contract": "运输合同已经谈妥，正在双方盖章，国庆节后寄回。"},
    )),
    ("09-18", "09:30", accepts()),
    ("09-22", "16:10", agrees("处置方案可行，路线避开学校和医院，消纳场剩余容量足够。")),
)  # fmt: skip
T = told(
    "T", DEFERRED, SIGNS,
    ("08-21", "10:40", applies(
        "绿博大道会展中心北侧墙面设置喷绘广告一处，长18米、高6米，设置期限一年。",
        later={"structure_report": "结构安全检测已经委托，检测报告尚未出具。"},
    )),
    ("08-24", "09:50", accepts()),
    ("08-26", "11:15", agrees("位置符合设置规划，效果图与周边环境协调，待结构报告补齐。")),
)  # fmt: skip
U = told(
    "U", DEFERRED, HEAT,
    ("09-15", "14:30", applies(
        "万滩片区供热面积86万平方米，自建燃气热源两处，申请供热经营许可。",
        later={"staff_list": "两名司炉人员证书正在换发，九月下旬领取。"},
    )),
    ("09-16", "10:20", accepts()),
    ("09-18", "15:40", agrees("热源和管网已经验收，供热能力与范围相符。")),
    ("09-24", "09:25", supplies("staff_list", "专业人员名册")),
    ("09-28", "15:05", finds_right("staff_list")),
)  # fmt: skip
AD = told(
    "AD", ORDINARY, WASTE,
    ("09-16", "09:40", applies("雁鸣小区外立面改造拆除垃圾1800立方米，2026年10月9日至11月30日外运。")),
    ("09-17", "10:30", accepts()),
    ("09-21", "15:20", agrees("方量与改造范围相符，路线和时段合适，材料齐全。")),
    ("09-24", "11:10", grants(
        "雁鸣小区外立面改造拆除垃圾1800立方米，2026年10月9日至11月30日运往刘集消纳场。",
        "车辆全程密闭；22时至次日6时运输；不得经过商都大道学校路段。",
    )),
)  # fmt: skip
AF = told(
    "AF", ORDINARY, SIGNS,
    ("09-23", "16:35", applies("商都大道88号临街门面店招一处，长12米、高1.5米，LED内光源。")),
    ("09-24", "14:10", accepts()),
)  # fmt: skip

APPROVALS = {"S": S, "T": T, "U": U, "AD": AD, "AF": AF}


def approvals() -> list[Event]:
    """Return what happens about permits; one enterprise is told that it has to repair its record first."""
    return [*approval_events(APPROVALS.values()), Event(at("09-28", "11:30"), _asks, "gate of B")]


def _asks(town: Town) -> None:
    command = AskGate(SUBJECT_BY_KEY["B"].uscc, WASTE, Channel.DEFERRED_ACCEPTANCE.value)
    ask_gate(command, actor=town.person("applicant_b"), tools=town.tools)
