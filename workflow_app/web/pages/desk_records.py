"""Records as the staff sees them: found by name, code or number, and each with its whole history."""

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from workflow_app.domain.actors import DESK_ROLES, Role
from workflow_app.domain.commands.records import AnswerNumber, ConfirmNumber, EnterNumber
from workflow_app.domain.errors import ConflictError, InvalidError
from workflow_app.domain.number_policies import CONFIRM
from workflow_app.services.desk_records import get_desk_record, list_desk_records
from workflow_app.services.hiding_views import hidings_of_record
from workflow_app.services.number_questions import answer_number, confirm_number
from workflow_app.services.site_numbers import enter_number
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import local_path, see
from workflow_app.web.pages.asking import words_sought
from workflow_app.web.sentences import sentence

pages = Blueprint("desk_records", __name__, url_prefix="/desk")
PAGE = 25
UNPROCESSABLE = 422


@pages.get("/records")
@require_actor(*DESK_ROLES)
def records() -> str:
    """Show the records that this desk may read."""
    cursor = request.args.get("cursor") or None
    page = list_desk_records(words_sought(), cursor=cursor, limit=PAGE, actor=current_actor(), tools=current_tools())
    return render_template("desk/records.html", page=page, q=words_sought())


@pages.get("/records/<uuid:record_id>")
@require_actor(*DESK_ROLES)
def record(record_id: object) -> str:
    """Show one record with everything that is known of it."""
    return _page(str(record_id))


@pages.post("/records/<uuid:record_id>/numbers")
@require_actor(Role.DATA_CLERK)
def enter(record_id: object) -> Answer | tuple[str, int]:
    """Keep the number under which another site has the record."""
    typed = {name: request.form.get(name, "") for name in ("site", "number")}
    command = EnterNumber(str(record_id), **typed)
    try:
        enter_number(command, actor=current_actor(), tools=current_tools())
    except InvalidError as error:
        first = error.errors[0]
        return _page(str(record_id), problem=sentence(first.code, first.values), typed=typed), UNPROCESSABLE
    except ConflictError as error:
        return _page(str(record_id), problem=sentence(error.code, error.values), typed=typed), UNPROCESSABLE
    flash(_("The number is kept."), "success")
    return see(f"/desk/records/{record_id}")


@pages.post("/questions/<uuid:question_id>")
@require_actor(Role.DATA_CLERK)
def answer(question_id: object) -> Answer:
    """Keep why two parties carry one number."""
    reply, _colon, mistaken = request.form.get("answer", "").partition(":")
    try:
        command = AnswerNumber(str(question_id), reply, mistaken or None)
        answer_number(command, actor=current_actor(), tools=current_tools())
        flash(_("The answer is kept."), "success")
    except InvalidError:
        flash(_("Choose an answer"), "warning")
    except ConflictError as error:
        flash(sentence(error.code, error.values), "warning")
    return see(local_path(request.form.get("back")) or "/desk/imports")


@pages.post("/questions/<uuid:question_id>/confirmation")
@require_actor(*CONFIRM)
def confirm(question_id: object) -> Answer:
    """Agree or disagree, as the second person, with what was answered about a number."""
    agree = request.form.get("agree") == "yes"
    try:
        confirm_number(ConfirmNumber(str(question_id), agree=agree), actor=current_actor(), tools=current_tools())
        flash(_("Confirmed.") if agree else _("Everything is as it was before the answer."), "success")
    except ConflictError as error:
        flash(sentence(error.code, error.values), "warning")
    return see(local_path(request.form.get("back")) or "/desk/records")


def _page(record_id: str, *, problem: str = "", typed: dict[str, str] | None = None) -> str:
    found = get_desk_record(record_id, actor=current_actor(), tools=current_tools())
    return render_template(
        "desk/record.html",
        found=found,
        record=found.record,
        problem=problem,
        typed=typed or {},
        questions=found.questions,
        hidings=hidings_of_record(record_id, actor=current_actor(), tools=current_tools()),
        back=f"/desk/records/{record_id}",
    )
