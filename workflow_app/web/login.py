"""The page to sign in, and the way out."""

from collections.abc import Sequence

from flask import Blueprint, Flask, Response, flash, g, render_template, request, session
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_limiter import RateLimitExceeded
from flask_wtf.csrf import CSRFError

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.accounts import SignIn
from workflow_app.domain.errors import NotSignedInError, SecondStepError
from workflow_app.services.demo_accounts import TOUR, DemoAccount, list_demo_accounts
from workflow_app.services.identity_views import offered
from workflow_app.services.phone_codes import offers_code
from workflow_app.services.sessions import sign_in
from workflow_app.web.auth import begin_session, end_session
from workflow_app.web.context import current_tools, find_actor
from workflow_app.web.limits import limiter
from workflow_app.web.local_paths import local_path, see
from workflow_app.web.pages import second_step
from workflow_app.web.pages.identities import VOUCHED
from workflow_app.web.pages.menus import ADMINISTERS, home_of
from workflow_app.web.pages.words import role_word
from workflow_app.web.security import prove_csrf
from workflow_app.web.send_again import is_from_here

PROBLEMS = {"WRONG_PASSWORD": "WRONG", "LOCKED": "LOCKED", "DISABLED": "DISABLED"}
STATUS = {"LIMITED": 429, "LOCKED": 403, "DISABLED": 403, "WRONG": 401, "OLD": 400}

auth = Blueprint("auth", __name__)


def register(app: Flask) -> None:
    """Add the pages."""
    app.register_blueprint(auth)


@auth.get("/login")
def login() -> ResponseReturnValue:
    """Ask who it is."""
    actor = find_actor()
    if actor is not None:
        return see(local_path(request.args.get("next")) or home_of(actor))
    expired = g.get("session_expired", False)
    if expired:
        session.clear()
    return _show("UNSENT" if "unsent" in request.args else "EXPIRED" if expired else None)


@auth.post("/login")
@limiter.limit("30 per minute")
def begin() -> ResponseReturnValue:
    """Sign in, and go where the person wanted to."""
    try:
        prove_csrf()
    except CSRFError:
        return _from_an_old_page()
    command = SignIn(username=request.form.get("username", "").strip(), password=request.form.get("password", ""))
    try:
        signed_in = sign_in(command, tools=current_tools())
    except SecondStepError as error:
        return second_step.lead_to(error.token, local_path(request.form.get("next")))
    except NotSignedInError as error:
        values = {"locked_minutes": error.values.get("minutes"), "attempts_left": error.values.get("attempts_left")}
        return _show(PROBLEMS[error.code], **values)
    begin_session(signed_in)
    return see(local_path(request.form.get("next")) or home_of(signed_in.actor))


@auth.post("/logout")
def leave() -> Response:
    """End the session; a page of this service may be as old as it likes, nobody who leaves is kept."""
    try:
        prove_csrf()
    except CSRFError:
        if not is_from_here():
            raise
    vouched = str(session.get(VOUCHED, ""))
    end_session()
    return see(f"/login?left={vouched}" if vouched else "/login")


@auth.errorhandler(RateLimitExceeded)
def too_many(_error: RateLimitExceeded) -> ResponseReturnValue:
    """Say it on the page itself."""
    return _show("LIMITED")


def _from_an_old_page() -> ResponseReturnValue:
    """Answer a sign-in without a good token: who is signed in goes on, everybody else gets a page that works."""
    actor = find_actor()
    if actor is None or not is_from_here():
        return _show("OLD")
    flash(_("You are already logged in as %(name)s. To use another account, log out first.", name=actor.name), "info")
    return see(local_path(request.form.get("next")) or home_of(actor))


def _show(problem: str | None = None, **values: object) -> tuple[str, int]:
    demo = list_demo_accounts(tools=current_tools())
    page = render_template(
        "auth/login.html",
        problem=problem,
        username=request.form.get("username", ""),
        next=local_path(request.values.get("next")),
        demo_accounts=grouped(demo.accounts),
        demo_password=demo.password,
        offers_sms=offers_code(current_tools()),
        providers=offered(tools=current_tools()),
        left=[each for each in offered(tools=current_tools()) if each.code == request.args.get("left")],
        **values,
    )
    return page, STATUS.get(problem or "", 200)


def grouped(accounts: Sequence[DemoAccount]) -> list[dict[str, object]]:
    """Return those of the tour in its order, then the others by the area they work in."""
    tour = sorted((each for each in accounts if each.username in TOUR), key=lambda each: TOUR.index(each.username))
    areas: dict[str, list[DemoAccount]] = {"my": [], "desk": [], "admin": []}
    for each in accounts:
        if each.username not in TOUR:
            areas[_area(each)].append(each)
    titles = {"my": _("Applicants"), "desk": _("Staff"), "admin": _("Administration")}
    groups = [(_("The way of one repair"), tour), *((titles[area], found) for area, found in areas.items())]
    return [{"title": title, "accounts": list(map(_told, found))} for title, found in groups if found]


def _area(account: DemoAccount) -> str:
    """Return where an account works."""
    if Role.APPLICANT in account.roles:
        return "my"
    return "admin" if {*account.roles} <= {*ADMINISTERS} else "desk"


def _told(account: DemoAccount) -> dict[str, str]:
    words = "、".join(map(role_word, account.roles))
    return {"username": account.username, "name": account.name, "title": words}
