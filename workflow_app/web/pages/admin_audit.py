"""The audit trail: verified on request, by the auditor alone."""

from flask import Blueprint, render_template, request

from workflow_app.domain.actors import Role
from workflow_app.services.audit_verify import verify
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_tools

pages = Blueprint("admin_audit", __name__, url_prefix="/admin/audit")


@pages.route("", methods=["GET", "POST"])
@require_actor(Role.AUDITOR)
def audit() -> str:
    """Offer the check, and after it say what was found."""
    findings = verify(current_tools()) if request.method == "POST" else None
    return render_template("admin/audit.html", findings=findings)
