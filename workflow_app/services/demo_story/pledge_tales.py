"""Approvals by pledge: one whose check is late, one found false, one granted at once, one that the gate denies."""

from workflow_app.domain.authorisations import ActsAs
from workflow_app.domain.commands.gate import AskGate
from workflow_app.domain.gate import Channel
from workflow_app.domain.seeds.demo_subjects import SUBJECT_BY_KEY
from workflow_app.services.demo_story.applying import today
from workflow_app.services.demo_story.approval_tales import SIGNS, told
from workflow_app.services.demo_story.approving import (
    PLEDGE,
    ApprovalAct,
    Asked,
    accepts,
    applies,
    approval_events,
    completes,
    form_of,
    grants,
    ticked,
)
from workflow_app.services.demo_story.telling import Event
from workflow_app.services.demo_story.time import at
from workflow_app.services.demo_story.town import Town
from workflow_app.services.gate import ask_gate

ECOLOGY, EIA, DISCHARGE, GAS = "ZZ_ECOLOGY", "EIA_APPROVAL", "DISCHARGE_PERMIT", "GAS_SAFETY_PERMIT"


def pledges() -> ApprovalAct:
    """Read the notice and sign, everything ticked."""

    def act(town: Town, asked: Asked) -> None:
        approval = asked.approval
        signer = {"signer_role": ActsAs.LEGAL_REPRESENTATIVE.value, "signer_name": approval.subject.representative}
        town.complete(asked.case_id, approval.applicant, **(ticked(form_of(town, asked)) | signer))

    return act


def finds_false(what: str, finding: str, put_right: str, *, others: tuple[str, ...]) -> ApprovalAct:
    """Find on site that one condition is not true, and order it put right."""

    def act(town: Town, asked: Asked) -> None:
        completes(
            "verifier",
            check_method="ON_SITE",
            checked_on=today(town).isoformat(),
            checked_by="宋锐、何帆",
            post_check="RECTIFY",
            rectify_what=put_right,
            **{f"found_{what}": "FALSE", f"finding_{what}": finding},
            **{f"found_{each}": "FULFILLED" for each in others},
        )(town, asked)

    return act


R = told(
    "R", PLEDGE, EIA,
    ("07-01", "09:20", applies("年处理2万吨建筑垃圾再生骨料项目，位于郑州高新区产业集聚区，配套布袋除尘和喷淋。")),
    ("07-01", "09:50", pledges()),
    ("07-01", "10:30", accepts()),
    ("07-01", "15:10", grants("同意项目按报告表所列性质、规模、地点和环境保护措施建设。")),
    authority=ECOLOGY,
)  # fmt: skip
G = told(
    "G", PLEDGE, SIGNS,
    ("06-11", "10:15", applies("郑开大道与广惠街交叉口东南角立柱广告一处，长12米、高4米，设置期限一年。")),
    ("06-11", "10:40", pledges()),
    ("06-11", "14:20", accepts()),
    ("06-11", "16:45", grants("郑开大道与广惠街交叉口东南角立柱广告一处，长12米、高4米，期限一年。")),
    ("08-10", "15:30", finds_false(
        "as_drawn", "实测广告牌长18米、高6米，超出许可尺寸。", "按许可尺寸拆改广告牌。", others=("lights_out",),
    )),
    ("09-22", "10:10", completes(
        "verifier", rectification="NOT_DONE", rectification_findings="复测尺寸未变，整改期已过。"
    )),
)  # fmt: skip
J = told(
    "J", PLEDGE, DISCHARGE,
    ("09-29", "08:35", applies("污水处理设备清洗废水排放，排放口1个，经市政管网进入污水处理厂。")),
    ("09-29", "08:50", pledges()),
    authority=ECOLOGY,
)  # fmt: skip

BY_PLEDGE = {"R": R, "G": G, "J": J}


def granted_by_pledge() -> list[Event]:
    """Return what happens about permits by pledge; one is asked for in a field that is closed to them."""
    return [*approval_events(BY_PLEDGE.values()), Event(at("09-28", "14:40"), _asks, "gate of E")]


def _asks(town: Town) -> None:
    command = AskGate(SUBJECT_BY_KEY["E"].uscc, GAS, Channel.PLEDGE_APPROVAL.value)
    ask_gate(command, actor=town.person("applicant_e"), tools=town.tools)
