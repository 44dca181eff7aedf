"""What a record says to whom it is about: exactly one of five, with one button that fits."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from builders import NOW, Service, build_service
from lxml.html import HtmlElement
from page_readers import PASSWORD, Reader, reader

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.accounts import CreateAccount
from workflow_app.domain.seeds.demo_subjects import SUBJECT_BY_KEY
from workflow_app.models import Record, Subject
from workflow_app.services.accounts import create_account

KEYS = ("H/2", "H/3", "E/1", "K/1")
OPEN, OTHER = "第015号", "第022号"


@pytest.fixture
def service(database_url: str, tmp_path: Path) -> Iterator[Service]:
    made = build_service(database_url, tmp_path / "cards", penalties=KEYS)
    for key in ("H", "E", "K"):
        codes = [SUBJECT_BY_KEY[key].uscc]
        agent = CreateAccount(f"agent_{key}", "李晓岚", PASSWORD, roles=[Role.APPLICANT], subjects=codes)
        create_account(agent, tools=made.tools)
    yield made
    made.parts.close()


def change(service: Service, number: str, act: Callable[[Record], None]) -> None:
    """Change a record, as an import or a clerk would have."""
    with service.tools.database.write() as unit:
        act(unit.session.query(Record).filter(Record.document_no.contains(number)).one())
        unit.commit()


def card(who: Reader, number: str) -> tuple[str, list[HtmlElement]]:
    """Return the sentence of a record on the home page and its buttons."""
    (row,) = who.get("/my").all(f"//li[.//a[contains(@href, '/my/records/') and contains(., '{number}')]]")
    (sentence,) = row.xpath(".//p")
    return " ".join(sentence.text_content().split()), row.xpath(".//*[contains(@class, 'btn')]")


def test_one_that_can_be_applied_for_says_so_and_leads_to_the_application(service: Service) -> None:
    said, (button,) = card(reader(service, "agent_H", lang="zh"), OPEN)
    assert said == "现在可以申请修复。"
    assert button.text_content().split()[0] == "申请修复"


def test_one_that_is_too_young_says_from_which_day_and_what_to_prepare(service: Service) -> None:
    said, (button,) = card(reader(service, "agent_E", lang="zh"), "第072号")
    assert said == "2026年11月21日（周六）起可以申请修复（还有 53 天）。"
    assert button.get("href").endswith("#needs")


def test_a_minor_one_needs_no_repair(service: Service) -> None:
    said, (button,) = card(reader(service, "agent_K", lang="zh"), "第040号")
    assert said == "轻微，不公示，无需修复。"
    assert button.text_content().split()[0] == "查看该记录"


def test_one_whose_information_is_in_doubt_leads_to_the_objection(service: Service) -> None:
    change(service, OPEN, lambda record: setattr(record, "withheld_at", NOW))
    who = reader(service, "agent_H", lang="zh")
    said, (button,) = card(who, OPEN)
    assert said == "信息有误，请走异议。"
    assert button.get("href").endswith("#wrong")
    page = who.get(button.get("href"))
    assert page.all("//section[@id='wrong'][contains(., '文号')]")


def test_one_that_cannot_be_repaired_names_the_basis(service: Service) -> None:
    change(service, OPEN, lambda record: setattr(record, "status", "REVOKED"))
    said, (button,) = card(reader(service, "agent_H", lang="zh"), OPEN)
    assert said == "不可修复：原决定已不再有效（依据：国家发展改革委令第36号）"
    assert button.get("href").endswith("#why")


def test_what_the_gate_denies_is_not_offered_and_names_its_basis(service: Service) -> None:
    with service.tools.database.write() as unit:
        subject = unit.session.query(Subject).filter(Subject.uscc == SUBJECT_BY_KEY["H"].uscc).one()
        subject.status = "DEREGISTERED"
        unit.commit()
    who = reader(service, "agent_H", lang="zh")
    said, (button,) = card(who, OPEN)
    assert said.startswith("不可修复：")
    assert "依据" in said
    assert not who.get("/my").all("//form[contains(@action, '/apply')]")
    assert not who.get(button.get("href")).all("//form[contains(@action, '/apply')]")


def test_an_entry_in_a_list_is_put_right_elsewhere(service: Service) -> None:
    change(service, OPEN, lambda record: setattr(record, "kind", "SEVERE_ENTRY"))
    said, _ = card(reader(service, "agent_H", lang="zh"), OPEN)
    assert said.startswith("不可修复：")
    assert "国办发〔2020〕49号" in said


def test_every_record_has_one_sentence_and_one_button(service: Service) -> None:
    change(service, OTHER, lambda record: setattr(record, "status", "MISTAKEN"))
    for key in ("H", "E", "K"):
        rows = reader(service, f"agent_{key}").get("/my").all("//li[./div/a[contains(@href, '/my/records/')]]")
        assert rows
        assert [len(row.xpath(".//p")) for row in rows] == [1] * len(rows)
        assert [len(row.xpath(".//*[contains(@class, 'btn')]")) for row in rows] == [1] * len(rows)


def test_one_in_doubt_is_not_among_those_to_apply_for_together(service: Service) -> None:
    who = reader(service, "agent_H", lang="zh")
    several = "//a[contains(@href, '/my/batches/new')]"
    (together,) = who.get("/my").all(several)
    assert "(2)" in together.text_content()
    change(service, OPEN, lambda record: setattr(record, "withheld_at", NOW))
    assert not who.get("/my").all(several)
    page = who.get(together.get("href"))
    boxes = page.all("//input[@name='records']")
    assert len(boxes) == 1
    assert page.all(f"//ul[contains(@class, 'xn-rows')]/li[contains(., '{OPEN}')][contains(., '信息有误')]")
