"""One draft of a process: what it changes, what stands against it, and what becomes of it."""

import io
from functools import partial

from flask import Blueprint
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.actors import Role
from workflow_app.services.draft_bases import carry_draft
from workflow_app.services.moving_along import along_with_draft
from workflow_app.services.process_confirming import (
    confirm_draft,
    give_back_draft,
    save_terms,
    submit_draft,
    take_back_draft,
)
from workflow_app.services.process_draft_views import export_draft, get_draft
from workflow_app.services.process_drafting import discard_draft, name_draft
from workflow_app.services.process_emergencies import publish_alone
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.downloads import as_attachment
from workflow_app.web.pages.asking import version_seen
from workflow_app.web.pages.draft_terms import agreed_aside, terms_of_page, typed_terms
from workflow_app.web.pages.inlet_forms import text
from workflow_app.web.pages.migration_words import along_words
from workflow_app.web.pages.studio_draft_showing import Answer, done, show

pages = Blueprint("studio_drafts", __name__, url_prefix="/studio/drafts/<uuid:draft_id>")


@pages.get("")
@require_actor(Role.PROCESS_ADMIN)
def draft(draft_id: object) -> str:
    """Show a draft: its files, what the check says, and how it goes on."""
    return show(draft_id)


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

    return done(draft_id, act, _("The draft has another name."), {"title": title})


@pages.post("/terms")
@require_actor(Role.PROCESS_ADMIN)
def submit(draft_id: object) -> Answer:
    """Keep the terms of a draft, and submit it where that was asked."""
    typed = typed_terms()
    if text("act") == "save":
        return done(draft_id, lambda: _save_terms(draft_id), _("The note is saved."), typed)
    alone = text("act") == "alone"

    def act() -> None:
        _save_terms(draft_id)  # whatever stands against it, what was typed stays
        use = partial(publish_alone, reason=text("reason"), set_aside=agreed_aside()) if alone else submit_draft
        use(str(draft_id), terms_of_page(), seen=version_seen() or 0, actor=current_actor(), tools=current_tools())

    waits = _("The draft is submitted. Another process administrator confirms it.")
    holds = _("It is in force. It is shown in red until another process administrator has confirmed it.")
    return done(draft_id, act, holds if alone else waits, typed)


@pages.post("/take-back")
@require_actor(Role.PROCESS_ADMIN)
def take_back(draft_id: object) -> Answer:
    """Make a submitted draft one to be written again."""

    def act() -> None:
        take_back_draft(str(draft_id), actor=current_actor(), tools=current_tools())

    return done(draft_id, act, _("The draft is taken back; you can go on writing."))


@pages.post("/give-back")
@require_actor(Role.PROCESS_ADMIN)
def give_back(draft_id: object) -> Answer:
    """Give a submitted draft back for a reason."""
    reason = text("decision_note")

    def act() -> None:
        seen = version_seen() or 0
        give_back_draft(str(draft_id), reason, seen=seen, actor=current_actor(), tools=current_tools())

    return done(
        draft_id, act, _("The draft is given back, and whoever wrote it is told why."), {"decision_note": reason}
    )


@pages.post("/confirm")
@require_actor(Role.PROCESS_ADMIN)
def confirm(draft_id: object) -> Answer:
    """Publish a submitted draft."""
    along = along_with_draft(str(draft_id), actor=current_actor(), tools=current_tools())

    def act() -> None:
        confirm_draft(str(draft_id), seen=version_seen() or 0, actor=current_actor(), tools=current_tools())

    said = _("The process is published; new cases take it from its day on.")
    return done(draft_id, act, said + along_words(along))


@pages.post("/carry")
@require_actor(Role.PROCESS_ADMIN)
def carry(draft_id: object) -> Answer:
    """Carry what a draft changes onto the version that is in effect on its day."""

    def act() -> None:
        carry_draft(str(draft_id), seen=version_seen() or 0, actor=current_actor(), tools=current_tools())

    said = _(
        "Carried: the draft is written on the version in effect on its day, with your changes in it. Please look at it."
    )
    return done(draft_id, act, said)


@pages.post("/discard")
@require_actor(Role.PROCESS_ADMIN)
def discard(draft_id: object) -> Answer:
    """Throw a draft away."""

    def act() -> None:
        discard_draft(str(draft_id), actor=current_actor(), tools=current_tools())

    draft = get_draft(str(draft_id), actor=current_actor(), tools=current_tools()).draft
    onward = f"/studio/processes/{draft.key}" if draft.base_version else "/studio"
    return done(draft_id, act, _("The draft is thrown away; what runs stays as it is."), onward=onward)


def _save_terms(draft_id: object) -> None:
    save_terms(str(draft_id), terms_of_page(), actor=current_actor(), tools=current_tools())
