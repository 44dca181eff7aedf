"""Double publicity: what data clerks report of permits, what is due first on top, and each record by its fields."""

from flask import Blueprint, render_template, request

from workflow_app.services.dual_publicity import READERS, get_report, list_reports
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools

pages = Blueprint("desk_dual_publicity", __name__, url_prefix="/desk/dual-publicity")


@pages.get("")
@require_actor(*READERS)
def reports() -> str:
    """Show what is to be reported; with ?show=late only what is late."""
    late = request.args.get("show") == "late"
    cursor = request.args.get("cursor") or None
    found = list_reports(late=late, actor=current_actor(), tools=current_tools(), cursor=cursor)
    return render_template("desk/dual_publicity.html", found=found, page=found.page, late=late)


@pages.get("/<uuid:record_id>")
@require_actor(*READERS)
def report(record_id: object) -> str:
    """Show one record by its fields."""
    view, fields = get_report(str(record_id), actor=current_actor(), tools=current_tools())
    return render_template("desk/dual_record.html", report=view, fields=fields)
