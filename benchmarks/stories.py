"""What one client does for one case, request by request, until the case is complete."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from benchmarks.clients import Client
from benchmarks.places import USCC, Place

Story = Callable[[Client], None]
"""Drives one case to its end; raises NoMoreWorkError where nothing is left to open a case for."""

FORM = {"title": "采购办公用品", "amount": "250.00"}
NUMBERED_FORM = {"title": "采购办公用品", "amount": 250}
FIRST_AGREES = {"first_opinion": "AGREE"}
SECOND_AGREES = {"second_opinion": "AGREE"}
DUTIES = ["FINE_PAID", "RECTIFIED"]
APPLICATION = {
    "paid_on": "2026-05-20",
    "receipt_no": "4100260520001",
    "paid_amount": "20000.00",
    "rectification_summary": "全部车辆已加装密闭装置并通过验收，今后每日出车前检查。",
    "rectified_on": "2026-05-18",
    "contact_phone": "13800138000",
    "appeal_declaration": "NONE",
    "electronic_service_consent": True,
    "pledge": ["MATERIALS_TRUE", "LAW_OBEYED", "SUPERVISION_ACCEPTED", "LIABILITY_ACCEPTED", "PUBLICATION_CONSENTED"],
    "signer_role": "LEGAL_REPRESENTATIVE",
    "signer_name": "王建军",
}
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
PAPERS = ("receipt", "rectification", "t16")
BOUNDARY = "benchmark-boundary"


class NoMoreWorkError(Exception):
    """Every record has been applied for."""


def two_step_approval(place: Place) -> Story:
    """Open, hand the form in, approve A, approve B: four requests."""

    def drive(client: Client) -> None:
        opened = {"process": "two_step_approval", "uscc": USCC, "values": {}}
        case = client.post("/cases", opened, place.tokens["applicant_b"])
        case = _complete(client, place, case, "applicant_b", FORM)
        case = _complete(client, place, case, "first_reviewer", FIRST_AGREES)
        case = _complete(client, place, case, "second_reviewer", SECOND_AGREES)
        _insist(case, status="ENDED")

    return drive


def credit_repair(place: Place) -> Story:
    """Open, upload three papers, apply, accept, two reviews, the grant: nine requests, until removals are ordered.

    The place shows no intention before: its days would have to pass in each case.
    """

    def drive(client: Client) -> None:
        record = next(place.records, None)
        if record is None:
            raise NoMoreWorkError
        applicant = place.tokens["applicant_b"]
        opened = {"process": "credit_repair", "uscc": USCC, "values": {"record_id": record}}
        case = client.post("/cases", opened, applicant)
        here = f"/cases/{case['id']}/documents"
        papers = {field: client.send(here, _upload(field), _MULTIPART, applicant)["id"] for field in PAPERS}
        case = _complete(client, place, case, "applicant_b", {**APPLICATION, **papers})
        case = _complete(client, place, case, "intake", {"acceptance": "ACCEPT"})
        case = _complete(client, place, case, "first_reviewer", {**FIRST_AGREES, "duties": DUTIES})
        case = _complete(client, place, case, "second_reviewer", SECOND_AGREES)
        case = _complete(client, place, case, "decider", {"decision": "GRANT"})
        _insist(case, state="SYNCING")

    return drive


def bare(*, form_with_opening: bool) -> Story:
    """Do the same against the bare script; the form may come with the opening, which saves a request."""

    def drive(client: Client) -> None:
        case = client.post("/cases", {"form": NUMBERED_FORM} if form_with_opening else {}, "")
        for values in ([] if form_with_opening else [NUMBERED_FORM]) + [FIRST_AGREES, SECOND_AGREES]:
            case = client.post(f"/tasks/{case['id']}/complete", {"values": values}, "")
        _insist(case, status="ENDED")

    return drive


def _complete(client: Client, place: Place, case: dict[str, Any], who: str, values: dict[str, Any]) -> dict[str, Any]:
    """Complete the one open task of a case."""
    (task,) = case["tasks"]
    return client.post(f"/tasks/{task['id']}/complete", {"values": values}, place.tokens[who])


def _insist(case: dict[str, Any], **wanted: str) -> None:
    """Stop a measurement of something else than was meant."""
    for key, value in wanted.items():
        if case[key] != value:
            raise AssertionError(json.dumps(case, ensure_ascii=False))


def _upload(field: str) -> bytes:
    def parts() -> Iterator[bytes]:
        yield f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="field"\r\n\r\n{field}\r\n'.encode()
        head = 'Content-Disposition: form-data; name="file"; filename="receipt.pdf"\r\nContent-Type: application/pdf'
        yield f"--{BOUNDARY}\r\n{head}\r\n\r\n".encode() + PDF + b"\r\n"
        yield f"--{BOUNDARY}--\r\n".encode()

    return b"".join(parts())


_MULTIPART = f"multipart/form-data; boundary={BOUNDARY}"
