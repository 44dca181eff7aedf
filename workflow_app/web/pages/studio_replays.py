"""Replaying finished cases through a draft: begun and stopped, the table, and one case with both courses drawn."""

from collections.abc import Callable

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.actors import Role
from workflow_app.domain.errors import ConflictError, RefusedError
from workflow_app.domain.replays import MOST_CASES, ReplayStatus, Verdict
from workflow_app.services.process_draft_views import get_draft
from workflow_app.services.replay_views import get_replay, get_replayed
from workflow_app.services.replays import begin_replay, stop_replay
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.finding_words import refusal_groups
from workflow_app.web.pages.replay_words import case_line, step_lines, verdict_word
from workflow_app.web.pages.walk_words import refused_word
from workflow_app.web.sentences import sentence

pages = Blueprint("studio_replays", __name__, url_prefix="/studio/drafts/<uuid:draft_id>/replay")
UNPROCESSABLE, CONFLICT = 422, 409
Answer = Response | str | tuple[str, int]


@pages.get("")
@require_actor(Role.PROCESS_ADMIN)
def table(draft_id: object) -> str:
    """Show what became of the cases; `verdict` shows those of one only."""
    return _page(draft_id)


@pages.post("")
@require_actor(Role.PROCESS_ADMIN)
def begin(draft_id: object) -> Answer:
    """Begin a replay."""
    return _done(
        draft_id, begin_replay, _("The replay has begun. It goes on by itself; you can leave this page and come back.")
    )


@pages.post("/stop")
@require_actor(Role.PROCESS_ADMIN)
def stop(draft_id: object) -> Answer:
    """Stop a replay."""
    return _done(draft_id, stop_replay, _("The replay is stopped; what came so far stays here."))


@pages.get("/<int:position>")
@require_actor(Role.PROCESS_ADMIN)
def case(draft_id: object, position: int) -> str:
    """Show one case: both courses on the diagram and in words."""
    draft = get_draft(str(draft_id), actor=current_actor(), tools=current_tools()).draft
    view, line = get_replayed(str(draft_id), position, actor=current_actor(), tools=current_tools())
    steps = step_lines(line, view)
    return render_template(
        "studio/replayed.html",
        draft=draft,
        summary=view.summary,
        case=case_line(line, view),
        steps=steps,
        both=[each.element for each in steps if each.recorded and each.replayed],
        marks={
            "added": [each.element for each in steps if not each.recorded],
            "removed": [each.element for each in steps if not each.replayed],
            "changed": [],
        },
        last=line.position == len(view.lines),
    )


def _done(draft_id: object, act: Callable[..., None], said: str) -> Answer:
    try:
        act(str(draft_id), actor=current_actor(), tools=current_tools())
    except RefusedError as error:
        return _page(draft_id, error), UNPROCESSABLE
    except ConflictError as error:
        flash(sentence(error.code, error.values), "warning")
        return _page(draft_id), CONFLICT
    flash(said, "success")
    return see(f"/studio/drafts/{draft_id}/replay")


def _page(draft_id: object, refused: RefusedError | None = None) -> str:
    """Return the page of a replay; `refused` says why none was begun."""
    actor, use = current_actor(), current_tools()
    draft = get_draft(str(draft_id), actor=actor, tools=use).draft
    view = get_replay(str(draft_id), actor=actor, tools=use)
    wanted = request.args.get("verdict", "")
    lines = [case_line(each, view) for each in view.lines] if view else []
    return render_template(
        "studio/replay.html",
        draft=draft,
        summary=view.summary if view else None,
        runs=view is not None and view.summary.status is ReplayStatus.RUNNING,
        lines=[each for each in lines if wanted not in set(Verdict) or each.verdict == wanted],
        verdicts=[(each, verdict_word(each)) for each in Verdict],
        wanted=wanted,
        most=MOST_CASES,
        refused=refused_word(refused) if refused else "",
        found=refusal_groups(refused),
    )
