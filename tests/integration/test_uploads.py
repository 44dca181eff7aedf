"""How much anybody may hand in."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from office import PDF, START, Office

from workflow_app.domain.commands.tasks import UploadDocument
from workflow_app.domain.errors import InvalidError, LimitedError
from workflow_app.models import Document
from workflow_app.services.documents import MOST_FILES, upload_document
from workflow_app.services.limits import count_upload

MEBIBYTE = 1024 * 1024


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    place = Office.with_sample(database_url, tmp_path)
    yield place
    place.close()


def test_a_case_holds_no_more_files_than_somebody_can_look_at(office: Office) -> None:
    case = office.open()
    kept = {"case_id": case.id, "sha256": "0" * 64, "size": 1, "media_type": "application/pdf", "scan": "CLEAN"}
    kept |= {"filename": "a.pdf", "received_at": START, "uploaded_by": office.agent().id}
    with office.tools.database.write() as unit:
        unit.add(*(Document(**kept) for _ in range(MOST_FILES - 1)))
        unit.commit()

    def upload() -> None:
        command = UploadDocument(case.id, "receipt.pdf", "application/pdf", io.BytesIO(PDF), "receipt")
        upload_document(command, actor=office.agent(), tools=office.tools)

    upload()
    with pytest.raises(InvalidError) as refused:
        upload()
    assert [each.code for each in refused.value.errors] == ["TOO_MANY_FILES"]


def test_a_file_sent_twice_is_one_document_and_another_name_field_or_content_is_another(office: Office) -> None:
    case = office.open()
    sent = [
        ("receipt.pdf", PDF, "receipt"),
        ("receipt.pdf", PDF, "receipt"),
        ("again.pdf", PDF, "receipt"),
        ("receipt.pdf", PDF + b" ", "receipt"),
        ("receipt.pdf", PDF, "rectification"),
        ("receipt.pdf", PDF, None),
        ("receipt.pdf", PDF, None),
    ]
    commands = [UploadDocument(case.id, name, "application/pdf", io.BytesIO(text), field) for name, text, field in sent]
    ids = [upload_document(each, actor=office.agent(), tools=office.tools).id for each in commands]
    assert (ids[0], ids[5]) == (ids[1], ids[6])
    assert len(set(ids)) == 5


def test_a_file_that_nobody_scanned_is_not_called_clean(office: Office) -> None:
    case = office.open()
    command = UploadDocument(case.id, "receipt.pdf", "application/pdf", io.BytesIO(PDF), "receipt")
    upload_document(command, actor=office.agent(), tools=office.tools)
    with office.tools.database.read() as unit:
        assert [each.scan for each in unit.documents.of_case(case.id)] == ["NOT_SCANNED"]


def test_an_account_sends_so_much_in_an_hour_and_no_more(office: Office) -> None:
    case = office.open()
    for _ in range(32):
        count_upload(16 * MEBIBYTE, actor=office.agent(), tools=office.tools)
    big = PDF + b" " * MEBIBYTE
    for size, is_refused in ((len(PDF), False), (len(big), True)):
        command = UploadDocument(case.id, "r.pdf", "application/pdf", io.BytesIO(big[:size]), "receipt")
        if is_refused:
            with pytest.raises(LimitedError) as refused:
                upload_document(command, actor=office.agent(), tools=office.tools)
            assert 0 < int(str(refused.value.values["retry_after"])) <= 3600
        else:
            upload_document(command, actor=office.agent(), tools=office.tools)
