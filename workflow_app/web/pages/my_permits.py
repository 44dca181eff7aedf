"""Applicants: the permits of the enterprise they work for, or of all they act for, each to be downloaded."""

from flask import Blueprint, render_template

from workflow_app.domain.actors import Role
from workflow_app.services.permits import list_my_permits
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_tools
from workflow_app.web.pages.acting_for import working_actor

pages = Blueprint("my_permits", __name__, url_prefix="/my/permits")


@pages.get("")
@require_actor(Role.APPLICANT)
def permits() -> str:
    """Show the permits."""
    return render_template("my/permits.html", permits=list_my_permits(actor=working_actor(), tools=current_tools()))
