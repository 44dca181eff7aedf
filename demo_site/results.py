"""Results of applications that this site had pushed: kept once under their key."""

import json

from flask import Blueprint, Response, jsonify, request

from demo_site.api import answer_unsigned, check_signature, sign_answer
from demo_site.signing import SignatureError
from demo_site.site import running_site

blueprint = Blueprint("results", __name__, url_prefix="/api/results")
blueprint.before_request(check_signature)
blueprint.after_request(sign_answer)


@blueprint.post("")
def take_result() -> Response:
    """Keep what came of an application; the same order again changes nothing."""
    said = json.loads(request.get_data())
    kept = (request.headers.get("Idempotency-Key", ""), str(said.get("outside_no")), str(said.get("result_code")))
    with running_site().storage.write() as connection:
        connection.execute(
            "INSERT INTO result (idempotency_key, outside_no, code) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", kept
        )
    return jsonify(outside_no=kept[1], accepted=True)


blueprint.register_error_handler(SignatureError, answer_unsigned)
