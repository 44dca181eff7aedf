"""One published version in the studio: its history, the cases begun under it, and taking it back by two people."""

from collections.abc import Callable

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.actors import Role
from workflow_app.domain.errors import ConflictError, ForbiddenError, InvalidError
from workflow_app.domain.migrating import Scope
from workflow_app.domain.taking_back import CASE_STATUSES
from workflow_app.services.draft_outlooks import PartName
from workflow_app.services.dry_runs import DryRun, dry_run_back
from workflow_app.services.migration_views import migrated
from workflow_app.services.process_emergencies import Which as Alone
from workflow_app.services.process_emergencies import confirm_emergency
from workflow_app.services.setting_aside import write_anew
from workflow_app.services.taking_back import (
    Which,
    ask_take_back,
    confirm_take_back,
    refuse_take_back,
    withdraw_take_back,
)
from workflow_app.services.version_cases import VersionPage, get_version, list_version_cases
from workflow_app.services.version_company import company_of
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.languages import current_language
from workflow_app.web.local_paths import see
from workflow_app.web.pages.inlet_forms import text
from workflow_app.web.sentences import sentence

pages = Blueprint("studio_versions", __name__, url_prefix="/studio/processes/<key>/versions/<int:number>")
PAGE = 25
UNPROCESSABLE, CONFLICT = 422, 409
Answer = Response | str | tuple[str, int]


@pages.get("")
@require_actor(Role.PROCESS_ADMIN)
def version(key: str, number: int) -> str:
    """Show a version, and a page of the cases that were begun under it."""
    return _page(key, number)


@pages.post("/take-back")
@require_actor(Role.PROCESS_ADMIN)
def ask(key: str, number: int) -> Answer:
    """Ask for a version to be taken back."""
    reason, scope = text("reason"), text("scope") or Scope.NEW.value

    def act() -> None:
        ask_take_back(_which(key, number), reason, scope=scope, actor=current_actor(), tools=current_tools())

    said = _(
        "It is asked for. Another process administrator confirms it; until then new cases still take this version."
    )
    return _done(key, number, act, said, {"reason": reason, "scope": scope})


@pages.post("/take-back/confirm")
@require_actor(Role.PROCESS_ADMIN)
def confirm(key: str, number: int) -> Answer:
    """Take a version back as somebody else asked."""

    def act() -> None:
        confirm_take_back(_which(key, number), actor=current_actor(), tools=current_tools())

    said = _("The version is taken back. Cases go back as confirmed; please see that those that stay are looked after.")
    return _done(key, number, act, said)


@pages.post("/take-back/refuse")
@require_actor(Role.PROCESS_ADMIN)
def refuse(key: str, number: int) -> Answer:
    """Leave a version as it is, for a reason."""
    note = text("note")

    def act() -> None:
        refuse_take_back(_which(key, number), note, actor=current_actor(), tools=current_tools())

    return _done(key, number, act, _("The version stays, and whoever asked is told why."), {"note": note})


@pages.post("/take-back/withdraw")
@require_actor(Role.PROCESS_ADMIN)
def withdraw(key: str, number: int) -> Answer:
    """Ask no longer."""

    def act() -> None:
        withdraw_take_back(_which(key, number), actor=current_actor(), tools=current_tools())

    return _done(key, number, act, _("It is not asked for any more; the version stays."))


@pages.post("/emergency/confirm")
@require_actor(Role.PROCESS_ADMIN)
def confirm_alone(key: str, number: int) -> Answer:
    """Confirm a version that another person published in an emergency."""

    def act() -> None:
        confirm_emergency(Alone(key, number), actor=current_actor(), tools=current_tools())

    said = _("The version is confirmed; it is not shown in red any more. Running cases take it as it was chosen.")
    return _done(key, number, act, said)


@pages.post("/anew")
@require_actor(Role.PROCESS_ADMIN)
def anew(key: str, number: int) -> Answer:
    """Begin a draft with the change of a version that was set aside, and go to it."""
    try:
        begun = write_anew(key, number, actor=current_actor(), tools=current_tools())
    except ConflictError as error:
        flash(sentence(error.code, error.values), "warning")
        return _page(key, number), CONFLICT
    if begun.clashes:
        left = _(
            "A draft is begun with the change of that version. Repeat by hand what it changed in %(parts)s: another "
            "version has changed that too, and the draft has it as it is in effect.",
            parts=_(", ").join(_part_name(each) for each in begun.clashes),
        )
        flash(left, "warning")
    else:
        flash(_("A draft is begun with the change of that version. Please look at it."), "success")
    return see(f"/studio/drafts/{begun.id}")


def _part_name(part: PartName) -> str:
    """Return what a part of a process is called in the language of the page, else its path."""
    return (part.title_zh if current_language() == "zh" else part.title_en) or part.path


def _which(key: str, number: int) -> Which:
    return Which(key, number, text("request"))


def _done(key: str, number: int, act: Callable[[], None], said: str, typed: dict[str, str] | None = None) -> Answer:
    """Do something, and show the version as it is then; what stood against it is said at its place."""
    try:
        act()
    except InvalidError as error:
        problems = {each.field.removeprefix("/"): sentence(each.code, each.values) for each in error.errors}
        return _page(key, number, typed, problems), UNPROCESSABLE
    except (ConflictError, ForbiddenError) as error:
        flash(sentence(error.code, error.values), "warning")
        return _page(key, number, typed), CONFLICT
    flash(said, "success")
    return see(f"/studio/processes/{key}/versions/{number}")


def _going_back(page: VersionPage) -> DryRun | None:
    """Return what would become of running cases, while it is asked or decided whether the version is taken back."""
    if not page.may_be_taken_back:
        return None
    return dry_run_back(page.key, page.version.version, actor=current_actor(), tools=current_tools())


def _page(key: str, number: int, typed: dict[str, str] | None = None, problems: dict[str, str] | None = None) -> str:
    actor, use = current_actor(), current_tools()
    page = get_version(key, number, actor=actor, tools=use)
    asked = request.args.get("status", "")
    wanted = asked if asked in CASE_STATUSES else next((each for each in CASE_STATUSES if page.counts[each]), "RUNNING")
    cases = list_version_cases(
        key, number, wanted, cursor=request.args.get("cursor") or None, limit=PAGE, actor=actor, tools=use
    )
    return render_template(
        "studio/version.html",
        page=page,
        version=page.version,
        company=company_of(key, number, actor=actor, tools=use),
        came=migrated(key, number, actor=actor, tools=use),
        running=_going_back(page),
        cases=cases,
        status=wanted,
        typed=typed or {},
        problems=problems or {},
    )
