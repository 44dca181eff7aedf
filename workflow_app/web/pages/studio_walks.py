"""Walking a case through a draft: what is open is done on the page of the walk, as whoever has the role."""

import io
from collections.abc import Mapping, Sequence
from datetime import date

from flask import Blueprint, flash, render_template, request
from werkzeug.wrappers import Response

from workflow_app.domain.actors import Role
from workflow_app.domain.errors import (
    ConflictError,
    FieldError,
    ForbiddenError,
    InvalidError,
    RefusedError,
)
from workflow_app.domain.process_findings import ProcessRefusedError
from workflow_app.domain.process_walks import LONGEST_DAYS, Act, Does
from workflow_app.domain.seeds.walk_cast import PAPER, PAPER_NAME
from workflow_app.services.process_draft_views import get_draft
from workflow_app.services.walk_again import go_on
from workflow_app.services.walk_scenes import OpenTask
from workflow_app.services.walk_views import WalkView, get_walk, walk_letter
from workflow_app.services.walks import read_walk, walk_back, walk_on
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.downloads import as_attachment
from workflow_app.web.local_paths import see
from workflow_app.web.pages.answering import told
from workflow_app.web.pages.asking import version_seen
from workflow_app.web.pages.finding_words import refusal_groups
from workflow_app.web.pages.history_days import days_of
from workflow_app.web.pages.walk_words import (
    act_lines,
    act_word,
    course_here,
    failure_lines,
    history_here,
    limit_line,
    person_word,
    refused_word,
    sample_files,
)
from workflow_app.web.pages.walking import TASK, chosen_task, filled_in, task_name, typed_in
from workflow_app.web.whole_numbers import whole_number

pages = Blueprint("studio_walks", __name__, url_prefix="/studio/drafts/<uuid:draft_id>/walk")
UNPROCESSABLE, CONFLICT = 422, 409
ACT, WHO, WHAT, NUMBER = "walk-act", "walk-who", "walk-what", "walk-number"
"""Names of our own fields; no field of a form has a dash in its name."""
BACK, REST = "BACK", "REST"
Answer = Response | str | tuple[str, int]


@pages.get("")
@require_actor(Role.PROCESS_ADMIN)
def walk(draft_id: object) -> Answer:
    """Show where the walk stands; `fill` fills the form of the chosen task with answers that go through."""
    return show_walk(draft_id)


@pages.post("")
@require_actor(Role.PROCESS_ADMIN)
def go(draft_id: object) -> Answer:
    """Do one act of the walk, or take some back."""
    seen, number = version_seen() or 0, whole_number(request.form.get(NUMBER)) or 0
    try:
        if request.form.get(ACT) == BACK:
            walk_back(str(draft_id), number, seen=seen, actor=current_actor(), tools=current_tools())
        elif request.form.get(ACT) == REST:
            go_on(str(draft_id), seen=seen, actor=current_actor(), tools=current_tools())
        else:
            act = _act(draft_id, number)
            walk_on(str(draft_id), act, seen=seen, actor=current_actor(), tools=current_tools())
    except InvalidError as error:
        return show_walk(draft_id, error.errors, typed=True), UNPROCESSABLE
    except ProcessRefusedError:
        return show_walk(draft_id)
    except (ConflictError, ForbiddenError, RefusedError) as error:
        flash(refused_word(error), "warning")
        status = CONFLICT if isinstance(error, ConflictError) else UNPROCESSABLE
        return show_walk(draft_id, typed=error.code != "STALE"), status
    return see(f"/studio/drafts/{draft_id}/walk")


@pages.get("/letter")
@require_actor(Role.PROCESS_ADMIN)
def letter(draft_id: object) -> Response:
    """Hand out a letter of the walk as PDF, set as for real; `number` is its number."""
    number, pdf = walk_letter(
        str(draft_id), request.args.get("number", "")[:100], actor=current_actor(), tools=current_tools()
    )
    return as_attachment(io.BytesIO(pdf), media_type="application/pdf", filename=f"{number}.pdf")


