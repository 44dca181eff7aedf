"""Sites: take in the receipts that they push."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import cast

from flask import Response, request

from workflow_app.schemas.sites import AcceptedSchema, ReceiptBody
from workflow_app.services.receipts import Push, accept_receipt
from workflow_app.web.api.blueprints import Noun
from workflow_app.web.context import current_tools
from workflow_app.web.limits import limiter

FAILURES = "60 per minute"


def _has_failed(answer: Response) -> bool:
    """Tell whether an answer counts: sites that sign may push as much as they have to tell."""
    return answer.status_code != HTTPStatus.OK


sites = Noun("sites", description="Other sites of publication", security=[{"site": []}])


@sites.writes(
    "/sites/<key:site_code>/receipts",
    answer=AcceptedSchema(),
    body=ReceiptBody(),
    fails=[HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND],
)
@limiter.limit(FAILURES, deduct_when=_has_failed)
def push_receipt(body: dict[str, object], site_code: str) -> dict[str, bool]:
    """Take in a receipt; the headers X-Site-Key-Id, -Timestamp, -Nonce and -Signature prove whose it is."""
    del body  # its shape is right; what counts is what was signed
    push = Push(site_code, request.path, cast("Mapping[str, str]", request.headers), request.get_data())
    accept_receipt(push, tools=current_tools())
    return {"accepted": True}
