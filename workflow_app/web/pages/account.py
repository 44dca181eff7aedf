"""Where one is reached: one's mail address and mobile number, each confirmed by a code, and the language of both."""

from collections.abc import Callable

from flask import Blueprint, abort, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.contacts import Channel
from workflow_app.domain.errors import ConflictError, DomainError, InvalidError, LimitedError, RefusedError
from workflow_app.services.contact_views import get_contacts
from workflow_app.services.contacts import (
    choose_language,
    confirm_address,
    enter_address,
    remove_address,
    send_code_again,
    switch_channel,
)
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.limits import limiter
from workflow_app.web.local_paths import see
from workflow_app.web.pages.notice_contacts import channel_noun
from workflow_app.web.sentences import sentence

pages = Blueprint("account", __name__, url_prefix="/account")
HERE = "/account/contact"
UNPROCESSABLE, TOO_MANY = 422, 429
Answer = Response | tuple[str, int]


@pages.get("/contact")
@require_actor()
def contact() -> str:
    """Show where one is reached."""
    return _page({}, {})


@pages.post("/contact/<channel>/address")
@require_actor()
@limiter.limit("30 per hour")
def enter(channel: str) -> Answer:
    """Take a new address and send a code there."""
    way, name = _channel(channel), f"address-{channel}"
    typed = request.form.get("address", "")
    return _do(
        lambda: enter_address(way, typed, actor=current_actor(), tools=current_tools()),
        _("A code is on its way to you. Enter it below."),
        name,
        typed,
    )


@pages.post("/contact/<channel>/again")
@require_actor()
@limiter.limit("30 per hour")
def again(channel: str) -> Answer:
    """Send another code to the same address."""
    way = _channel(channel)
    return _do(
        lambda: send_code_again(way, actor=current_actor(), tools=current_tools()),
        _("Another code is on its way to you; the one before is void."),
    )


@pages.post("/contact/<channel>/code")
@require_actor()
@limiter.limit("60 per hour")
def confirm(channel: str) -> Answer:
    """Take the code that was sent."""
    way, name = _channel(channel), f"code-{channel}"
    typed = request.form.get("code", "")
    return _do(
        lambda: confirm_address(way, typed, actor=current_actor(), tools=current_tools()),
        _("Confirmed. Messages are sent there from now on."),
        name,
        typed,
    )


@pages.post("/contact/<channel>/switch")
@require_actor()
def switch(channel: str) -> Answer:
    """Use a confirmed address, or let it rest."""
    way, enabled = _channel(channel), request.form.get("enabled") == "yes"
    said = _("Messages are sent there again.") if enabled else _("Nothing is sent there for now.")
    return _do(lambda: switch_channel(way, enabled=enabled, actor=current_actor(), tools=current_tools()), said)


@pages.post("/contact/<channel>/remove")
@require_actor()
def remove(channel: str) -> Answer:
    """Forget an address."""
    way = _channel(channel)
    return _do(lambda: remove_address(way, actor=current_actor(), tools=current_tools()), _("It is removed."))


@pages.post("/language")
@require_actor()
def language() -> Answer:
    """Choose the language of mail and SMS."""
    chosen = request.form.get("language", "")
    return _do(
        lambda: choose_language(chosen, actor=current_actor(), tools=current_tools()),
        _("Saved. Mail and SMS are written in this language from now on."),
        "language",
        chosen,
    )


def _do(act: Callable[[], None], said: str, name: str = "", typed: str = "") -> Answer:
    """Do one thing and go back to the page; what is wrong with a field is said at that field."""
    try:
        act()
    except InvalidError as error:
        first = error.errors[0]
        return _page({name: typed}, {name: sentence(first.code, first.values)}), UNPROCESSABLE
    except LimitedError as error:
        return _page({name: typed}, {name or "again": sentence(error.code, error.values)}), TOO_MANY
    except (ConflictError, RefusedError) as error:
        flash(_why(error), "warning")
    else:
        flash(said, "success")
    return see(HERE)


def _why(error: DomainError) -> str:
    values = {**error.values}
    if "channel" in values:
        values["what"] = channel_noun(str(values["channel"]))
    return sentence(error.code, values)


def _channel(word: str) -> Channel:
    """Return the channel of an address; another is not found."""
    if word not in {each.value.lower() for each in Channel}:
        abort(404)
    return Channel(word.upper())


def _page(typed: dict[str, str], problems: dict[str, str]) -> str:
    found = get_contacts(actor=current_actor(), tools=current_tools())
    return render_template("account/contact.html", contacts=found, typed=typed, problems=problems)
