"""A site pushes an application, signed; anybody else is turned away, and the same one again is the same case."""

import base64
import json
from collections.abc import Callable

import pytest
from builders import PDF, Service
from callers import API, Caller, Json

from workflow_app.adapters.sites_signing import Signed, headers_of, sign_request, write_instant
from workflow_app.domain.time import machine_now

Callers = Callable[[str | None], Caller]
SITE = "CREDIT_ZZ"
PATH = f"/channels/{SITE}/applications"
SECRET = "a secret shared with one site only"


@pytest.fixture
def known_site(service: Service) -> Service:
    """Share a secret with the site."""
    with service.tools.database.write() as work:
        site = work.listings.find_site(SITE)
        assert site is not None
        site.secret_cipher = service.tools.cipher.encrypt(SECRET)
        work.commit()
    return service


def application(**changed: object) -> Json:
    values = {
        "paid_on": "2026-05-20",
        "receipt_no": "豫财410122-0001",
        "paid_amount": "20000",
        "rectification_summary": "车辆已全部加装密闭装置，并通过复查。",
        "rectified_on": "2026-05-18",
        "contact_phone": "13800000000",
        "appeal_declaration": "NONE",
        "pledge": [
            "MATERIALS_TRUE", "LAW_OBEYED", "SUPERVISION_ACCEPTED", "LIABILITY_ACCEPTED", "PUBLICATION_CONSENTED",
        ],
        "signer_role": "LEGAL_REPRESENTATIVE",
        "signer_name": "王建军",
    }  # fmt: skip
    paper = {"filename": "paper.pdf", "content": base64.b64encode(PDF).decode()}
    return {
        "outside_no": "XYZZ-2026-7",
        "received_at": "2026-09-25T10:00:00+08:00",
        "uscc": "91410122MA3X0A0186",
        "document_no": "牟城管罚决字〔2026〕第031号",
        "values": values,
        "files": [{"field": field, **paper} for field in ("receipt", "rectification", "t16")],
        **changed,
    }


def signed(content: Json, *, secret: str = SECRET) -> Json:
    body = json.dumps(content).encode()
    request = Signed(SITE, "POST", API + PATH, write_instant(machine_now()), "nonce-1", "", body)
    headers = headers_of(request, sign_request(secret.encode(), request))
    return {"data": body, "content_type": "application/json", "headers": headers}


def test_a_signed_application_is_taken_in_once(caller: Callers, known_site: Service) -> None:
    first = caller(None).post(PATH, **signed(application())).get_json()
    again = caller(None).post(PATH, **signed(application())).get_json()
    assert (first["status"], first["known"], again["known"]) == ("OPENED", False, True)
    assert first["case_number"] == again["case_number"]
    assert known_site.tools


def test_what_another_signed_is_refused(caller: Callers, known_site: Service) -> None:
    answer = caller(None).post(PATH, expect=401, **signed(application(), secret="another secret"))
    assert answer.get_json()["code"] == "SITE_SIGNATURE_REFUSED"
    assert known_site.tools


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"received_at": "yesterday"}, "/received_at"),
        ({"received_at": "2026-09-25T10:00:00"}, "/received_at"),
        ({"files": [{"field": "receipt", "filename": "x.pdf", "content": "%%"}]}, "/files/0"),
        ({"document_no": "没有"}, "/document_no"),
        ({"values": {"paid_on": "2026-05-20"}}, "/values/signer_name"),
    ],
)
def test_what_is_wrong_is_told_by_field(caller: Callers, known_site: Service, changed: Json, field: str) -> None:
    answer = caller(None).post(PATH, expect=422, **signed(application(**changed)))
    assert field in {each["field"] for each in answer.get_json()["errors"]}
    assert known_site.tools
