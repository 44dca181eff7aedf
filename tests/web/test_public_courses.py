"""How an application goes, on the guide of a matter: stages in words, and a diagram without the office behind it."""

import pytest
from builders import Service
from page_readers import reader

from workflow_app.domain.matters import Way

GUIDE = "/public/matters/ZM_URBAN/CONSTRUCTION_WASTE"
STAGES = {
    Way.ORDINARY: ["Apply for approval · you", "Check the materials · Intake", "Review · First reviewer"],
    Way.DEFERRED: ["Ask for acceptance with documents to follow · you", "Pre-review · Intake"],
    Way.PLEDGE: ["Apply for approval · you", "Sign the pledge · you", "Check the materials · Intake"],
}


@pytest.mark.parametrize("way", Way)
def test_a_guide_tells_the_stages_of_each_way_and_shows_its_diagram(service: Service, way: Way) -> None:
    guide = reader(service, None).get(GUIDE)
    stages = [" ".join(each.text_content().split()) for each in guide.all(f"//ol[@id='stages-{way}']/li")]
    assert stages[: len(STAGES[way])] == STAGES[way]
    assert guide.all(f"//details[@id='course-{way}']//*[@data-diagram-url]/@data-diagram-url") == [
        f"/public/ways/{way}.bpmn"
    ]


def test_a_way_that_is_not_offered_has_no_course(service: Service) -> None:
    guide = reader(service, None).get("/public/matters/ZM_URBAN/GAS_SAFETY_PERMIT")
    assert guide.all("//details/@id[starts-with(., 'course-')]") == ["course-ordinary_approval"]


@pytest.mark.parametrize("way", Way)
def test_the_diagram_says_what_is_done_and_nothing_of_how_the_office_does_it(service: Service, way: Way) -> None:
    answer = reader(service, None).get(f"/public/ways/{way}.bpmn").answer
    assert answer.mimetype == "application/xml"
    assert 'nameEn="Check the materials"' in answer.text or 'nameEn="Pre-review"' in answer.text
    assert "BPMNShape" in answer.text
    for inside in ("role=", "form=", "operation=", "clock=", "internalLimit", "separationGroup", "conditionExpression"):
        assert f"xn:{inside}" not in answer.text, inside
        assert f"<{inside}" not in answer.text, inside
    assert "parameter" not in answer.text


@pytest.mark.parametrize("way", ["credit_repair", "pledge_breach", "nothing", "..%2F..%2Fsecret"])
def test_no_other_process_is_told_to_everybody(service: Service, way: str) -> None:
    reader(service, None).get(f"/public/ways/{way}.bpmn", expect=404)
