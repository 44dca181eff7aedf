"""Diagrams that other tools drew, brought to the studio in the browser."""

import io

import pytest
from builders import Service
from foreign_diagrams import SITE_VISIT
from page_readers import Page, Reader, reader

FORBIDDEN = 403


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
        (b"", "x.bpmn", "no XML that can be read"),
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
