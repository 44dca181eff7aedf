"""Files that come in parts: by the protocol, for their own people alone, and a page once and only when whole."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from at_window import WINDOW, begin, clerk
from builders import PDF, USCC_B, Service, hire
from page_readers import Reader, reader, start_application, whole
from photographs import jpeg, receipt
from werkzeug.test import TestResponse

from workflow_app.domain.actors import Role
from workflow_app.domain.time import local_date
from workflow_app.models import Authorisation

PHOTO = jpeg(receipt(1, width=450, height=600))
HALF = len(PHOTO) // 2
MIB = 1024 * 1024


@dataclass
class Sender:
    """Somebody's browser at the pages of one field."""

    who: Reader
    at: str

    def send(
        self, method: str, path: str, *, expect: int, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> TestResponse:
        given = {"Tus-Resumable": "1.0.0", "Accept": "application/json", **(headers or {})}
        return self.who.send(method, path, body, given, expect=expect)

    def begin(self, length: int = len(PHOTO), *, expect: int = 201, name: str = "收据 1.jpg", **more: str) -> str:
        kind = "application/pdf" if name.endswith(".pdf") else "image/jpeg"
        words = {"filename": name, "filetype": kind}
        told = ",".join(f"{key} {base64.b64encode(word.encode()).decode()}" for key, word in words.items())
        headers = {"Upload-Length": str(length), "Upload-Metadata": told, **more}
        return self.send("POST", f"{self.at}/uploads", expect=expect, headers=headers).headers.get("Location", "")

    def part(self, upload: str, offset: int, body: bytes, *, expect: int = 204, **more: str) -> TestResponse:
        headers = {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream", **more}
        return self.send("PATCH", upload, expect=expect, body=body, headers=headers)

    def offset(self, upload: str, *, expect: int = 200) -> int:
        return int(self.send("HEAD", upload, expect=expect).headers.get("Upload-Offset", -1))

    def pages(self) -> list[str]:
        return [str(each) for each in self.who.get(self.at).all("//li/p/span/text()")]


@pytest.fixture
def sender(service: Service) -> Sender:
    who = reader(service, "applicant_b")
    task = start_application(who)
    who.get(whole(task))
    return Sender(who, f"{task}/pages/receipt")


def test_a_file_comes_in_parts_and_is_a_page_with_the_last_one(sender: Sender) -> None:
    upload = sender.begin()
    assert sender.offset(upload) == 0
    answer = sender.part(upload, 0, PHOTO[:HALF])
    assert (answer.headers["Upload-Offset"], answer.headers["Tus-Resumable"]) == (str(HALF), "1.0.0")
    assert answer.headers["Upload-Expires"].endswith("GMT")
    assert (sender.offset(upload), sender.pages()) == (HALF, [])
    sender.part(upload, HALF, PHOTO[HALF:])
    assert sender.pages() == ["收据 1.jpg"]


def test_an_answer_that_was_lost_is_asked_for_and_makes_no_second_page(sender: Sender) -> None:
    upload = sender.begin()
    sender.part(upload, 0, PHOTO)
    assert sender.offset(upload) == len(PHOTO)  # its answer never came: all is there
    sender.part(upload, 0, PHOTO, expect=409)
    sender.part(upload, len(PHOTO), b"")
    assert len(sender.pages()) == 1


def test_after_its_page_was_taken_out_the_same_file_is_a_new_upload(sender: Sender) -> None:
    upload = sender.begin()
    sender.part(upload, 0, PHOTO)
    (page,) = sender.who.get(sender.at).all("//li/@data-page")
    sender.who.post(f"{sender.at}/{page}", {"act": "remove"}, expect=200)
    assert sender.offset(upload, expect=404) == -1


def test_parts_that_do_not_follow_are_refused_and_say_so(sender: Sender) -> None:
    upload = sender.begin()
    sender.part(upload, 0, PHOTO[:HALF])
    told = sender.part(upload, 7, PHOTO[7:], expect=409)
    assert told.get_json()["code"] == "UPLOAD_OFFSET"
    assert told.get_json()["values"]["received"] == HALF
    sender.part(upload, HALF, PHOTO[HALF:] + b"more", expect=413)
    assert sender.offset(upload) == HALF
    sender.part(upload, HALF, PHOTO[HALF:])  # and the right ones go on
    assert len(sender.pages()) == 1


def test_a_file_larger_than_the_limit_is_refused_before_any_of_it_is_sent(sender: Sender) -> None:
    sender.begin(21 * MIB, expect=413)
    sender.send("POST", f"{sender.at}/uploads", expect=413, headers={"Upload-Length": "9" * 5000})
    sender.begin(0, expect=422)
    told = sender.send("POST", f"{sender.at}/uploads", expect=422, headers={"Upload-Length": "-1"})
    assert "INVALID_NUMBER" in told.get_data(as_text=True)
    options = sender.send("OPTIONS", f"{sender.at}/uploads", expect=204)
    assert int(options.headers["Tus-Max-Size"]) == 20 * MIB
    assert options.headers["Tus-Extension"] == "creation,expiration,termination"


def test_a_file_that_is_refused_when_whole_is_kept_nowhere(sender: Sender) -> None:
    upload = sender.begin(900)
    told = sender.part(upload, 0, PHOTO[:900], expect=422)
    assert told.get_json()["code"] == "FILE_BROKEN"
    assert "damaged" in told.get_json()["detail"]
    sender.offset(upload, expect=404)
    assert sender.pages() == []


def test_an_upload_is_its_senders_alone(service: Service, sender: Sender) -> None:
    upload = sender.begin()
    sender.part(upload, 0, PHOTO[:HALF])
    other = reader(service, "first_reviewer")
    other.get("/desk")
    for method in ("HEAD", "DELETE"):
        Sender(other, sender.at).send(method, upload, expect=403)
    Sender(other, sender.at).part(upload, HALF, PHOTO[HALF:], expect=403)
    colleague = reader(service, _colleague(service))
    colleague.get("/my")
    theirs = Sender(colleague, sender.at)  # the same case and task, and yet another's upload
    theirs.offset(upload, expect=404)
    theirs.part(upload, HALF, PHOTO[HALF:], expect=404)
    theirs.send("DELETE", upload, expect=404)
    sender.offset(upload.replace("receipt", "correction"), expect=404)
    assert sender.offset(upload) == HALF


def _colleague(service: Service) -> str:
    """Give somebody else who acts for the same enterprise an account, and return its name."""
    hire(service, "colleague", Role.APPLICANT)
    with service.tools.database.write() as unit:
        account, subject = unit.accounts.find_by_username("colleague"), unit.subjects.find_by_uscc(USCC_B)
        assert account is not None
        assert subject is not None
        today = local_date(service.tools.clock.now())
        unit.add(Authorisation(account_id=account.id, subject_id=subject.id, kind="AGENT", valid_from=today))
        unit.commit()
    return "colleague"


def test_what_is_no_part_of_the_protocol_is_refused(sender: Sender) -> None:
    upload = sender.begin()
    sender.send("HEAD", upload, expect=412, headers={"Tus-Resumable": "0.2.2"})
    sender.part(upload, 0, PHOTO, expect=415, **{"Content-Type": "application/json"})
    sender.part(upload, 0, PHOTO, expect=400, **{"X-CSRFToken": "another's"})
    sender.begin(expect=400, **{"X-CSRFToken": "another's"})
    sender.send("POST", sender.at.replace("receipt", "said") + "/uploads", expect=404, headers={"Upload-Length": "5"})
    sender.send("DELETE", upload, expect=204)
    sender.offset(upload, expect=404)


def test_the_clerk_at_the_window_puts_pages_together_for_who_stands_there(service: Service) -> None:
    who = clerk(service)
    case = begin(who)
    form = who.get(f"{case}/form")
    (place,) = form.all("//input[@name='receipt']/ancestor::div[@data-pages]/@data-pages")
    assert place == f"{case}/pages/receipt"
    desk = Sender(who, str(place))
    upload = desk.begin()
    desk.part(upload, 0, PHOTO[:HALF])
    desk.part(upload, HALF, PHOTO[HALF:])
    desk.part(desk.begin(len(PDF), name="scan.pdf"), 0, PDF)
    first, second = who.get(str(place)).all("//li/@data-page")
    turned = who.post(f"{place}/{first}", {"act": "turn"}, expect=200)
    assert turned.all("//img/@src")[0].startswith(f"{case}/pages/thumbnails/{first}")
    assert who.get(turned.all("//img/@src")[0]).answer.mimetype == "image/jpeg"
    who.post(f"{place}/{second}", {"act": "up"}, expect=200)
    assert who.get(f"{case}/form").all("//li/@data-page") == [second, first]
    assert who.get(WINDOW).answer.status_code == 200


def test_a_clerk_of_another_office_and_an_applicant_find_no_pages_at_the_window(service: Service) -> None:
    case = begin(clerk(service))
    reader(service, "applicant_b").get(f"{case}/pages/receipt", expect=403)
    reader(service, "first_reviewer").get(f"{case}/pages/receipt", expect=403)
