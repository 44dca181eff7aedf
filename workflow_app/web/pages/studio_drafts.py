"""One draft of a process: what it changes, what stands against it, and what becomes of it."""

import io
from collections.abc import Callable, Mapping
from functools import partial

from flask import Blueprint, flash, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.actors import Role
from workflow_app.domain.errors import ConflictError, ForbiddenError, InvalidError
from workflow_app.domain.process_drafts import DraftStatus
from workflow_app.domain.process_findings import Finding, ProcessRefusedError
from workflow_app.services.draft_standing import standings
from workflow_app.services.process_comparing import compare_draft
from workflow_app.services.process_confirming import (
    confirm_draft,
    give_back_draft,
    save_terms,
    submit_draft,
    take_back_draft,
)
from workflow_app.services.process_draft_checks import check_draft
from workflow_app.services.process_draft_views import export_draft, get_draft
from workflow_app.services.process_drafting import discard_draft, name_draft
from workflow_app.services.process_emergencies import publish_alone
from workflow_app.services.replay_views import find_summary
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.downloads import as_attachment
from workflow_app.web.local_paths import see
from workflow_app.web.pages.asking import version_seen
from workflow_app.web.pages.change_words import drafted_note, shown_changes
from workflow_app.web.pages.draft_terms import kept_terms, terms_of_page, typed_terms
from workflow_app.web.pages.finding_words import finding_groups, finding_lines
from workflow_app.web.pages.inlet_forms import text
from workflow_app.web.pages.studio_migrating import tried
from workflow_app.web.sentences import sentence

pages = Blueprint("studio_drafts", __name__, url_prefix="/studio/drafts/<uuid:draft_id>")
UNPROCESSABLE, CONFLICT = 422, 409
Answer = Response | str | tuple[str, int]
Typed = Mapping[str, str]


@pages.get("")
@require_actor(Role.PROCESS_ADMIN)
def draft(draft_id: object) -> str:
    """Show a draft: its files, what the check says, and how it goes on."""
    return _page(draft_id)


@pages.get("/bundle.zip")
@require_actor(Role.PROCESS_ADMIN)
def export(draft_id: object) -> Response:
    """Hand out the files of a draft as a zip."""
    page = get_draft(str(draft_id), actor=current_actor(), tools=current_tools()).draft
    content = export_draft(str(draft_id), actor=current_actor(), tools=current_tools())
    name = f"{page.key}-draft-{page.revision}.zip"
    return as_attachment(io.BytesIO(content), media_type="application/zip", filename=name)


@pages.post("/title")
@require_actor(Role.PROCESS_ADMIN)
def name(draft_id: object) -> Answer:
    """Call a draft something else."""
    title = text("title")

    def act() -> None:
        name_draft(str(draft_id), title, actor=current_actor(), tools=current_tools())

    return _done(draft_id, act, _("The draft has another name."), {"title": title})


@pages.post("/terms")
@require_actor(Role.PROCESS_ADMIN)
def submit(draft_id: object) -> Answer:
    """Keep the terms of a draft, and submit it where that was asked."""
    typed = typed_terms()
    if text("act") == "save":
        return _done(draft_id, lambda: _save_terms(draft_id), _("The note is saved."), typed)
    alone = text("act") == "alone"

    def act() -> None:
        _save_terms(draft_id)  # whatever stands against it, what was typed stays
        use = partial(publish_alone, reason=text("reason")) if alone else submit_draft
        use(str(draft_id), terms_of_page(), seen=version_seen() or 0, actor=current_actor(), tools=current_tools())

    waits = _("The draft is submitted. Another process administrator confirms it.")
    holds = _("It is in force. It is shown in red until another process administrator has confirmed it.")
    return _done(draft_id, act, holds if alone else waits, typed)


@pages.post("/take-back")
@require_actor(Role.PROCESS_ADMIN)
def take_back(draft_id: object) -> Answer:
    """Make a submitted draft one to be written again."""

    def act() -> None:
        take_back_draft(str(draft_id), actor=current_actor(), tools=current_tools())

    return _done(draft_id, act, _("The draft is taken back; you can go on writing."))


@pages.post("/give-back")
@require_actor(Role.PROCESS_ADMIN)
def give_back(draft_id: object) -> Answer:
    """Give a submitted draft back for a reason."""
    reason = text("decision_note")

    def act() -> None:
        seen = version_seen() or 0
        give_back_draft(str(draft_id), reason, seen=seen, actor=current_actor(), tools=current_tools())

    return _done(
        draft_id, act, _("The draft is given back, and whoever wrote it is told why."), {"decision_note": reason}
    )


@pages.post("/confirm")
@require_actor(Role.PROCESS_ADMIN)
def confirm(draft_id: object) -> Answer:
    """Publish a submitted draft."""

    def act() -> None:
        confirm_draft(str(draft_id), seen=version_seen() or 0, actor=current_actor(), tools=current_tools())

    return _done(draft_id, act, _("The process is published; new cases take it from its day on."))


@pages.post("/discard")
@require_actor(Role.PROCESS_ADMIN)
def discard(draft_id: object) -> Answer:
    """Throw a draft away."""

    def act() -> None:
        discard_draft(str(draft_id), actor=current_actor(), tools=current_tools())

    draft = get_draft(str(draft_id), actor=current_actor(), tools=current_tools()).draft
    onward = f"/studio/processes/{draft.key}" if draft.base_version else "/studio"
    return _done(draft_id, act, _("The draft is thrown away; what runs stays as it is."), onward=onward)


def _save_terms(draft_id: object) -> None:
    save_terms(str(draft_id), terms_of_page(), actor=current_actor(), tools=current_tools())


def _done(
    draft_id: object, act: Callable[[], None], said: str, typed: Typed | None = None, *, onward: str = ""
) -> Answer:
    """Do something, and show the draft as it is then; what stood against it is said at its place."""
    try:
        act()
    except InvalidError as error:
        problems = {each.field.removeprefix("/"): sentence(each.code, each.values) for each in error.errors}
        return _page(draft_id, typed, problems), UNPROCESSABLE
    except ProcessRefusedError as error:
        flash(sentence("PROCESS_UNSOUND", {"count": len(error.findings)}), "danger")
        return _page(draft_id, typed, found=error.findings), UNPROCESSABLE
    except (ConflictError, ForbiddenError) as error:
        flash(sentence(error.code, error.values), "warning")
        return _page(draft_id, typed), CONFLICT
    flash(said, "success")
    return see(onward or f"/studio/drafts/{draft_id}")


def _page(
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
        findings=(lines := finding_lines(found)),
        groups=finding_groups(lines),
        standings=standings(page, found, explored=report.explored, tools=current_tools()),
        running=tried(draft_id, found),
        replay=find_summary(str(draft_id), actor=current_actor(), tools=current_tools()),
        changes=changes,
        old_diagram=f"/processes/{page.draft.key}/{page.draft.base_version}.bpmn",
        new_diagram=f"/studio/drafts/{page.draft.id}/files/{compared.new_diagram}" if compared else "",
        typed=kept | dict(typed or {}),
        problems=problems or {},
    )
