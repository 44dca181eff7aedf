"""Applying for a matter in the browser's words: from the guide to the first question, and where a way is closed."""

import pytest
from builders import Service
from page_readers import reader

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
