"""Running cases and a version: what would become of them, and what did, each number a list."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Blueprint, render_template, request
from flask_babel import gettext as _

from workflow_app.domain.actors import Role
from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.migrating import Scope
from workflow_app.domain.process_findings import Finding, Severity
from workflow_app.services.dry_runs import DryRun, dry_run_back, dry_run_draft
from workflow_app.services.migration_views import OUTCOMES, list_migrated
from workflow_app.services.process_draft_views import get_draft
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools

pages = Blueprint("studio_migrating", __name__, url_prefix="/studio")
PAGE = 50


@dataclass(frozen=True, slots=True)
class Crumb:
    """Where the list belongs: what that is called, and its address."""

    label: str
    href: str


@pages.get("/drafts/<uuid:draft_id>/cases")
@require_actor(Role.PROCESS_ADMIN)
def of_draft(draft_id: object) -> str:
    """List the running cases that a draft would move, or leave where they are."""
    actor, use = current_actor(), current_tools()
    draft = get_draft(str(draft_id), actor=actor, tools=use).draft
    found = dry_run_draft(str(draft_id), actor=actor, tools=use)
    return _dry(found, Crumb(draft.title or draft.key, f"/studio/drafts/{draft.id}"), draft.scope)


@pages.get("/processes/<key>/versions/<int:number>/going-back")
@require_actor(Role.PROCESS_ADMIN)
def going_back(key: str, number: int) -> str:
    """List the running cases that would go back if a version were taken back, or stay on it."""
    found = dry_run_back(key, number, actor=current_actor(), tools=current_tools())
    return _dry(found, _version(key, number), Scope.ALL.value, back=True)


@pages.get("/processes/<key>/versions/<int:number>/migrated")
@require_actor(Role.PROCESS_ADMIN)
def migrated(key: str, number: int) -> str:
    """List the cases that moved on account of a version, or stayed, with the reason."""
    back, outcome = "back" in request.args, request.args.get("show", "")
    outcome = outcome if outcome in OUTCOMES else "moved"
    cursor = request.args.get("cursor") or None
    actor, use = current_actor(), current_tools()
    page = list_migrated(key, number, outcome, back=back, cursor=cursor, limit=PAGE, actor=actor, tools=use)
    return _list(page.items, page.next_cursor, _version(key, number), show=outcome, done=True)


def tried(draft_id: object, findings: Iterable[Finding]) -> DryRun | None:
    """Return what a draft would do to running cases, once nothing stands against it."""
    if any(each.severity == Severity.ERROR for each in findings):
        return None
    return dry_run_draft(str(draft_id), actor=current_actor(), tools=current_tools())


def _dry(found: DryRun | None, crumb: Crumb, chosen: str, *, back: bool = False) -> str:
    """Return one list of a dry run, as the address asks for it."""
    if found is None:
        raise NotFoundError("VERSION_UNKNOWN", version="—")
    scope = request.args.get("scope", "")
    scope = scope if scope in set(Scope) else chosen
    show = request.args.get("show", "")
    show = show if show in {"moved", "stayed"} else "all"
    cases = {"moved": found.moving(scope), "stayed": found.staying(scope)}.get(show, found.cases)
    start = max(request.args.get("cursor", 0, type=int), 0)
    following = str(start + PAGE) if len(cases) > start + PAGE else None
    return _list(cases[start : start + PAGE], following, crumb, show=show, scope=scope, found=found, back=back)


def _list(
    cases: object,
    next_cursor: str | None,
    crumb: Crumb,
    *,
    show: str,
    scope: str = "",
    found: DryRun | None = None,
    done: bool = False,
    back: bool = False,
) -> str:
    return render_template(
        "studio/migrating.html",
        cases=cases,
        next_cursor=next_cursor,
        crumb=crumb,
        show=show,
        scope=scope,
        found=found,
        done=done,
        back=back,
    )


def _version(key: str, number: int) -> Crumb:
    return Crumb(_("Version %(number)s", number=number), f"/studio/processes/{key}/versions/{number}")
