"""Showing a draft of a process, and doing something with it: what stood against it is said at its place."""

from collections.abc import Callable, Mapping

from flask import flash, render_template
from werkzeug.wrappers import Response

from workflow_app.domain.errors import ConflictError, ForbiddenError, InvalidError
from workflow_app.domain.process_drafts import DraftStatus
from workflow_app.domain.process_findings import Finding, ProcessRefusedError
from workflow_app.services.draft_outlooks import find_outlook
from workflow_app.services.draft_standing import standings
from workflow_app.services.process_comparing import compare_draft
from workflow_app.services.process_draft_checks import check_draft
from workflow_app.services.process_draft_views import get_draft
from workflow_app.services.replay_views import find_summary
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.change_words import drafted_note, shown_changes
from workflow_app.web.pages.draft_terms import kept_terms
from workflow_app.web.pages.finding_words import finding_groups, finding_lines
from workflow_app.web.pages.studio_migrating import tried
from workflow_app.web.sentences import sentence

UNPROCESSABLE, CONFLICT = 422, 409
Answer = Response | str | tuple[str, int]
Typed = Mapping[str, str]


def done(
    draft_id: object, act: Callable[[], None], said: str, typed: Typed | None = None, *, onward: str = ""
) -> Answer:
    """Do something, and show the draft as it is then; what stood against it is said at its place."""
    try:
        act()
    except InvalidError as error:
        problems = {each.field.removeprefix("/"): sentence(each.code, each.values) for each in error.errors}
        return show(draft_id, typed, problems), UNPROCESSABLE
    except ProcessRefusedError as error:
        flash(sentence("PROCESS_UNSOUND", {"count": len(error.findings)}), "danger")
        return show(draft_id, typed, found=error.findings), UNPROCESSABLE
    except (ConflictError, ForbiddenError) as error:
        flash(sentence(error.code, error.values), "warning")
        return show(draft_id, typed), CONFLICT
    flash(said, "success")
    return see(onward or f"/studio/drafts/{draft_id}")


def show(
    draft_id: object, typed: Typed | None = None, problems: Typed | None = None, found: tuple[Finding, ...] = ()
) -> str:
    """Return the page of a draft; what was `found` stood against what somebody wanted to do."""
    page = get_draft(str(draft_id), actor=current_actor(), tools=current_tools())
    report = check_draft(str(draft_id), actor=current_actor(), tools=current_tools())
    found = found or report.findings
    is_new = page.draft.base_version is None
    compared = None if is_new else compare_draft(str(draft_id), actor=current_actor(), tools=current_tools())
    changes = shown_changes(compared) if compared else None
    drafted = drafted_note(changes) if changes and page.draft.status is DraftStatus.OPEN else ""
    kept = {
        "title": page.draft.title,
        **kept_terms(page.draft),
        "note": page.draft.note or drafted,
    }
    return render_template(
        "studio/draft.html",
        page=page,
        draft=page.draft,
        findings=(lines := finding_lines(found, report)),
        groups=finding_groups(lines),
        standings=standings(page, found, explored=report.explored, tools=current_tools()),
        running=tried(draft_id, found),
        outlook=find_outlook(str(draft_id), actor=current_actor(), tools=current_tools()),
        replay=find_summary(str(draft_id), actor=current_actor(), tools=current_tools()),
        changes=changes,
        old_diagram=f"/processes/{page.draft.key}/{page.draft.base_version}.bpmn",
        new_diagram=f"/studio/drafts/{page.draft.id}/files/{compared.new_diagram}" if compared else "",
        typed=kept | dict(typed or {}),
        problems=problems or {},
    )
