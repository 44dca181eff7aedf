"""The notices on repair of what an import brought in: one press issues them, one file prints them."""

import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from builders import Service, build_service
from page_readers import PASSWORD, Reader, reader

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.accounts import CreateAccount
from workflow_app.domain.commands.record_letters import WriteRecordLetter
from workflow_app.domain.errors import NotFoundError
from workflow_app.models import Letter, Record
from workflow_app.services.accounts import create_account
from workflow_app.services.record_letters import write_record_letter

BOTH, MINOR = ("H/2", "H/3"), "K/1"
"""What is minor is shown nowhere, so there is nothing to give notice of."""


@pytest.fixture
def service(database_url: str, tmp_path: Path) -> Iterator[Service]:
    made = build_service(database_url, tmp_path / "data", penalties=(*BOTH, MINOR))
    yield made
    made.parts.close()


def newest(who: Reader) -> str:
    """Return where the newest import is."""
    return next(each for each in who.get("/desk/imports").all("//tbody//a/@href") if each.startswith("/desk/imports/0"))


def pages_of(who: Reader, path: str) -> int:
    answer = who.get(path).answer
    assert answer.mimetype == "application/pdf"
    with pikepdf.open(io.BytesIO(answer.data)) as paper:
        return len(paper.pages)


def test_the_notices_of_an_import_are_issued_once_and_printed_in_one_file(service: Service) -> None:
    who = reader(service, "data_clerk")
    where = newest(who)
    page = who.get(where)
    assert "Issue 2 notices" in page.text
    assert not page.all("//a[contains(@href, 'notices.pdf')]"), "there is nothing to print yet"
    who.get(f"{where}/notices.pdf", expect=404)
    assert who.press(page, f"{where}/notices").location == f"{where}#notices"
    issued = who.get(where)
    assert "2 notices were issued." in issued.text
    assert "Issue 2 notices" not in issued.text
    (path,) = issued.all("//a[contains(@href, 'notices.pdf')]/@href")
    assert pages_of(who, path) >= len(BOTH)
    who.press(page, f"{where}/notices")
    assert "Every notice was issued before." in who.get(where).text
    for odd in ("0", "2", "x", "-1"):
        who.get(f"{where}/notices.pdf?part={odd}", expect=404)


def test_a_file_with_wrong_rows_offers_one_thing_first(database_url: str, tmp_path: Path) -> None:
    made = build_service(database_url, tmp_path / "wrong", penalties=(*BOTH, "bad/2"))
    who = reader(made, "data_clerk")
    where = newest(who)
    first = "//main//*[contains(@class, 'btn-primary')]"
    (offered,) = who.get(where).all(first)
    assert "Issue 2 notices" in offered.text_content()
    who.press(who.get(where), f"{where}/notices")
    (offered,) = who.get(where).all(first)
    assert "Download the rejected rows" in offered.text_content()
    made.parts.close()


def test_the_notices_are_nobody_elses_to_issue_or_read(service: Service) -> None:
    other = CreateAccount("other_clerk", "别处", PASSWORD, roles=[Role.DATA_CLERK], authority="LYG_ECOLOGY")
    create_account(other, tools=service.tools)
    where = newest(reader(service, "data_clerk"))
    stranger = reader(service, "other_clerk")
    stranger.get(f"{where}/notices.pdf", expect=404)
    _, fields = stranger.get("/desk/imports").form("//form[@action='/logout']")
    stranger.post(f"{where}/notices", {"csrf_token": fields["csrf_token"]}, expect=404)
    reader(service, "decider").get(f"{where}/notices.pdf", expect=403)


def test_who_works_for_one_authority_issues_none_in_the_name_of_another(database_url: str, tmp_path: Path) -> None:
    made = build_service(database_url, tmp_path / "mixed", penalties=("B/1", "A/1"))
    who = reader(made, "data_clerk")
    where = newest(who)
    page = who.get(where)
    assert "Issue 1 notice" in page.text
    assert "in the name of the authority that made the decision: Zhongmou County Urban Management Bureau." in page.text
    who.press(page, f"{where}/notices")
    with made.tools.database.read() as unit:
        (letter,) = unit.session.query(Letter).filter_by(kind="T01_NOTICE")
        assert "中牟县城市管理局" in str(letter.data)
        assert "郑州市生态环境局" not in str(letter.data)
        assert [each.authority_id for each in unit.session.query(Record).filter_by(id=letter.record_id)] == [
            unit.authorities.get_by_code("ZM_URBAN").id
        ]
        of_another = unit.session.query(Record).filter(Record.id != letter.record_id).one().id
    clerk = made.actor("data_clerk")
    with pytest.raises(NotFoundError):
        write_record_letter(WriteRecordLetter(of_another, "T01_NOTICE"), actor=clerk, tools=made.tools)
    made.parts.close()
