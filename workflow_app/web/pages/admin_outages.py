"""Outages of the service: registered, approved by another administrator or withdrawn, and announced."""

from datetime import datetime

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from workflow_app.domain.actors import Role
from workflow_app.domain.errors import ConflictError, ForbiddenError, InvalidError
from workflow_app.domain.rule_policies import may_register_outage
from workflow_app.domain.time import ZONE
from workflow_app.services.outage_views import READERS, list_outages
from workflow_app.services.outages import (
    RegisterOutage,
    approve_outage,
    register_outage,
    reject_outage,
    withdraw_outage,
)
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.sentences import sentence

pages = Blueprint("admin_outages", __name__, url_prefix="/admin/outages")
UNPROCESSABLE = 422
PAGE = 25
FIRST_YEAR = 2000
FIELDS = ("starts_at", "ends_at", "reason", "text_zh", "text_en")


@pages.get("")
@require_actor(*READERS)
def outages() -> str:
    """Show what was registered, and the form to those who may register."""
    return _page({}, {})


@pages.post("")
@require_actor(Role.SYSTEM_ADMIN)
def register() -> Answer | tuple[str, int]:
    """Register an outage for approval."""
    typed = {name: request.form.get(name, "") for name in FIELDS}
    command = RegisterOutage(
        starts_at=_instant(typed["starts_at"]),
        ends_at=_instant(typed["ends_at"]),
        reason=typed["reason"],
        text_zh=typed["text_zh"],
        text_en=typed["text_en"],
    )
    try:
        register_outage(command, actor=current_actor(), tools=current_tools())
    except InvalidError as error:
        problems = {each.field.lstrip("/"): sentence(each.code, each.values) for each in error.errors}
        return _page(typed, problems), UNPROCESSABLE
    flash(
        _("The outage is registered. Periods are extended as soon as a security administrator approves it."), "success"
    )
    return see("/admin/outages")


@pages.post("/<uuid:outage_id>/approve")
@require_actor(Role.SECURITY_ADMIN)
def approve(outage_id: object) -> Answer:
    """Approve an outage."""
    try:
        approve_outage(str(outage_id), actor=current_actor(), tools=current_tools())
    except (ConflictError, ForbiddenError) as error:
        flash(sentence(error.code, error.values), "warning")
    else:
        flash(
            _("The outage is approved. Periods that end in it are being extended, and the public is told."), "success"
        )
    return see("/admin/outages")


@pages.post("/<uuid:outage_id>/reject")
@require_actor(Role.SECURITY_ADMIN)
def reject(outage_id: object) -> Answer | tuple[str, int]:
    """Refuse an outage and say why; what was typed stays where it does not do."""
    note = request.form.get("note", "")
    try:
        reject_outage(str(outage_id), note, actor=current_actor(), tools=current_tools())
    except InvalidError as error:
        problem = sentence(error.errors[0].code, error.errors[0].values)
        return _page({f"note-{outage_id}": note}, {f"note-{outage_id}": problem}), UNPROCESSABLE
    except ConflictError as error:
        flash(sentence(error.code, error.values), "warning")
    else:
        flash(_("The outage is rejected; nothing was extended."), "success")
    return see("/admin/outages")


@pages.post("/<uuid:outage_id>/withdraw")
@require_actor(Role.SYSTEM_ADMIN)
def withdraw(outage_id: object) -> Answer:
    """Withdraw an outage that nobody approved."""
    try:
        withdraw_outage(str(outage_id), actor=current_actor(), tools=current_tools())
    except (ConflictError, ForbiddenError) as error:
        flash(sentence(error.code, error.values), "warning")
    else:
        flash(_("The outage is withdrawn; nothing was extended."), "success")
    return see("/admin/outages")


def _page(typed: dict[str, str], problems: dict[str, str]) -> str:
    actor = current_actor()
    cursor = request.args.get("cursor") or None
    return render_template(
        "admin/outages.html",
        page=list_outages(actor=actor, tools=current_tools(), cursor=cursor, limit=PAGE),
        may_register=may_register_outage(actor).allowed,
        typed=typed,
        problems=problems,
    )


def _instant(text: str) -> datetime | None:
    """Return an instant of Beijing time as a browser sends it, or None."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return found.replace(tzinfo=ZONE) if found.tzinfo is None and found.year >= FIRST_YEAR else None
