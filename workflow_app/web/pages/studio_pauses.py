"""Pausing a process for new filings in the studio: a notice in both languages, an end, and what waits meanwhile."""

from collections.abc import Callable

from flask import Blueprint, flash, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.actors import Role
from workflow_app.domain.errors import ConflictError, InvalidError
from workflow_app.services.pause_views import get_pauses
from workflow_app.services.pausing import PauseTerms, begin_pause, lift_pause, move_pause
from workflow_app.services.processes import get_process
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.inlet_forms import instant, text
from workflow_app.web.sentences import sentence

pages = Blueprint("studio_pauses", __name__, url_prefix="/studio/processes/<key>/pauses")
UNPROCESSABLE, CONFLICT = 422, 409
Answer = Response | str | tuple[str, int]


@pages.get("")
@require_actor(Role.PROCESS_ADMIN)
def pauses(key: str) -> str:
    """Show whether new filings wait, which, and the pauses there were."""
    return _page(key)


@pages.post("")
@require_actor(Role.PROCESS_ADMIN)
def begin(key: str) -> Answer:
    """Let new filings wait from now on."""

    def act() -> None:
        terms = PauseTerms(text("notice_zh"), text("notice_en"), instant("ends_at"))
        begin_pause(key, terms, actor=current_actor(), tools=current_tools())

    return _done(key, act, _("New filings wait from now on; whoever files and whoever has a step in it is told."))


@pages.post("/move")
@require_actor(Role.PROCESS_ADMIN)
def move(key: str) -> Answer:
    """Let the pause end at another time."""

    def act() -> None:
        move_pause(key, text("pause"), instant("ends_at"), actor=current_actor(), tools=current_tools())

    return _done(key, act, _("The pause has another end."))


@pages.post("/lift")
@require_actor(Role.PROCESS_ADMIN)
def lift(key: str) -> Answer:
    """End the pause now."""

    def act() -> None:
        lift_pause(key, text("pause"), actor=current_actor(), tools=current_tools())

    return _done(key, act, _("The pause is lifted; what waited goes on in the order in which it was received."))


def _done(key: str, act: Callable[[], None], said: str) -> Answer:
    """Do something, and show the pauses as they are then; what stood against it is said at its place."""
    typed = {name: text(name) for name in ("notice_zh", "notice_en", "ends_at")}
    try:
        act()
    except InvalidError as error:
        problems = {each.field.removeprefix("/"): sentence(each.code, each.values) for each in error.errors}
        return _page(key, typed, problems), UNPROCESSABLE
    except ConflictError as error:
        flash(sentence(error.code, error.values), "warning")
        return _page(key, typed), CONFLICT
    flash(said, "success")
    return see(f"/studio/processes/{key}/pauses")


def _page(key: str, typed: dict[str, str] | None = None, problems: dict[str, str] | None = None) -> str:
    found = get_pauses(key, actor=current_actor(), tools=current_tools())
    return render_template(
        "studio/pauses.html",
        process=get_process(key, tools=current_tools()),
        page=found,
        running=found.running,
        typed=typed or {},
        problems=problems or {},
    )
