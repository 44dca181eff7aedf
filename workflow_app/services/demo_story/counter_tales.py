"""A permit taken at the service window in one morning: applied for, signed on paper, decided and handed over."""

from dataclasses import replace

from workflow_app.domain.authorisations import ActsAs
from workflow_app.domain.commands.serving import RecordAttempt
from workflow_app.domain.commands.window import ApplyAtWindow, AtCounter
from workflow_app.domain.serving import Result, ServiceStatus, Way
from workflow_app.domain.window import Shown, on_behalf
from workflow_app.services.demo_story.applying import today
from workflow_app.services.demo_story.approval_tales import told
from workflow_app.services.demo_story.approving import (
    MATERIAL,
    ORDINARY,
    ApprovalAct,
    Asked,
    accepts,
    agrees,
    approval_events,
    drawn,
    grants,
    ticked,
)
from workflow_app.services.demo_story.telling import Event
from workflow_app.services.demo_story.town import Town
from workflow_app.services.demo_story.window_acts import draft_at, signs_on_paper
from workflow_app.services.documents import upload_document
from workflow_app.services.serving import record_attempt
from workflow_app.services.tasks import save_draft
from workflow_app.services.window_opening import open_at_window

ROAD, CLERK = "ROAD_OCCUPATION", "window"


def comes_to_the_counter(said: str, phone: str) -> ApprovalAct:
    """File for the owner of a shop, who brought every paper and signs at the counter."""

    def act(town: Town, asked: Asked) -> None:
        approval, clerk, tools = asked.approval, town.person(CLERK), town.tools
        with tools.database.read() as unit:
            found = unit.subjects.find_by_uscc(approval.subject.uscc)
            assert found is not None  # noqa: S101 - it was fined, so it is on file
            subject_id = found.id
        owner = AtCounter(
            approval.subject.representative, ActsAs.LEGAL_REPRESENTATIVE.value, Shown.ID_CARD.value, phone
        )
        command = ApplyAtWindow(subject_id, approval.authority, approval.matter, approval.process, owner)
        asked.case_id = open_at_window(command, actor=clerk, tools=tools)
        _fills_in(town, asked, subject_id, said)
        signs_on_paper(town, asked.case_id, approval.subject.name, owner.name, came_at=town.clock.now(), who=CLERK)

    return act


def _fills_in(town: Town, asked: Asked, subject_id: str, said: str) -> None:
    """Type what is said and scan what is brought; letters are handed over at the counter."""
    behalf, draft = on_behalf(town.person(CLERK), subject_id), draft_at(town, asked.case_id, CLERK)
    asked_for = [each for each in draft.form["components"] if each.get("key")]
    answers = {**draft.values, **ticked(asked_for), "application_content": said, "electronic_service_consent": False}
    for each in asked_for:
        key = str(each["key"])
        if key.startswith(MATERIAL):
            upload = town.upload(asked.case_id, key, drawn(town, asked, each["label"]))
            answers[key] = upload_document(upload, actor=behalf, tools=town.tools).id
    save_draft(draft.task_id, answers, actor=behalf, tools=town.tools)


def hands_over() -> ApprovalAct:
    """Hand over every letter that is still to be served."""

    def act(town: Town, asked: Asked) -> None:
        receiver, clerk = asked.approval.subject.representative, town.person(CLERK)
        command = RecordAttempt("", Way.DIRECT, Result.SERVED, today(town), receiver=receiver, address="政务服务中心")
        for each in town.seen(asked.case_id, CLERK).letters:
            if each.service == ServiceStatus.PENDING:
                record_attempt(replace(command, letter_id=each.id), actor=clerk, tools=town.tools)

    return act


AJ = replace(
    told(
        "AJ", ORDINARY, ROAD,
        ("09-24", "09:20", comes_to_the_counter(
            "商都大道32号门前人行道3米×1.5米，搭脚手架更换店招，2026年10月9日至10月11日，留出2米通行。", "13800000041"
        )),
        ("09-24", "09:45", accepts()),
        ("09-24", "10:10", agrees("占道面积小，盲道和消防通道不受影响，围挡说明齐全。")),
        ("09-24", "10:40", grants(
            "商都大道32号门前人行道4.5平方米，2026年10月9日至10月11日。", "夜间设警示灯，11日20时前恢复原状。"
        )),
        ("09-24", "11:05", hands_over()),
    ),
    applicant=CLERK,
)  # fmt: skip


def at_the_counter() -> list[Event]:
    """Return what happens about it."""
    return approval_events([AJ])
