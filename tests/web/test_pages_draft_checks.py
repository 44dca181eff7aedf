"""The page of a draft says of each part how it stands, and of what was not looked at that it was not."""

from builders import Service
from draft_pages import alter, begin
from page_readers import Reader

from workflow_app.domain.process_findings import Finding
from workflow_app.services.process_checks import Report
from workflow_app.web.pages.finding_words import finding_lines

KEY = "ordinary_approval"


def stands(author: Reader, draft: str) -> dict[str, str]:
    """Return how the parts of a draft stand, by their names."""
    rows = author.get(draft).all("//*[@id='checks']//dl/div")
    return {row[0].text_content().strip(): row[1].text_content().strip() for row in rows}


def test_each_part_stands_by_itself(author: Reader) -> None:
    draft = begin(author)
    assert stands(author, draft) == {
        "Structure and paths": "in order",
        "Forms and settings": "in order",
        "Letters": "in order",
        "Process tests": "not run since the last change",
        "Replay of finished cases": "not done",
    }
    alter(author, draft, "letters/t09_accept.toml", lambda text: text.replace("{matter_name}", "{nobody}"))
    assert stands(author, draft)["Letters"] == "2 errors 1 hint"
    assert stands(author, draft)["Forms and settings"] == "in order"


def test_tests_stand_green_until_a_file_is_changed(author: Reader) -> None:
    draft = begin(author)
    author.get(f"{draft}/tests?run=1")
    assert stands(author, draft)["Process tests"] == "5 of 5 as kept"
    alter(
        author,
        draft,
        "letters/t09_accept.toml",
        lambda text: text.replace("Your application", "Your written application"),
    )
    assert stands(author, draft)["Process tests"] == "not run since the last change"


def test_what_hangs_on_a_diagram_that_cannot_be_read_was_not_looked_at(author: Reader) -> None:
    draft = begin(author)
    alter(author, draft, f"{KEY}.bpmn", lambda text: text.replace("</bpmn:definitions>", ""))
    told = stands(author, draft)
    assert told["Structure and paths"] == "1 error"
    assert told["Letters"] == "not looked at yet"


def test_a_test_that_keeps_a_draft_from_being_submitted_names_elements(author: Reader) -> None:
    draft = begin(author)
    alter(author, draft, "tests/granted.json", lambda text: text.replace('"review_application"', '"issue_permit"', 1))
    action, fields = author.get(draft).form(f"//form[@action='{draft}/terms']")

    page = author.post(str(action), {**dict(fields), "note": "x", "act": "submit"}, expect=422)

    (said,) = page.all("//li[contains(@class, 'xn-finding-error')]")
    words = " ".join(said.text_content().split())
    assert "expected was Issue the permit" in words
    assert "what came is Review." in words
    assert "Apply for approval → Register the application → Check the materials" in words
    assert "review_application" not in words
    (place,) = said.xpath(".//a")
    assert (place.get("href"), place.text_content()) == (f"{draft}/diagram?show=issue_permit", "Issue the permit")


def test_what_has_no_name_goes_by_its_identifier(module_service: Service) -> None:
    values = {"title": "x", "step": 2, "aspect": "PATH", "expected": ("route",), "happened": ("gateway_1", "gone")}
    found = Finding("route", "TEST_FAILED", values, path=("begun", "begun_to_gateway_1", "gateway_1"))
    names = {
        "route": ("走向", ""),
        "begun": ("开始", "Begun"),
        "gateway_1": ("", ""),
        "begun_to_gateway_1": ("是", "Yes"),
    }
    report = Report("x", (found,), names, frozenset({"begun_to_gateway_1"}))
    with module_service.app.test_request_context(headers={"Accept-Language": "en"}):
        (line,) = finding_lines(report.findings, report)
    assert "expected was 走向, what came is gateway_1, gone" in line.words
    assert line.path == ("Begun", "gateway_1")
    assert (line.element, line.name) == ("route", "走向")
