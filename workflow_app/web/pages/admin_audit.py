"""The audit trail, for the auditor alone: read with filters, taken out as a file, and verified on request."""

import io
from datetime import date

from flask import Blueprint, Response, render_template, request
from flask_babel import gettext as _

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.audit import AuditFilter
from workflow_app.domain.findings import Finding
from workflow_app.services.audit_reading import MOST_EXPORTED, export_entries, list_entries
from workflow_app.services.audit_verify import verify
from workflow_app.services.authority_views import list_authorities
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.downloads import as_attachment
from workflow_app.web.pages.audit_lines import as_csv, told_entry
from workflow_app.web.pages.history_words import action_words

pages = Blueprint("admin_audit", __name__, url_prefix="/admin/audit")
FIELDS = ("case", "authority", "actor", "action", "from", "to")
LONGEST = 100
UNPROCESSABLE = 422


@pages.get("")
@require_actor(Role.AUDITOR)
def audit() -> str | tuple[str, int]:
    """Show the entries that were asked for, the newest first."""
    return _page()


@pages.post("")
@require_actor(Role.AUDITOR)
def check() -> str | tuple[str, int]:
    """Verify the whole trail, and say what was found."""
    return _page(verify(current_tools()))


@pages.get("/entries.csv")
@require_actor(Role.AUDITOR)
def entries() -> Response | tuple[str, int]:
    """Hand out what the filters leave as a file."""
    typed = _typed()
    wanted, problems = _filter(typed)
    if problems:
        page = _page()
        return page if isinstance(page, tuple) else (page, UNPROCESSABLE)
    found = export_entries(wanted, actor=current_actor(), tools=current_tools())
    return as_attachment(io.BytesIO(as_csv(found)), media_type="text/csv; charset=utf-8", filename="audit.csv")


def _page(findings: tuple[Finding, ...] | list[Finding] | None = None) -> str | tuple[str, int]:
    typed = _typed()
    wanted, problems = _filter(typed)
    found = None if problems else list_entries(wanted, actor=current_actor(), tools=current_tools())
    page = render_template(
        "admin/audit.html",
        findings=findings,
        typed=typed,
        problems=problems,
        entries=[told_entry(each) for each in found.items] if found else (),
        next_cursor=found.next_cursor if found else None,
        is_filtered=any(typed.values()),
        authorities=list_authorities(tools=current_tools()),
        actions=sorted(action_words().items(), key=lambda each: str(each[1])),
        most=MOST_EXPORTED,
    )
    return (page, UNPROCESSABLE) if problems else page


def _typed() -> dict[str, str]:
    return {name: request.args.get(name, "").strip()[:LONGEST] for name in FIELDS}


def _filter(typed: dict[str, str]) -> tuple[AuditFilter, dict[str, str]]:
    """Return what is asked for, and what is wrong with it by field."""
    problems = {name: _("This is not a date") for name in ("from", "to") if typed[name] and _day(typed[name]) is None}
    first, last = _day(typed["from"]), _day(typed["to"])
    if first and last and last < first:
        problems["to"] = _("The last day lies before the first")
    wanted = AuditFilter(
        case=typed["case"],
        authority=typed["authority"],
        actor=typed["actor"],
        action=typed["action"],
        first=first,
        last=last,
        cursor=request.args.get("cursor") or None,
    )
    return wanted, problems


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
