"""Channels: take in the applications that other sites push."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import cast

from flask import Response, request

from workflow_app.schemas.channels import ApplicationBody, TakenSchema
from workflow_app.services.inbound import Taken
from workflow_app.services.inbound_push import accept_application
from workflow_app.services.receipts import Push
from workflow_app.web.api.blueprints import Noun
from workflow_app.web.context import current_tools
from workflow_app.web.limits import limiter

FAILURES = "60 per minute"


def _has_failed(answer: Response) -> bool:
    """Tell whether an answer counts: sites that sign may push as much as they take in."""
    return answer.status_code != HTTPStatus.OK


channels = Noun("channels", description="Applications taken in by other sites", security=[{"site": []}])


@channels.writes(
    "/channels/<key:site_code>/applications",
    answer=TakenSchema(),
    body=ApplicationBody(),
    fails=[HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT],
)
@limiter.limit(FAILURES, deduct_when=_has_failed)
def push_application(body: dict[str, object], site_code: str) -> Taken:
    """Take in an application; the headers X-Site-Key-Id, -Timestamp, -Nonce and -Signature prove whose it is."""
    del body  # its shape is right; what counts is what was signed
    push = Push(site_code, request.path, cast("Mapping[str, str]", request.headers), request.get_data())
    return accept_application(push, tools=current_tools())
