"""Objections and reports at the desk: the list, one of them, taking it up or not, the answer, and who it was."""

from collections.abc import Callable

from flask import Blueprint, Response, flash, render_template, request
from flask_babel import gettext as _

from workflow_app.domain.commands.concerns import AnswerConcern, TakeUp
from workflow_app.domain.concern_policies import HANDLES, READS_NAMES
from workflow_app.domain.concerns import Group, Outcome
from workflow_app.domain.errors import AlreadyAnsweredError, ConflictError, FieldError, ForbiddenError, InvalidError
from workflow_app.services.concern_acts import answer_concern, take_up
from workflow_app.services.concern_desk import get_concern, list_concerns, open_concern_file, read_speaker
from workflow_app.services.objection_contacts import ContactView
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.downloads import as_attachment
from workflow_app.web.local_paths import see
from workflow_app.web.pages.asking import once_for, see_answer, version_seen
from workflow_app.web.pages.concern_words import concern_outcome_word, concern_word
from workflow_app.web.pages.inlet_forms import UNPROCESSABLE, choice, problems, text, typed
from workflow_app.web.sentences import sentence

HERE = "/desk/concerns"
pages = Blueprint("desk_concerns", __name__, url_prefix=HERE)
FORBIDDEN, CONFLICT = 403, 409
TAKE, LEAVE = "TAKE", "LEAVE"
Answer = Response | str | tuple[str, int]


@pages.get("")
@require_actor(*HANDLES)
def concerns() -> str:
    """List a group, those due first at the top."""
    wanted = request.args.get("group", "")
    group = Group(wanted) if wanted in set(Group) else Group.NEW
    cursor = request.args.get("cursor") or None
    page, counts = list_concerns(group, actor=current_actor(), tools=current_tools(), cursor=cursor)
    return render_template("desk/concerns.html", page=page, counts=counts, group=group)


@pages.get("/<uuid:concern_id>")
@require_actor(*HANDLES)
def concern(concern_id: object) -> str:
    """Show one, with what is to be said about it next."""
    return _page(str(concern_id))


@pages.post("/<uuid:concern_id>/take-up")
@require_actor(*HANDLES)
def take(concern_id: object) -> Answer:
    """Say whether it is looked into."""

    def act() -> str:
        verdict = text("verdict")
        if verdict not in {TAKE, LEAVE}:
            raise InvalidError(FieldError("/verdict", "NOT_A_CHOICE" if verdict else "REQUIRED"))
        once = once_for(lambda _status: f"{HERE}/{concern_id}")
        command = TakeUp(str(concern_id), verdict == TAKE, text("reason"), version=version_seen(), once=once)
        return concern_word(take_up(command, actor=current_actor(), tools=current_tools()))

    return _act(str(concern_id), act)


@pages.post("/<uuid:concern_id>/answer")
@require_actor(*HANDLES)
def answer(concern_id: object) -> Answer:
    """Say what was found, in words for who spoke."""

    def act() -> str:
        once = once_for(lambda _outcome: f"{HERE}/{concern_id}")
        outcome = choice("outcome", Outcome)
        command = AnswerConcern(str(concern_id), outcome, text("answer"), version=version_seen(), once=once)
        return concern_outcome_word(answer_concern(command, actor=current_actor(), tools=current_tools()))

    return _act(str(concern_id), act)


@pages.post("/<uuid:concern_id>/contact")
@require_actor(*READS_NAMES)
def contact(concern_id: object) -> str:
    """Show who it was; that it was read is kept in the trail."""
    return _page(str(concern_id), contact=read_speaker(str(concern_id), actor=current_actor(), tools=current_tools()))


@pages.get("/files/<uuid:file_id>")
@require_actor(*HANDLES)
def file(file_id: object) -> Response:
    """Hand out a file."""
    view, stream = open_concern_file(str(file_id), actor=current_actor(), tools=current_tools())
    return as_attachment(stream, media_type=view.media_type, filename=view.filename)


def _act(concern_id: str, act: Callable[[], str]) -> Answer:
    """Do something once, and say what stands now or what is in the way."""
    try:
        done = act()
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError as error:
        return _page(concern_id, told=problems(error)), UNPROCESSABLE
    except ConflictError as error:
        flash(sentence(error.code, error.values), "danger")
        return _page(concern_id), CONFLICT
    except ForbiddenError as error:
        if error.code != "STAFF_OF_CASE":
            raise
        return _page(concern_id), FORBIDDEN
    flash(_("Recorded: %(state)s.", state=done), "success")
    return see(f"{HERE}/{concern_id}")


def _page(concern_id: str, *, told: dict[str, str] | None = None, contact: ContactView | None = None) -> str:
    found = get_concern(concern_id, actor=current_actor(), tools=current_tools())
    return render_template(
        "desk/concern.html",
        concern=found,
        contact=contact or found.contact,
        problems=told or {},
        typed=typed(),
    )
