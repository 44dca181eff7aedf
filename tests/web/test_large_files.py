"""A file beyond the limit: the form comes back and says so, in the words of the form."""

import io

import pytest
from builders import Service
from page_readers import APPLICATION, Reader, first_task, hand_in, reader, start_application, whole
from werkzeug.test import TestResponse

LIMIT = 20 * 1024 * 1024


def send_too_much(who: Reader, page: str) -> TestResponse:
    """Begin to send a form whose length is beyond the limit; nobody reads on."""
    return who.client.post(  # the same cookies, a body that is only announced
        page,
        input_stream=io.BytesIO(b"--b"),
        content_type="multipart/form-data; boundary=b",
        environ_overrides={"CONTENT_LENGTH": str(LIMIT + 128 * 1024)},
        buffered=True,
    )


def test_an_application_with_a_huge_file_comes_back_with_its_draft_and_the_limit(service: Service) -> None:
    who = reader(service, "applicant_b")
    task = start_application(who)
    who.post(f"{task}/draft", APPLICATION, expect=200)
    sent = send_too_much(who, task)
    assert (sent.status_code, sent.headers["Location"]) == (303, task)
    page = who.get(whole(task))
    assert "The file is larger than 20.0 MB" in page.text
    assert page.all("//input[@id='field-signer_name']/@value") == ["王建军"]


def test_an_opinion_beyond_the_limit_comes_back(service: Service) -> None:
    hand_in(reader(service, "applicant_b"))
    who = reader(service, "first_reviewer")
    task = first_task(who)
    assert send_too_much(who, task).headers["Location"] == task


def test_a_huge_spreadsheet_is_told_to_be_split_and_not_to_be_photographed(service: Service) -> None:
    who = reader(service, "data_clerk")
    assert send_too_much(who, "/desk/imports").headers["Location"] == "/desk/imports"
    told = who.get("/desk/imports").text
    assert "The spreadsheet is larger than 20.0 MB" in told
    assert "photograph" not in told


@pytest.mark.parametrize(
    ("lang", "kinds"), [("en", "PDF, OFD, JPG, PNG or HEIC"), ("zh", "PDF、OFD、JPG、PNG 或 HEIC")]
)
def test_hint_browser_and_refusal_name_the_same_kinds_of_files(service: Service, lang: str, kinds: str) -> None:
    who = reader(service, "applicant_b", lang=lang)
    task = start_application(who)
    fields = {**APPLICATION, "receipt": (io.BytesIO(b"not a receipt"), "receipt.txt", "text/plain"), "act": "check"}
    page = who.submit(who.get(whole(task)), "answers", fields, expect=422)
    (hint,) = page.all("//*[@id='hint-receipt']")
    (error,) = page.all("//*[@id='error-receipt']")
    (input_,) = page.all("//input[@type='file'][@name='receipt']")
    assert kinds in hint.text_content()
    assert "20.0 MB" in hint.text_content()
    assert kinds in error.text_content()
    assert kinds in input_.get("data-wrong-kind")
    assert input_.get("accept") == ".pdf,.ofd,.jpg,.jpeg,.png,.heic,.heif"
