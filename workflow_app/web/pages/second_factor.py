"""One's own second step at the login: set up, moved to another telephone, renewed codes, switched off."""

from collections.abc import Callable

from flask import Blueprint, flash, render_template, request, session
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.actors import DESK_ROLES
from workflow_app.domain.errors import ConflictError, ForbiddenError, InvalidError, NotSignedInError
from workflow_app.services.second_factors import confirm_offer, get_factor, offer_secret, renew_codes, switch_off
from workflow_app.web.auth import SESSION_TOKEN, require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.limits import limiter
from workflow_app.web.local_paths import see
from workflow_app.web.sentences import sentence

pages = Blueprint("second_factor", __name__, url_prefix="/account/second-step")
HERE = "/account/second-step"
OFTEN = "60 per hour"
UNPROCESSABLE, LOCKED = 422, 403
Answer = Response | str | tuple[str, int]


@pages.get("")
@require_actor(*DESK_ROLES)
def factor() -> str:
    """Show whether one logs in with a code too."""
    return _page({})


@pages.post("/offer")
@require_actor(*DESK_ROLES)
@limiter.limit(OFTEN)
def offer() -> Answer:
    """Make a secret for an authenticator, against the password or a code of the present one."""
    proof = request.form.get("proof", "")
    return _do("offer", lambda: offer_secret(proof, actor=current_actor(), tools=current_tools()))


@pages.post("/confirm")
@require_actor(*DESK_ROLES)
@limiter.limit(OFTEN)
def confirm() -> Answer:
    """Use the secret from now on, and show recovery codes once."""
    token, code = str(session.get(SESSION_TOKEN, "")), request.form.get("code", "")
    return _do("confirm", lambda: confirm_offer(code, actor=current_actor(), session=token, tools=current_tools()))


@pages.post("/codes")
@require_actor(*DESK_ROLES)
@limiter.limit(OFTEN)
def codes() -> Answer:
    """Make new recovery codes and show them once."""
    proof = request.form.get("proof", "")
    return _do("codes", lambda: renew_codes(proof, actor=current_actor(), tools=current_tools()))


@pages.post("/off")
@require_actor(*DESK_ROLES)
@limiter.limit(OFTEN)
def off() -> Answer:
    """Log in with the password alone again."""
    proof = request.form.get("proof", "")
    return _do("off", lambda: _off(proof))


def _off(proof: str) -> None:
    switch_off(proof, actor=current_actor(), tools=current_tools())
    flash(_("You log in with the password alone again."), "success")


def _do(form: str, act: Callable[[], tuple[str, ...] | None]) -> Answer:
    """Do one thing; codes that it made are shown once, and what is wrong is said at its field."""
    try:
        made = act()
    except InvalidError as error:
        first = error.errors[0]
        return _page({f"{form}-{first.field[1:]}": sentence(first.code, first.values)}), UNPROCESSABLE
    except NotSignedInError as error:
        return _page({f"{form}-proof": sentence(error.code, error.values)}), LOCKED
    except (ConflictError, ForbiddenError) as error:
        flash(sentence(error.code, error.values), "warning")
        return see(HERE)
    if made:
        return render_template("account/recovery_codes.html", codes=made)
    return see(HERE)


def _page(problems: dict[str, str]) -> str:
    found = get_factor(actor=current_actor(), tools=current_tools())
    return render_template("account/second_factor.html", factor=found, problems=problems)
