"""What happens to an application for a permit: what enterprises do, and what the office does, in one act each."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, cast

from workflow_app.domain.authorisations import ActsAs
from workflow_app.domain.commands.cases import OpenCase
from workflow_app.domain.commands.deferral import SupplyMaterial
from workflow_app.domain.commands.tasks import CompleteTask
from workflow_app.domain.demo_papers import Paper
from workflow_app.domain.seeds.demo_subjects import DemoSubject
from workflow_app.services.completing import complete_task
from workflow_app.services.demo_story.applying import today
from workflow_app.services.demo_story.telling import Event
from workflow_app.services.demo_story.time import at
from workflow_app.services.demo_story.town import Town
from workflow_app.services.opening import open_case
from workflow_app.services.supplying import supply_online
from workflow_app.services.tasks import get_task
from workflow_app.services.views import TaskView

ORDINARY, DEFERRED, PLEDGE = "ordinary_approval", "deferred_acceptance", "pledge_approval"
NOTHING: Mapping[str, str] = MappingProxyType({})
MATERIAL, CHOICE, REASON = "material_", "has_", "reason_"


@dataclass(frozen=True, slots=True)
class Approval:
    """An application for a permit: whose, who files, by which way, for which matter, and what is done when."""

    subject: DemoSubject
    applicant: str
    process: str
    authority: str
    matter: str
    steps: "tuple[ApprovalStep, ...]"


@dataclass(slots=True)
class Asked:
    """An application for a permit while it is told: the case that was opened."""

    approval: Approval
    case_id: str = ""


ApprovalAct = Callable[[Town, Asked], None]
ApprovalStep = tuple[str, str, ApprovalAct]
"""Day, hour, and what is done: `("09-18", "09:30", accepts())`."""


def approval_events(approvals: Iterable[Approval]) -> list[Event]:
    """Return the steps of applications for permits as events."""
    return [
        Event(at(day, hour), _of(asked, act), f"{each.subject.key} {each.matter}")
        for each in approvals
        for asked in [Asked(each)]
        for day, hour, act in each.steps
    ]


def applies(said: str, *, later: Mapping[str, str] = NOTHING, days: int = 10) -> ApprovalAct:
    """Open the case and hand in; what comes `later` is named with the reason, to be there within so many days."""

    def act(town: Town, asked: Asked) -> None:
        approval = asked.approval
        command = OpenCase(
            approval.process, approval.subject.uscc, {"authority": approval.authority, "matter": approval.matter}
        )
        asked.case_id = open_case(command, actor=town.person(approval.applicant), tools=town.tools).id
        form = form_of(town, asked)
        answers = {
            "application_content": said,
            "requested_wd": str(days),
            "contact_phone": "13800000000",
            "electronic_service_consent": True,
            "signer_role": ActsAs.LEGAL_REPRESENTATIVE.value,
            "signer_name": approval.subject.representative,
        }
        known = {each.get("key") for each in form}
        values = {key: value for key, value in answers.items() if key in known}
        values |= ticked(form) | _chosen(form, later)
        values |= {field: _hands_in(town, asked, field, title) for field, title in _needed(form, later)}
        town.complete(asked.case_id, approval.applicant, **values)

    return act


def supplies(material: str, title: str) -> ApprovalAct:
    """Hand in online what was promised."""

    def act(town: Town, asked: Asked) -> None:
        document_id = _hands_in(town, asked, MATERIAL + material, title)
        command = SupplyMaterial(asked.case_id, material, document_id)
        supply_online(command, actor=town.person(asked.approval.applicant), tools=town.tools)

    return act


def accepts(who: str = "intake") -> ApprovalAct:
    """Accept."""
    return completes(who, acceptance="ACCEPT")


def finds_right(*materials: str, who: str = "intake") -> ApprovalAct:
    """Find that what arrived later is what was promised."""
    return completes(who, **{f"check_{each}": "RIGHT" for each in materials})


def agrees(findings: str, who: str = "first_reviewer") -> ApprovalAct:
    """Propose the grant."""
    return completes(who, review_opinion="AGREE", review_findings=findings)


def grants(content: str, conditions: str = "", who: str = "decider") -> ApprovalAct:
    """Grant the permit."""
    return completes(who, decision="GRANT", permit_content=content, permit_conditions=conditions)


def completes(who: str, /, **values: object) -> ApprovalAct:
    """Complete the task that somebody has."""

    def act(town: Town, asked: Asked) -> None:
        command = CompleteTask(_task(town, asked, who).id, values)
        complete_task(command, actor=town.person(who), tools=town.tools)

    return act


def _task(town: Town, asked: Asked, who: str) -> TaskView:
    """Return the task that somebody has in a case, in which others may have one at the same time."""
    roles = {each.role for each in town.person(who).grants}
    (task,) = [each for each in town.seen(asked.case_id).tasks if each.role in roles]
    return task


def form_of(town: Town, asked: Asked) -> list[dict[str, Any]]:
    """Return the questions that the applicant has open, as the edition of the matter asks them."""
    who = asked.approval.applicant
    detail = get_task(town.task(asked.case_id, who).id, actor=town.person(who), tools=town.tools)
    components = cast("list[dict[str, Any]]", detail.form["components"])
    return [each for each in components if each.get("key")]


def ticked(form: Iterable[Mapping[str, Any]]) -> dict[str, object]:
    """Return every sentence that is pledged, ticked."""
    return {each["key"]: [one["value"] for one in each["values"]] for each in form if each["type"] == "checklist"}


def _chosen(form: Iterable[Mapping[str, Any]], later: Mapping[str, str]) -> dict[str, object]:
    """Return what of the secondary documents comes now, and what later and why."""
    names = [each["key"].removeprefix(CHOICE) for each in form if each["key"].startswith(CHOICE)]
    chosen: dict[str, object] = {CHOICE + each: "LATER" if each in later else "NOW" for each in names}
    return chosen | {REASON + each: why for each, why in later.items()}


def _needed(form: Iterable[Mapping[str, Any]], later: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return which documents are handed in at once: the field and what it is called."""
    fields = [(each["key"], each["label"]) for each in form if each["type"] == "filepicker"]
    return [(key, title) for key, title in fields if key.startswith(MATERIAL) and key[len(MATERIAL) :] not in later]


def _hands_in(town: Town, asked: Asked, field: str, title: str) -> str:
    return town.hand_in(asked.case_id, asked.approval.applicant, field, drawn(town, asked, title))


def drawn(town: Town, asked: Asked, title: str) -> Paper:
    """Draw a material of a matter."""
    subject = asked.approval.subject
    seen = town.seen(asked.case_id, asked.approval.applicant).matter
    matter = seen.name_zh if seen else ""
    paper = town.draw(
        "material",
        title=title,
        party=subject.name,
        uscc=subject.uscc,
        matter=matter,
        rectified_on=today(town).isoformat(),
    )
    return replace(paper, filename=f"{title}.pdf")


def _of(asked: Asked, act: ApprovalAct) -> Callable[[Town], object]:
    return lambda town: act(town, asked)
