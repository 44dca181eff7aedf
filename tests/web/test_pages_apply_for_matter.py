"""Applying for a matter in the browser's words: from the guide to the first question, and where a way is closed."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from approval_office import ApprovalOffice
from builders import Service, serve
from page_readers import reader

from workflow_app.domain.commands.tasks import TaskFilter
from workflow_app.services.inbox import list_tasks

GUIDE = "/public/matters/ZM_URBAN/CONSTRUCTION_WASTE"
START = "/my/matters/ZM_URBAN/CONSTRUCTION_WASTE"


def test_the_guide_leads_to_the_first_question(service: Service) -> None:
    applicant = reader(service, "applicant_b")
    assert f"{START}/ordinary_approval" in applicant.get(GUIDE).all("//a/@href")
    before = applicant.get(f"{START}/ordinary_approval")
    assert "Disposal plan" in before.text
    assert "15 working days" in before.text
    opened = applicant.submit(before, "apply", {}, at=f"{START}/ordinary_approval")
    question = applicant.get(applicant.get(opened.location, expect=303).location)
    assert "What do you apply for?" in question.text


@pytest.mark.parametrize("way", ["no_such_way", "credit_repair"])
def test_a_way_that_is_none_is_not_found(service: Service, way: str) -> None:
    reader(service, "applicant_b").get(f"{START}/{way}", expect=404)


def test_only_applicants_apply(service: Service) -> None:
    reader(service, "first_reviewer").get(f"{START}/ordinary_approval", expect=403)


def test_the_desk_sees_the_matter_and_which_materials_are_there(database_url: str, tmp_path: Path) -> None:
    with closing(ApprovalOffice.with_sample(database_url, tmp_path)) as office:
        office.hand_in(office.begin("ordinary_approval"))
        served = serve(replace(office.built, tools=office.tools))
        intake = reader(served, "intake")
        (task,) = list_tasks(TaskFilter(scope="group"), actor=office.people["intake"], tools=office.tools).items
        page = intake.get(f"/desk/tasks/{task.id}")
        assert "Materials of the guide: 6 of 6 handed in" in page.text
        assert page.all("//a[starts-with(@href, '/public/matters/ZM_URBAN/CONSTRUCTION_WASTE?on=2026-09-29')]")
        gaps = [str(each) for each in page.all("//input[@name='gaps']/@value")]
        assert gaps[:2] == ["APPLICATION", "DISPOSAL_PLAN"]
