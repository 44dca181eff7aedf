"""Decision tables in the pages of a process, in both languages."""

import pytest
import ruled_process
from builders import Service
from decision_tables import dmn, table
from flask import Flask
from page_readers import reader

from workflow_app.domain.actors import SERVICE
from workflow_app.services.processes import publish_bundle
from workflow_app.web import languages
from workflow_app.web.pages.history import note_of

LISTED = 'hitPolicy="COLLECT"'
PAGE = f"/studio/processes/{ruled_process.KEY}"


@pytest.fixture
def ruled(service: Service) -> Service:
    publish(service, ruled_process.bundle())
    return service


def publish(service: Service, files: dict[str, bytes]) -> None:
    publish_bundle(ruled_process.KEY, files, by=SERVICE.id, approved_by=SERVICE.id, tools=service.tools)


def test_a_table_stands_under_the_diagram_with_its_headings_and_where_it_is_asked(ruled: Service) -> None:
    page = reader(ruled, "process_admin").get(PAGE)
    (shown,) = page.all("//section[@id='table-way_of_visit']//table")
    headings = [" ".join(each.text_content().split()) for each in shown.xpath(".//thead//th")]
    assert headings == ["Rule", "Conditions", "Results", "Column 0way", "Result 0way"]
    rows = [[" ".join(each.text_content().split()) for each in row] for row in shown.xpath(".//tbody/tr")]
    assert rows == [["1", '"VISIT", "LOOK"', '"ACCEPT"'], ["2", '"ASK"', '"CORRECT"']]
    assert "Asked at the step Find the way." in page.text
    assert "Exactly one rule applies." in page.text


def test_the_same_page_in_chinese_names_everything_in_chinese(ruled: Service) -> None:
    page = reader(ruled, "process_admin", lang="zh").get(PAGE)
    section = " ".join(page.all("//section[@id='table-way_of_visit']")[0].text_content().split())
    assert "试表" in section
    assert "用于步骤：定去向。" in section
    assert "Trial table" not in section


def test_what_a_cell_says_is_text_and_a_table_that_nothing_asks_says_so(ruled: Service) -> None:
    files = ruled_process.bundle()
    spare = table("spare", [("way", "string")], [("way", "string")], [["", "'<script>alert(1)</script>'"]], LISTED)
    publish(ruled, {**files, "spare.dmn": dmn(spare)})
    page = reader(ruled, "process_admin").get(PAGE)
    assert page.all("//section[@id='table-spare']//td//code")[0].text == "'<script>alert(1)</script>'"
    assert "No step of the diagram asks this table." in page.text
    assert [each.text_content() for each in page.all("//section[@id='table-spare']//td[@data-label='Column 0']")] == [
        "any"
    ]


@pytest.mark.parametrize(
    ("lang", "name", "note"), [("zh", "试表", "试表，第 1、2 条规则"), ("en", "Trial table", "Trial table, rule 1, 2")]
)
def test_the_history_names_the_rules_in_the_language_of_the_page(lang: str, name: str, note: str) -> None:
    app = Flask("words")
    languages.register(app)
    noted = {"element": "x", "table": "t", "table_zh": "试表", "table_en": "Trial table", "rules": [1, 2]}
    with app.test_request_context(f"/?lang={lang}"):
        assert note_of("case.table_decided", noted) == note
        assert note_of("case.table_decided", {**noted, "rules": []}) == name
