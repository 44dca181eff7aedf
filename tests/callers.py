"""Callers of the JSON interface, who say which answer they expect, and what they do in a credit repair."""

import io
from dataclasses import dataclass
from typing import Any

from builders import PDF, USCC_B, Service
from werkzeug.test import TestResponse

API = "/api/v1"
Json = dict[str, Any]

APPLICATION: Json = {
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
FIRST_AGREES: Json = {"first_opinion": "AGREE", "duties": ["FINE_PAID", "RECTIFIED"]}
SECOND_AGREES: Json = {"second_opinion": "AGREE"}
GRANTED: Json = {"decision": "GRANT"}


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody with a token."""

    service: Service
    token: str | None

    def get(self, path: str, *, expect: int = 200, **options: Any) -> TestResponse:  # noqa: ANN401 - of the test client
        """Ask, and insist on a status."""
        return self._send("GET", path, expect, options)

    def post(self, path: str, *, expect: int = 200, **options: Any) -> TestResponse:  # noqa: ANN401 - of the test client
        """Tell, and insist on a status."""
        return self._send("POST", path, expect, options)

    def _send(self, method: str, path: str, expect: int, options: dict[str, Any]) -> TestResponse:
        headers = {**({"Authorization": f"Bearer {self.token}"} if self.token else {}), **options.pop("headers", {})}
        answer = self.service.client().open(API + path, method=method, headers=headers, buffered=True, **options)
        assert answer.status_code == expect, f"{answer.status_code}: {answer.get_data(as_text=True)[:2000]}"
        return answer

    def json(self, path: str, *, expect: int = 200) -> Json:
        """Ask and return the JSON."""
        return self.get(path, expect=expect).get_json()

    def open_repair(self, *, expect: int = 201, headers: dict[str, str] | None = None) -> Json:
        """Open the repair of the first record of subject B."""
        record = self.json(f"/subjects/{USCC_B}/records")["items"][0]
        body = {"process": "credit_repair", "uscc": USCC_B, "values": {"record_id": record["id"]}}
        return self.post("/cases", json=body, expect=expect, headers=headers or {}).get_json()

    def upload(self, case_id: str, *, content: bytes = PDF, expect: int = 201, field: str = "receipt") -> Json:
        """Hand in a receipt, or another paper."""
        form = {"file": (io.BytesIO(content), f"{field}.pdf", "application/pdf"), "field": field}
        return self.post(f"/cases/{case_id}/documents", data=form, expect=expect).get_json()

    def apply(self, case: Json) -> Json:
        """Hand in the application of an opened repair, and have it accepted."""
        self.submit(case)
        self.service.accept()
        return self.json(f"/cases/{case['id']}")

    def submit(self, case: Json) -> Json:
        """Hand in the application of an opened repair."""
        return self.complete(case["tasks"][0]["id"], {**APPLICATION, **self.papers(case)})

    def papers(self, case: Json) -> Json:
        """Hand in every paper that the application of B asks for."""
        return {field: self.upload(case["id"], field=field)["id"] for field in ("receipt", "rectification", "t16")}

    def complete(self, task_id: str, values: Json, *, expect: int = 200, **more: Any) -> Json:  # noqa: ANN401 - of the test client
        """Complete a task."""
        return self.post(f"/tasks/{task_id}/complete", json={"values": values}, expect=expect, **more).get_json()
