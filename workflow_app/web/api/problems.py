"""Which errors an operation can answer, as the OpenAPI document describes them."""

from collections.abc import Iterable
from http import HTTPStatus

PROBLEMS = {
    HTTPStatus.BAD_REQUEST: "A session wrote without the right X-CSRFToken",
    HTTPStatus.UNAUTHORIZED: "Nobody is signed in, or the token is not valid",
    HTTPStatus.FORBIDDEN: "You may not; the code is the rule that decided",
    HTTPStatus.NOT_FOUND: "There is no such thing, or it is not yours to know",
    HTTPStatus.CONFLICT: "The thing is no longer as you saw it",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "Larger than allowed",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "Not a content type of this operation",
    HTTPStatus.UNPROCESSABLE_ENTITY: "The input breaks a rule; `errors` says which field and why",
    HTTPStatus.TOO_MANY_REQUESTS: "Too many requests; Retry-After says how long to wait",
    HTTPStatus.SERVICE_UNAVAILABLE: "Busy; send the same request again after Retry-After",
}

_ALWAYS = {HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}
_OF_MEMBERS = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}
_OF_WRITES = {HTTPStatus.CONFLICT, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.UNSUPPORTED_MEDIA_TYPE}


def problems_of(method: str, *, public: bool, more: Iterable[HTTPStatus]) -> dict[str, str]:
    """Return the errors of an operation by status, each as the name of its description."""
    statuses = _ALWAYS | set(more)
    statuses |= set() if public else _OF_MEMBERS
    statuses |= _OF_WRITES if method == "POST" else set()
    statuses |= {HTTPStatus.BAD_REQUEST} if method == "POST" and not public else set()
    return {str(status.value): status.name for status in sorted(statuses)}
