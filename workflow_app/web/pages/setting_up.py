"""Setting one's own password with a link for one use; and what an administrator does for staff who cannot get in."""

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response

from workflow_app.domain.errors import (
    ConflictError,
    DomainError,
    ForbiddenError,
    InvalidError,
    NotFoundError,
    RefusedError,
)
from workflow_app.services.one_time_links import MAKES, find_link, make_link, set_by_link
from workflow_app.services.second_factors import reset_factor
from workflow_app.web.auth import end_session, require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.limits import limiter
from workflow_app.web.local_paths import see
from workflow_app.web.pages.phone_steps import UNPROCESSABLE
from workflow_app.web.security import prove_csrf
from workflow_app.web.sentences import sentence

pages = Blueprint("setting_up", __name__)
OFTEN = "60 per hour"
NOT_FOUND, OLD, LONGEST_TOKEN = 404, 400, 80
Answer = Response | str | tuple[str, int]


@pages.get("/setup/<token>")
@limiter.limit(OFTEN)
def ask(token: str) -> Answer:
    """Ask for the password."""
    return _show(token, "", 200)


@pages.post("/setup/<token>")
@limiter.limit(OFTEN)
def take(token: str) -> Answer:
    """Set the password and lead to the page to log in; whoever was logged in here is not any more."""
    try:
        prove_csrf()
    except CSRFError:
        return _show(token, sentence("CSRF"), OLD)
    password = request.form.get("password", "")
    try:
        if not password:
            find_link(token[:LONGEST_TOKEN], tools=current_tools())
            return _show(token, sentence("REQUIRED"), UNPROCESSABLE)
        set_by_link(token[:LONGEST_TOKEN], password, tools=current_tools())
    except InvalidError as error:
        return _show(token, sentence(error.errors[0].code, error.errors[0].values), UNPROCESSABLE)
    except NotFoundError:
        return _gone()
    end_session()
    flash(_("The new password is set. Log in with it."), "success")
    return see("/login")


@pages.post("/admin/accounts/<username>/link")
@require_actor(*MAKES)
def make(username: str) -> Answer:
    """Make a link and show it once."""
    try:
        made = make_link(username, by=current_actor(), tools=current_tools())
    except (ConflictError, ForbiddenError, NotFoundError) as error:
        return _refused(error)
    return render_template("admin/account_link.html", username=username, link=made)


@pages.post("/admin/accounts/<username>/second-step")
@require_actor(*MAKES)
def reset(username: str) -> Response:
    """Forget the authenticator of somebody who lost it."""
    try:
        reset_factor(username, by=current_actor(), tools=current_tools())
    except (ConflictError, ForbiddenError, NotFoundError, RefusedError) as error:
        return _refused(error)
    flash(_("The second step of %(username)s is reset, and their sessions have ended.", username=username), "success")
    return see("/admin/accounts")


def _refused(error: DomainError) -> Response:
    flash(sentence(error.code, error.values), "warning")
    return see("/admin/accounts")


def _show(token: str, problem: str, status: int) -> Answer:
    try:
        view = find_link(token[:LONGEST_TOKEN], tools=current_tools())
    except NotFoundError:
        return _gone()
    problems = {"password": problem} if problem else {}
    return render_template("auth/setup.html", link=view, token=token, problems=problems), status


def _gone() -> tuple[str, int]:
    return render_template("auth/setup.html", link=None, problems={}), NOT_FOUND
