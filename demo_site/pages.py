"""What the public sees, and the page with the demo switches."""

import hmac
from http import HTTPStatus

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.wrappers import Response as AnyResponse

from demo_site import listings, switches
from demo_site.display import look
from demo_site.site import instant, running_site

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
def home() -> str:
    """List what is shown, found by words in it."""
    words = request.args.get("q", "").strip()[:100]
    number = max(1, request.args.get("page", 1, type=int))
    with running_site().storage.read() as connection:
        page = listings.search_shown(connection, words, number)
        misbehaving = switches.load(connection).active
    return render_template("home.html", page=page, words=words, misbehaving=misbehaving, **look())


@blueprint.get("/listings/<listing_no>")
def listing(listing_no: str) -> Response:
    """Show one listing, or say that it is no longer shown; the header is for whoever checks by machine."""
    with running_site().storage.read() as connection:
        misbehaviour = switches.load(connection)
        found = listings.find_listing(connection, listing_no)
    if misbehaviour.fail:
        return _page("message.html", HTTPStatus.INTERNAL_SERVER_ERROR, topic="fault")
    if found is None or found.status != listings.SHOWN:
        response = _page("message.html", HTTPStatus.NOT_FOUND, topic="gone")
        response.headers["X-Site-Listing"] = "NOT_SHOWN"
        return response
    response = _page("listing.html", HTTPStatus.OK, listing=found)
    response.headers["X-Site-Listing"] = "SHOWN"
    return response


@blueprint.get("/switches")
def read_switches() -> Response:
    """Show the switches, what can reappear, and what really changed."""
    return _switches_page(HTTPStatus.OK, note="saved" if "saved" in request.args else None)


@blueprint.post("/switches")
def set_switches() -> AnyResponse:
    """Change the switches, switch all off, or let a removed listing reappear."""
    form = request.form
    with running_site().storage.write() as connection:
        if not hmac.compare_digest(form.get("token", "").encode(), switches.form_token(connection).encode()):
            return _switches_page(HTTPStatus.FORBIDDEN, wrong="token_wrong")
        try:
            if form.get("reappear"):
                listings.show_again(connection, form["reappear"], instant())
            else:
                switches.save(connection, switches.from_values({} if form.get("all_off") else form))
        except ValueError:
            return _switches_page(HTTPStatus.UNPROCESSABLE_ENTITY, wrong="values_wrong")
    language = "en" if look()["language"] == "en" else None
    return redirect(url_for("pages.read_switches", saved="1", lang=language), code=HTTPStatus.SEE_OTHER)


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Ask search engines to stay away: listings of this kind are not theirs to keep."""
    return Response("User-agent: *\nDisallow: /\n", mimetype="text/plain")


@blueprint.get("/healthz")
def healthz() -> Response:
    """Tell that the site answers."""
    return Response("ok\n", mimetype="text/plain")


@blueprint.app_errorhandler(HTTPException)
def answer_http_error(error: HTTPException) -> AnyResponse:
    """Answer an API path with JSON and any other with a page."""
    if isinstance(error, SecurityError):  # a foreign Host: no address of ours can be written into a page
        return make_response("", HTTPStatus.BAD_REQUEST)
    status = HTTPStatus(error.code or 500)
    if request.path.startswith("/api/"):
        return make_response({"status": status.value, "code": status.name}, status)
    topic = "fault" if status >= HTTPStatus.INTERNAL_SERVER_ERROR else "not_found"
    return _page("message.html", status, topic=topic)


def _switches_page(status: HTTPStatus, *, note: str | None = None, wrong: str | None = None) -> Response:
    with running_site().storage.read() as connection:
        return _page(
            "switches.html",
            status,
            switches=switches.load(connection),
            token=switches.form_token(connection),
            removed=listings.list_removed(connection),
            effects=listings.list_effects(connection)[:10],
            note=note,
            wrong=wrong,
        )


def _page(template: str, status: HTTPStatus, **values: object) -> Response:
    return make_response(render_template(template, **values, **look()), status)
