"""JSON for tests and scripts on the same machine: the switches, and what really changed."""

from flask import Blueprint, Response, jsonify, request

from demo_site import listings, switches
from demo_site.site import instant, running_site

blueprint = Blueprint("controls", __name__, url_prefix="/api")


@blueprint.get("/switches")
def read_switches() -> Response:
    """Tell how the site misbehaves."""
    with running_site().storage.read() as connection:
        return jsonify(switches.load(connection).document())


@blueprint.put("/switches")
def set_switches() -> tuple[Response, int] | Response:
    """Misbehave as the JSON object says, what it leaves out being off; `reappear` names a listing to show again."""
    values = request.get_json()
    try:
        wanted = switches.from_values(values)
    except (ValueError, AttributeError):
        return jsonify(code="INVALID"), 422
    with running_site().storage.write() as connection:
        switches.save(connection, wanted)
        if "reappear" in values and not listings.show_again(connection, str(values["reappear"]), instant()):
            return jsonify(code="LISTING_NOT_REMOVED"), 409
    return jsonify(wanted.document())


@blueprint.get("/effects")
def read_effects() -> Response:
    """Tell what really changed, newest first; `listing_no` narrows it."""
    with running_site().storage.read() as connection:
        return jsonify(items=listings.list_effects(connection, request.args.get("listing_no")))
