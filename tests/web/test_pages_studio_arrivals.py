"""Diagrams that other tools drew, brought to the studio in the browser."""

import io
import zipfile

import pytest
from builders import Service
from foreign_diagrams import DECISION, ROUTED, SITE_VISIT, ZEEBE
from page_readers import Page, Reader, reader

FORBIDDEN = 403
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"


def zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return buffer.getvalue()


def bring(who: Reader, content: bytes, name: str, *, expect: int = 303) -> Page:
    who.get("/studio") if expect != FORBIDDEN else None
    fields = {"bundle": (io.BytesIO(content), name), "import_title": ""}
    return who.post("/studio/imports", fields, expect=expect)


def replace(who: Reader, draft: str, content: bytes, revision: int) -> Page:
    fields = {"foreign": (io.BytesIO(content), "again.bpmn"), "version": str(revision)}
    return who.post(f"{draft}/drawing", fields)


def diagram_of(who: Reader, draft: str) -> bytes:
    return who.send("GET", f"{draft}/files/site_visit.bpmn", b"", {}, expect=200).data


def test_a_foreign_diagram_becomes_a_draft_that_tells_what_was_adapted(author: Reader) -> None:
    there = bring(author, SITE_VISIT, "visit.bpmn").location
    page = author.get(there).text

    assert there.endswith("/arrival")
    assert "visit.bpmn" in page
    assert "camunda:class" in page
    assert "org.example.Visit" in page
    assert "note_the_visit" in page
    assert "line 7" in page  # of what still stands against it: no operation
    assert "See what was adapted" in author.get(there.removesuffix("/arrival")).text


def test_a_diagram_takes_the_place_of_that_of_a_draft(author: Reader) -> None:
    there = bring(author, SITE_VISIT, "visit.bpmn").location.removesuffix("/arrival")

    now = replace(author, there, SITE_VISIT.replace(b"Note the visit", b"Visit the site"), 1)
    assert now.location == f"{there}/arrival"
    assert b"visit_the_site" in diagram_of(author, there)

    stale = replace(author, there, SITE_VISIT, 1)
    assert stale.location == there
    assert b"visit_the_site" in diagram_of(author, there)


def test_a_diagram_of_a_process_that_is_there_keeps_its_forms_and_letters(author: Reader) -> None:
    diagram = SITE_VISIT.replace(b"site_visit", b"credit_repair")
    there = bring(author, diagram, "repair.bpmn").location.removesuffix("/arrival")

    assert "forms/application.form.json" in author.get(there).text


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"<a><b></a>", "x.bpmn", "line 1 is the first that cannot"),
        (b"<svg/>", "x.svg", "holds no process in BPMN 2.0"),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "x.bpmn", "declares a document type"),
        (b"<", "x.bpmn", "no XML that can be read"),
        (b"", "x.bpmn", "x.bpmn is no BPMN 2.0 diagram"),
        (PNG, "x.bpmn", "x.bpmn is no BPMN 2.0 diagram"),
        (b"PK\x03\x04 not really", "x.zip", "x.zip is no zip archive that can be read"),
        (b"not at all", "x.ZIP", "x.ZIP is no zip archive that can be read"),
        (zipped({}), "x.zip", "The zip holds no process: process.toml is missing"),
        (zipped({"letters/a.toml": b""}), "x.zip", "The zip holds no process: process.toml is missing"),
        (zipped({"process.toml": b"key = 'x_y'"}), "x.zip", "The zip holds no process: .bpmn is missing"),
        (zipped({"process.toml": b"key = '", "x.bpmn": b""}), "x.zip", "process.toml in the zip cannot be read"),
        (zipped({"process.toml": b"", "x.bpmn": b""}), "x.zip", "gives the process no identifier"),
        (zipped({"process.toml": b"key = 'x'", "x.bpmn": b""}), "x.zip", "gives the process no identifier"),
        (zipped({"process.toml": b"key = ['x']", "x.bpmn": b""}), "x.zip", "gives the process no identifier"),
        (DECISION, "risk.dmn", "Put it into one zip with the diagram"),
    ],
)
def test_what_is_no_diagram_is_refused_with_a_reason(author: Reader, content: bytes, name: str, words: str) -> None:
    assert words in bring(author, content, name, expect=422).text


def test_nobody_else_brings_a_diagram_or_reads_what_was_adapted(author: Reader, studio: Service) -> None:
    there = bring(author, SITE_VISIT, "visit.bpmn").location

    clerk = reader(studio, "clerk")
    clerk.get(there, expect=FORBIDDEN)
    bring(clerk, SITE_VISIT, "visit.bpmn", expect=FORBIDDEN)


def test_a_draft_that_was_begun_here_has_nothing_to_tell(author: Reader) -> None:
    author.get("/studio/processes/credit_repair")
    there = author.post("/studio/processes/credit_repair/drafts", {"title": "x"}).location

    author.get(f"{there}/arrival", expect=404)


def test_a_process_that_is_not_there_yet_is_no_link(author: Reader) -> None:
    there = bring(author, SITE_VISIT, "visit.bpmn").location
    ways = author.get(there).all("//nav//a/@href") + author.get(there.removesuffix("/arrival")).all("//nav//a/@href")

    assert "/studio/processes/site_visit" not in ways


def test_who_throws_away_a_process_that_is_not_there_yet_comes_home(author: Reader) -> None:
    there = bring(author, SITE_VISIT, "visit.bpmn").location.removesuffix("/arrival")

    done = author.press(author.get(there), "/discard")

    assert done.location == "/studio"


def told(who: Reader, there: str) -> tuple[list[str], list[str]]:
    """Return what was adapted, and what stands against it, each as its line reads."""
    page = who.get(there)
    rows = page.all("//*[@id='changed']//tbody/tr"), page.all("//*[@id='findings']//li")
    adapted, found = ([" ".join(each.text_content().split()) for each in part] for part in rows)
    return adapted, found


@pytest.mark.parametrize("prefix", ["flowable", "activiti"])
def test_everything_that_is_missing_is_told_at_once_with_its_place(author: Reader, prefix: str) -> None:
    there = bring(author, ROUTED.format(prefix=prefix).encode(), "holiday.bpmn20.xml").location
    adapted, found = told(author, there)

    assert [each for each in adapted if each.startswith("approve ")] == [
        "approve 7 Look at this “managers” is no role of this office. Choose the role of this step.",
        "approve 7 “forms:approve.html” became the form approve.",
    ]
    assert not [each for each in adapted if "candidateGroups" in each or "formKey" in each]
    assert any(each.startswith("decision line 9 The gateway has no default.") for each in found)
    assert any(each.startswith("approve line 7 There is no form approve.") for each in found)
    assert any(each.startswith("book line 14 The service task names no operation.") for each in found)
    (undrawn,) = [each for each in found if "not drawn" in each]
    assert "10 places" in undrawn
    assert "start_event line 5" in undrawn
    assert "decision_to_book line 10" in undrawn


def test_what_is_adopted_from_elements_is_told_once(author: Reader) -> None:
    adapted, _found = told(author, bring(author, ZEEBE.encode(), "check.bpmn").location)

    assert adapted == [
        "check_it 6 “check-form” became the form check_form.",
        'check_it 6 “="first reviewer"” became the role First reviewer.',
    ]


@pytest.mark.parametrize("name", ["f.bpmn", "请假流程.bpmn", "2.bpmn"])
def test_a_diagram_is_taken_in_whatever_its_file_is_called(author: Reader, name: str) -> None:
    there = bring(author, SITE_VISIT.replace(b"site_visit", b"v"), name).location

    assert "/drafts/" in there
    assert name in author.get(there).text
