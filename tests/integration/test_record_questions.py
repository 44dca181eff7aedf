"""One number with two parties is asked about once; names are kept; numbers of other sites are matched by hand once."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import Service, build_service
from page_readers import reader
from sqlalchemy import select

from workflow_app.adapters.spreadsheets_write import write_penalties
from workflow_app.domain.commands.records import AnswerNumber, EnterNumber, ImportRecords
from workflow_app.domain.errors import ConflictError, ForbiddenError, NotFoundError
from workflow_app.domain.seeds.demo_penalties import DEMO_PENALTIES
from workflow_app.domain.sheets import Cell
from workflow_app.models import AuditEntry, Record
from workflow_app.services.desk_records import get_desk_record, list_desk_records
from workflow_app.services.imports import ImportView, import_records
from workflow_app.services.number_questions import QuestionView, answer_number, list_questions
from workflow_app.services.site_numbers import enter_number

BY_KEY = {penalty.key: penalty.cells for penalty in DEMO_PENALTIES}
SHARED = "牟城管罚决字〔2026〕第044号"


@pytest.fixture
def service(database_url: str, tmp_path: Path) -> Iterator[Service]:
    built = build_service(database_url, tmp_path)
    yield built
    built.parts.close()


def bring_in(service: Service, *keys: str, **cells: Cell) -> ImportView:
    content = write_penalties([{**BY_KEY[key], **cells} for key in keys])
    command = ImportRecords("penalties.xlsx", io.BytesIO(content))
    return import_records(command, actor=service.actor("data_clerk"), tools=service.tools)


def questions(service: Service) -> list[QuestionView]:
    return list(list_questions(actor=service.actor("data_clerk"), tools=service.tools))


def answer(service: Service, reply: str, mistaken: str | None = None) -> None:
    (question,) = questions(service)
    command = AnswerNumber(question.id, reply, mistaken)
    answer_number(command, actor=service.actor("data_clerk"), tools=service.tools)


def record_of(service: Service, number: str) -> Record:
    with service.tools.database.read() as work:
        return work.session.scalars(select(Record).where(Record.document_no == number).order_by(Record.id)).first()


def entries(service: Service, action: str) -> list[AuditEntry]:
    with service.tools.database.read() as work:
        return list(work.session.scalars(select(AuditEntry).where(AuditEntry.action == action)))


def test_a_number_that_another_party_carries_is_asked_about_once(service: Service) -> None:
    bring_in(service, "H/6", "H1/6")
    (question,) = questions(service)
    assert (question.document_no, question.answer) == (SHARED, None)
    assert {question.first.name, question.other.name} == {"中牟砺石建筑劳务有限公司", "段志勇"}
    answer(service, "SAME_DECISION")
    again = bring_in(service, "H/6", "H1/6", CF_NR="罚款人民币20000元")
    assert (again.changed, [each.code for each in again.findings]) == (2, [])
    (question,) = questions(service)
    assert (question.answer, question.answered_by) == ("SAME_DECISION", "data_clerk")
    with pytest.raises(ConflictError, match="QUESTION_ANSWERED"):
        answer(service, "SAME_DECISION")
    (entry,) = entries(service, "record.number_answered")
    assert entry.data["answer"] == "SAME_DECISION"


def test_a_clerk_answers_on_the_page_of_the_import(service: Service) -> None:
    done = bring_in(service, "H/6", "H1/6")
    clerk = reader(service, "data_clerk")
    path = f"/desk/imports/{done.id}"
    page = clerk.get(path)
    target, fields = page.form("//form[contains(@action, '/desk/questions/')]")
    fields["answer"] = "SAME_DECISION"
    assert clerk.post(str(target), fields).location == path
    assert "One decision about both." in clerk.get(path).text
    assert "The same number with two parties" not in clerk.get("/desk/imports").text


def test_former_names_are_fed_from_imports_and_shown_with_the_record(service: Service) -> None:
    done = bring_in(service, "B/1", CF_XDR_MC="中牟宏运清运有限公司", CF_WSH="牟城管罚决字〔2026〕第991号")
    assert [each.code for each in done.findings] == ["NAME_DIFFERS"]
    record = record_of(service, "牟城管罚决字〔2026〕第991号")
    found = get_desk_record(record.id, actor=service.actor("first_reviewer"), tools=service.tools)
    assert [(each.name, each.is_known) for each in found.names] == [
        ("中牟宏运渣土清运有限公司", True),
        ("中牟宏运清运有限公司", False),
    ]
    assert found.record.subject.name == "中牟宏运渣土清运有限公司"
    assert not found.may_enter


def test_a_record_shows_what_each_version_changed_and_with_which_file_it_came(service: Service) -> None:
    done = bring_in(service, "B/1", CF_NR_FK="3")
    record = record_of(service, "牟城管罚决字〔2026〕第031号")
    newest, first = get_desk_record(record.id, actor=service.actor("data_clerk"), tools=service.tools).versions
    assert [(each.field, each.before, each.after) for each in newest.changes] == [
        ("罚款金额(万元)", "20000.00", "30000.00")
    ]
    assert (newest.version, newest.import_id, newest.filename) == (2, done.id, "penalties.xlsx")
    assert (first.version, first.changes) == (1, ())
    page = reader(service, "first_reviewer").get(f"/desk/records/{record.id}")
    assert "罚款金额(万元)" in page.text


def test_the_number_of_another_site_is_entered_once_corrected_and_found_again(service: Service) -> None:
    record, other = record_of(service, "牟城管罚决字〔2026〕第031号"), record_of(service, "牟城管罚决字〔2026〕第072号")
    clerk = service.actor("data_clerk")
    _add_site(service)
    for number in ("XY-001", "XY-002", "XY-002"):
        enter_number(EnterNumber(record.id, "CREDIT_XX", number), actor=clerk, tools=service.tools)
    told = [(each.data["before"], each.data["after"]) for each in entries(service, "record.site_number")]
    assert told == [("", "XY-001"), ("XY-001", "XY-002")]
    found = list_desk_records("XY-002", cursor=None, limit=10, actor=clerk, tools=service.tools)
    assert [each.id for each in found.items] == [record.id]
    with pytest.raises(ConflictError, match="NUMBER_TAKEN"):
        enter_number(EnterNumber(other.id, "CREDIT_XX", "XY-002"), actor=clerk, tools=service.tools)
    with pytest.raises(ForbiddenError):
        enter_number(
            EnterNumber(record.id, "CREDIT_XX", "1"), actor=service.actor("first_reviewer"), tools=service.tools
        )
    with pytest.raises(NotFoundError):
        enter_number(EnterNumber(record.id, "NOWHERE", "1"), actor=clerk, tools=service.tools)
    enter_number(EnterNumber(record.id, "CREDIT_XX", " "), actor=clerk, tools=service.tools)
    enter_number(EnterNumber(other.id, "CREDIT_XX", "XY-002"), actor=clerk, tools=service.tools)


def test_a_clerk_enters_a_sites_number_on_the_page_and_what_was_wrong_is_kept(service: Service) -> None:
    _add_site(service)
    record, other = record_of(service, "牟城管罚决字〔2026〕第031号"), record_of(service, "牟城管罚决字〔2026〕第072号")
    clerk = reader(service, "data_clerk")
    path = f"/desk/records/{record.id}"
    clerk.get(path)
    assert clerk.post(f"{path}/numbers", {"site": "CREDIT_XX", "number": "XY-7"}).location == path
    assert clerk.get(path).all("//input[@name='number' and @value='XY-7']")
    page = clerk.post(f"/desk/records/{other.id}/numbers", {"site": "CREDIT_XX", "number": "XY-7"}, expect=422)
    assert page.all("//input[@name='number' and @value='XY-7' and @aria-invalid='true']")
    assert "XY-7" not in clerk.get("/desk/records?q=nothing").text
    assert "牟城管罚决字〔2026〕第031号" in clerk.get("/desk/records?q=XY-7").text


def test_records_of_other_desks_are_not_found(service: Service) -> None:
    reader(service, "applicant_b").get("/desk/records", expect=403)
    record = record_of(service, "牟城管罚决字〔2026〕第031号")
    with pytest.raises(NotFoundError):
        get_desk_record(record.id, actor=service.actor("applicant_b"), tools=service.tools)


def _add_site(service: Service) -> None:
    """Add a site of others; this installation has only its own."""
    with service.tools.database.write() as work:
        own = work.listings.list_sites()[0]
        work.add(type(own)(code="CREDIT_XX", name_zh="信用某地", name_en="Credit XX", connector="HTTP", active=True))
        work.commit()
