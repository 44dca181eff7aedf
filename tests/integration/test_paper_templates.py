"""Templates of papers: filled in from the record, for the people of that enterprise alone, on both databases."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from office import PENALTY_OF_B, B, Office
from sqlalchemy import update

from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.paper_templates import Template, templates_for
from workflow_app.models import Record, Subject
from workflow_app.services.paper_templates import print_template

F = "91410122MA3X0C0135"
needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="reads the PDF back with Poppler")


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    yield made
    made.close()


def pages(office: Office, folder: Path, kind: Template) -> list[str]:
    """Return the text of each page of a template, without spaces and break opportunities."""
    made = print_template(office.record_id(), kind, actor=office.agent(), tools=office.tools)
    path = folder / "template.pdf"
    path.write_bytes(made.content)
    read = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True).stdout.decode()  # noqa: S603, S607 - a fixed command on our own file
    return ["".join(each.replace("\u200b", "").split()) for each in read.split("\f")[:-1]]


EXPECTED = {
    Template.FORM: ("信用修复申请表", "缴纳罚款（元）：20,000", "改正违法行为", "已全部履行完毕", "处罚机关（盖章）"),
    Template.PLEDGE: (
        "信用修复承诺书",
        "一、所提交材料真实、合法、完整；",
        "五、同意向社会公开本承诺书。",
        "承诺单位（盖章）",
    ),
    Template.REPRESENTATIVE: ("身份证明书", "王建军", "身份证件号码", "单位（盖章）", "法定代表人签字"),
    Template.AUTHORISATION: ("授权委托书", "委托事项：信用修复", "委托期限", "委托单位（盖章）", "受委托人签字"),
}


@needs_poppler
@pytest.mark.parametrize("kind", list(Template))
def test_a_template_is_one_page_and_holds_what_the_record_says(office: Office, tmp_path: Path, kind: Template) -> None:
    chinese, english = pages(office, tmp_path, kind)
    for part in (*EXPECTED[kind], "中牟宏运渣土清运有限公司", B, PENALTY_OF_B, "模板，不编号"):
        assert part in chinese, part
    assert "Forinformationonly" in english
    assert "年月日" in chinese, "the day is left to whoever signs"


@needs_poppler
def test_what_is_not_on_record_stays_blank(office: Office, tmp_path: Path) -> None:
    with office.tools.database.write() as unit:
        unit.session.execute(update(Subject).values(legal_representative=None))
        unit.session.execute(update(Record).values(fine=None, confiscation=None))
        unit.commit()
    form, _english = pages(office, tmp_path, Template.FORM)
    assert ("王建军" in form, "缴纳罚款" in form, "None" in form) == (False, False, False)


def test_a_template_is_called_after_its_title_and_the_decision(office: Office) -> None:
    made = print_template(office.record_id(), Template.AUTHORISATION, actor=office.agent(), tools=office.tools)
    assert made.name == f"授权委托书-{PENALTY_OF_B}"
    assert made.content.startswith(b"%PDF")


@pytest.mark.parametrize("who", ["first_reviewer", "data_clerk", "applicant_f"])
def test_nobody_else_gets_one(office: Office, who: str) -> None:
    office.agent(F, "applicant_f")
    with pytest.raises(NotFoundError, match="RECORD_UNKNOWN"):
        print_template(office.record_id(), Template.PLEDGE, actor=office.people[who], tools=office.tools)


@pytest.mark.parametrize("kind", ["T22_GRANT", "T17_PLEDGE", "", "../t17"])
def test_other_kinds_of_letters_are_no_templates(office: Office, kind: str) -> None:
    with pytest.raises(NotFoundError, match="TEMPLATE_UNKNOWN"):
        print_template(office.record_id(), kind, actor=office.agent(), tools=office.tools)


def test_the_form_of_the_authority_is_offered_only_where_it_is_asked_for() -> None:
    assert Template.FORM in templates_for(["RECEIPT", "T16", "PLEDGE"])
    assert Template.FORM not in templates_for(["RECEIPT", "PLEDGE"])
