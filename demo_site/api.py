"""The signed JSON API of the site protocol (docs/site-protocol.md): show, order down, tell the status."""

import hashlib
import json
import re
import time
from datetime import UTC, datetime

from flask import Blueprint, Response, g, jsonify, request

from demo_site import listings, switches
from demo_site.documents import DocumentError, read_document
from demo_site.orders import Change, KeyReusedError, Order, Receipt, carry_out
from demo_site.push import push_receipt
from demo_site.signing import SignatureError, Signed, answer_signature, check_request
from demo_site.site import instant, running_site

DROP = "demo_site.drop"
LISTING_NO = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
IDEMPOTENCY_KEY = re.compile(r"[\x21-\x7e]{1,200}")

blueprint = Blueprint("api", __name__, url_prefix="/api/listings")


class ProblemError(Exception):
    """An order that is answered with a problem document."""

    def __init__(self, status: int, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.detail = detail


@blueprint.before_request
def check_signature() -> None:
    """Let nobody in who does not share the secret."""
    signed = Signed(
        key_id=request.headers.get("X-Site-Key-Id", ""),
        method=request.method,
        path=request.path,
        timestamp=request.headers.get("X-Site-Timestamp", ""),
        nonce=request.headers.get("X-Site-Nonce", ""),
        idempotency_key=request.headers.get("Idempotency-Key", ""),
        body=request.get_data(),
    )
    settings = running_site().settings
    signature = request.headers.get("X-Site-Signature", "")
    check_request(settings.secret, settings.code, signed, signature, now=datetime.now(UTC))
    g.asked = signature


@blueprint.after_request
def sign_answer(response: Response) -> Response:
    """Sign every answer to a caller who proved to share the secret, refusals too."""
    if asked := g.get("asked"):
        settings = running_site().settings
        response.headers["X-Site-Signature"] = answer_signature(
            settings.secret, settings.code, asked, response.status_code, response.get_data()
        )
    return response


@blueprint.put("/<listing_no>")
def show(listing_no: str) -> Response:
    """Put a listing on show."""
    document = read_document(_json_body(), listing_no)
    at = instant()
    return _obey(
        _order(listing_no, listings.SHOWN, at),
        lambda connection: listings.put_on_show(connection, listing_no, document, at),
    )


@blueprint.post("/<listing_no>/removals")
def remove(listing_no: str) -> Response:
    """Take a listing down."""
    reason = _json_body().get("reason", "")
    if not isinstance(reason, str):
        raise DocumentError("reason")
    at = instant()
    return _obey(
        _order(listing_no, listings.REMOVED, at),
        lambda connection: listings.take_down(connection, listing_no, reason, at),
    )


@blueprint.get("/<listing_no>")
def tell_status(listing_no: str) -> Response:
    """Tell what became of a listing."""
    with running_site().storage.read() as connection:
        misbehaviour = switches.load(connection)
        listing = listings.find_listing(connection, listing_no)
    _misbehave(misbehaviour)
    if listing is None:
        raise listings.UnknownListingError(listing_no)
    return jsonify(listing_no=listing_no, status=listing.status, at=listing.changed_at)


def _json_body() -> dict[str, object]:
    try:
        values = json.loads(request.get_data())
    except ValueError as error:
        raise ProblemError(422, "INVALID", "JSON") from error
    if not isinstance(values, dict):
        raise ProblemError(422, "INVALID", "JSON")
    return values


def _order(listing_no: str, status: str, at: str) -> Order:
    key = request.headers.get("Idempotency-Key", "")
    if not IDEMPOTENCY_KEY.fullmatch(key):
        raise ProblemError(422, "INVALID", "Idempotency-Key")
    if not LISTING_NO.fullmatch(listing_no):
        raise ProblemError(422, "INVALID", "listing_no")
    content = b"\n".join((request.method.encode(), request.path.encode(), request.get_data()))
    return Order(key, hashlib.sha256(content).hexdigest(), listing_no, status, at)


def _obey(order: Order, change: Change) -> Response:
    """Carry an order out as the switches allow and answer with its receipt."""
    site = running_site()
    with site.storage.write() as connection:
        met = switches.meet(connection)
    _misbehave(met)
    if met.refuse:
        raise ProblemError(409, "REFUSED", "this site refuses orders for now")
    receipt = carry_out(site.storage, order, change, site_code=site.settings.code)
    if met.answer_twice:
        # Two workers of a real site may both take the order up; the key must still give one effect.
        receipt = carry_out(site.storage, order, change, site_code=site.settings.code)
    if met.lose_answer:
        request.environ[DROP] = True
    else:
        push_receipt(site.settings, receipt, copies=2 if met.answer_twice else 1)
    return _receipt_answer(receipt)


def _misbehave(met: switches.Switches) -> None:
    time.sleep(met.slow_seconds)
    if met.fail:
        raise ProblemError(500, "SITE_FAULT", "this site fails for now")


def _receipt_answer(receipt: Receipt) -> Response:
    response = jsonify(receipt.document())
    if receipt.replayed:
        response.headers["Idempotency-Replayed"] = "true"
    return response


@blueprint.errorhandler(ProblemError)
def answer_problem(error: ProblemError) -> Response:
    """Answer with a problem document."""
    response = jsonify(status=error.status, code=error.code, detail=error.detail)
    response.status_code = error.status
    response.mimetype = "application/problem+json"
    return response


@blueprint.errorhandler(SignatureError)
def answer_unsigned(error: SignatureError) -> Response:
    """Tell a caller that the signature does not hold."""
    return answer_problem(ProblemError(401, error.code))


@blueprint.errorhandler(KeyReusedError)
def answer_reused_key(_error: KeyReusedError) -> Response:
    """Tell a caller that the key belongs to another order."""
    return answer_problem(ProblemError(422, "IDEMPOTENCY_MISMATCH"))


@blueprint.errorhandler(listings.UnknownListingError)
def answer_unknown_listing(error: listings.UnknownListingError) -> Response:
    """Tell a caller that there is nothing of this number."""
    return answer_problem(ProblemError(404, "LISTING_UNKNOWN", str(error)))


@blueprint.errorhandler(DocumentError)
def answer_wrong_document(error: DocumentError) -> Response:
    """Tell a caller which field is wrong."""
    return answer_problem(ProblemError(422, "INVALID", str(error)))
