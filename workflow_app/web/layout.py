"""What the frame of every page shows: the person, the authority, the language, demo time; menus come with the pages."""

import time
from collections.abc import Sequence
from datetime import datetime

from flask import Flask, current_app, request
from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.routing import RequestRedirect

from workflow_app.domain.actors import Actor
from workflow_app.domain.time import ZONE, local_date
from workflow_app.services.authority_views import AuthorityView, list_authorities
from workflow_app.services.tools import Tools
from workflow_app.web.context import current_tools, find_actor
from workflow_app.web.file_kinds import ACCEPTED, kinds_text
from workflow_app.web.languages import current_language
from workflow_app.web.local_paths import path_here
from workflow_app.web.pages.words import role_word

KEPT_SECONDS = 60.0
KEPT = "xinnuo_authorities"


def register(app: Flask) -> None:
    """Give every template what the frame shows."""
    app.context_processor(_frame)


def _frame() -> dict[str, object]:
    actor, language, tools = find_actor(), current_language(), current_tools()
    now = tools.clock.now()
    authority = _authority_of(actor, tools)
    name = (authority.name_en if language == "en" else authority.name_zh) if authority else None
    return {
        "lang": language,
        "actor": actor,
        "actor_title": "、".join(sorted({role_word(role.value) for role in actor.roles})) if actor else None,
        "authority": {"name": name} if name else None,
        "service_phone": authority.phone if authority else None,
        "zone": ZONE,
        "today": local_date(now),
        "upload_limit": tools.upload_limit,
        "accepted_files": ACCEPTED,
        "kinds_text": kinds_text,
        "env_demo": tools.environment == "demo",
        "demo_now": _demo_now(tools, now),
        "printed_at": now,
        "form_page": _form_page(),
    }


def _form_page() -> str | None:
    """Return the page of the form that this one answers: its own address, else the one from which it was sent.

    An address that only takes forms cannot be gone back to.
    """
    if request.method != "POST" or not request.url_rule:
        return None
    try:
        current_app.url_map.bind_to_environ(request.environ).match(request.path, method="GET")
    except (NotFound, MethodNotAllowed, RequestRedirect):
        return path_here(request.referrer, host=request.host)
    return request.full_path.removesuffix("?")


def _demo_now(tools: Tools, now: datetime) -> datetime | None:
    """Return demo time where the bar that moves it is offered."""
    return now if tools.environment == "demo" and "demo" in current_app.blueprints else None


def _authority_of(actor: Actor | None, tools: Tools) -> AuthorityView | None:
    """Return the authority somebody works for, else the first one: its name stands above, its telephone below."""
    known = _authorities(tools)
    theirs = {grant.authority_id for grant in actor.grants} if actor else set[str | None]()
    return next((each for each in known if each.id in theirs), known[0] if known else None)


def _authorities(tools: Tools) -> Sequence[AuthorityView]:
    """Return the authorities, asked for once a minute: they hardly ever change."""
    kept = current_app.extensions.get(KEPT)
    if kept is None or time.monotonic() - kept[0] > KEPT_SECONDS:
        kept = current_app.extensions[KEPT] = (time.monotonic(), list_authorities(tools=tools))
    found: Sequence[AuthorityView] = kept[1]
    return found