@pages.get("/sample.pdf")
@require_actor(Role.PROCESS_ADMIN)
def sample(draft_id: object) -> Response:
    """Hand out the blank sheet that every paper of a walk is."""
    read_walk(str(draft_id), actor=current_actor(), tools=current_tools())
    return as_attachment(io.BytesIO(PAPER), media_type="application/pdf", filename=PAPER_NAME)


def _act(draft_id: object, number: int) -> Act:
    """Return the act that a form asks for; raises RefusedError WALK_ACT."""
    asked, what = request.form.get(ACT, ""), request.form.get(WHAT, "")[:200]
    if asked not in set(Does):
        raise RefusedError("WALK_ACT")
    match Does(asked):
        case Does.COMPLETE:
            view = get_walk(str(draft_id), actor=current_actor(), tools=current_tools())
            task = chosen_task(view, request.form.get(TASK, ""))
            if task is None:
                raise ConflictError("WALK_NOT_OPEN")
            who = request.form.get(WHO, "")[:60]
            return Act(Does.COMPLETE, who, task.detail.task.key, task.number, typed_in(task.detail))
        case Does.DAYS:
            return Act(Does.DAYS, number=min(max(number, 1), LONGEST_DAYS))
        case does:
            return Act(does, what=what)


def show_walk(
    draft_id: object,
    errors: Sequence[FieldError] = (),
    *,
    typed: bool = False,
    keeping: Mapping[str, str] | None = None,
) -> str:
    """Return the page of a walk; `typed` keeps what was typed into the form, which was not taken.

    `keeping` is what is wrong, by field, with the test as which the walk was to be kept.
    """
    draft = get_draft(str(draft_id), actor=current_actor(), tools=current_tools()).draft
    try:
        view = get_walk(str(draft_id), actor=current_actor(), tools=current_tools())
    except (ProcessRefusedError, RefusedError) as error:
        found = refusal_groups(error)
        return render_template("studio/walk.html", draft=draft, view=None, found=found, refused=refused_word(error))
    task = chosen_task(view, request.values.get(TASK, ""))
    return render_template(
        "studio/walk.html",
        draft=draft,
        view=view,
        scene=view.scene,
        stopped=refused_word(view.error) if view.error else "",
        acts=act_lines(view),
        test_rest=[act_word(each, view) for each in view.test.rest] if view.test else [],
        limits=[limit_line(each, view.today) for each in view.scene.case.clocks] if view.scene else [],
        failures=failure_lines(view),
        chosen=task,
        values=_values(view, task, typed=typed),
        errors=told(errors),
        dates=_dates(view),
        files=sample_files(f"/studio/drafts/{draft_id}/walk/sample.pdf"),
        history=days_of(view.scene.case, history_here(view.scene)) if view.scene else None,
        course=course_here(view.scene) if view.scene else (),
        person_word=person_word,
        task_name=task_name,
        kept_who=request.form.get(WHO, ""),
        **_keeping(keeping or {}),
    )


def _keeping(wrong: Mapping[str, str]) -> dict[str, object]:
    """Return what is wrong with the test as which a walk was to be kept, and what was typed of it."""
    return {"keeping": wrong, "title_typed": request.form if wrong else {}}


def _values(view: WalkView, task: OpenTask | None, *, typed: bool) -> dict[str, object]:
    if task is None:
        return {}
    if typed and request.form.get(ACT) == Does.COMPLETE:
        return {**task.detail.values, **typed_in(task.detail)}
    return filled_in(task.detail, view.now) if "fill" in request.args else dict(task.detail.values)


def _dates(view: WalkView) -> dict[str, date]:
    """Return what the date pickers of a form may not leave behind or pass, by the time of the walk."""
    record = view.scene.case.record if view.scene else None
    return {"today": view.today} | ({"decided_on": record.decided_on} if record else {})
