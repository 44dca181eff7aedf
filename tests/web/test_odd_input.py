"""Input that no browser and no honest caller sends: it is refused, and never a fault of ours."""

import base64
import io
import json

import pytest
from builders import PDF, USCC_B, Service
from callers import Caller
from page_readers import reader

pytestmark = pytest.mark.each_database  # what one database takes the other refuses

NAIVE = "2026-09-29T01:00:00"
SOME_ID = "0199a3f0-0000-7000-8000-000000000000"
CURSORS = [
    ["x", "y"],
    [NAIVE, SOME_ID],
    [f"{NAIVE}+00:00", "y"],
    ["0001-01-01T00:00:00+23:59", SOME_ID],
    [f"{NAIVE}+00:00", "\ud800"],
    [1, 2],
    [],
    {},
]


def cursor(key: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


def as_json(body: object) -> dict[str, object]:
    """Write JSON as ASCII, so that half characters can be sent too."""
    return {"data": json.dumps(body), "content_type": "application/json"}


@pytest.mark.parametrize("path", ["/cases", "/tasks?scope=mine", "/public/listings?q=", f"/subjects/{USCC_B}/records"])
def test_a_cursor_that_is_none_of_ours_is_refused(module_service: Service, path: str) -> None:
    caller = Caller(module_service, module_service.token("applicant_b"))
    for text in [*map(cursor, CURSORS), "é", "!"]:
        mark = "&" if "?" in path else "?"
        answer = caller.get(f"{path}{mark}cursor={text}", expect=422).get_json()
        assert [(each["field"], each["code"]) for each in answer["errors"]] == [("/cursor", "INVALID_CURSOR")]


@pytest.mark.parametrize("path", ["/desk/cases", "/desk", "/admin", "/public"])
def test_a_page_refuses_such_a_cursor_too(module_service: Service, path: str) -> None:
    who = reader(module_service, "process_admin" if path.startswith("/admin") else "first_reviewer")
    for text in (cursor(["x", "y"]), base64.urlsafe_b64encode(b"[" * 5000).decode()):
        who.get(f"{path}?cursor={text}", expect=422)


@pytest.mark.parametrize("record_id", ["abc", "\ud800", "a\0b", "{" + SOME_ID, SOME_ID])
def test_a_record_that_cannot_be_is_unknown(module_service: Service, record_id: str) -> None:
    caller = Caller(module_service, module_service.token("applicant_b"))
    body = {"process": "credit_repair", "uscc": USCC_B, "values": {"record_id": record_id}}
    assert caller.post("/cases", **as_json(body), expect=404).get_json()["code"] == "RECORD_UNKNOWN"


def test_the_key_of_a_field_is_no_longer_than_is_kept(module_service: Service) -> None:
    caller = Caller(module_service, module_service.token("applicant_b"))
    case = caller.open_repair()
    for length, status in ((40, 201), (41, 422)):
        form = {"file": (io.BytesIO(PDF), "receipt.pdf", "application/pdf"), "field": "x" * length}
        caller.post(f"/cases/{case['id']}/documents", data=form, expect=status)
    odd = {"receipt": "abc", "signer_name": "\ud800", "receipt_no": "a\0b", "\0": "\ud800"}
    caller.post(f"/tasks/{case['tasks'][0]['id']}/complete", **as_json({"values": odd}), expect=422)


@pytest.mark.parametrize(
    "path", ["/public?q=%00", "/public/letters/%00", "/public/letters/a%00b", "/desk/cases?q=a%00"]
)
def test_a_nul_in_an_address_is_no_fault(module_service: Service, path: str) -> None:
    who = reader(module_service, "first_reviewer")
    who.get(path, expect=404 if "letters" in path else 400)


@pytest.mark.parametrize(("path", "fields"), [
    ("/public/cases", {"number": "a\0b", "follow_code": "\0"}),
    ("/login", {"username": "a\0b", "password": "x"}),
])  # fmt: skip
def test_a_nul_in_a_form_is_no_fault(module_service: Service, path: str, fields: dict[str, object]) -> None:
    who = reader(module_service)
    who.get("/login")
    who.post(path, fields, expect=400)


@pytest.mark.parametrize(("path", "status"), [
    ("/public/clocks?from=2026-09-29&unit=WORKING_DAYS&amount={}", 422),
    ("/desk/letters/numbers/0199a3f0-0000-7000-8000-000000000000?first={}", 404),
])  # fmt: skip
@pytest.mark.parametrize("number", ["9" * 5000, "٩", "-1", "1e9"])
def test_a_number_that_nobody_could_mean_is_no_fault(
    module_service: Service, path: str, status: int, number: str
) -> None:
    reader(module_service, "clerk_of_office").get(path.format(number), expect=status)
