"""The pages of a material while the applicant puts it together: added one by one, put in order, turned, taken out.

Each answer is the list of pages as it then is, so that the browser never has to know how they are told.
"""

from flask import Blueprint, Response, jsonify, render_template, request

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.materials import AddPages, ChangePage, PageAct
from workflow_app.domain.errors import FieldError, InvalidError, NotFoundError
from workflow_app.schemas.forms import read_form
from workflow_app.schemas.forms.document import Access, FieldKind
from workflow_app.services.paper_binding import open_thumbnail
from workflow_app.services.paper_pages import PageView, add_pages, change_page, pages_of_task
from workflow_app.services.tasks import get_task, save_draft
from workflow_app.services.views import TaskDetail
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.pages.answering import chosen, refused_file

pages = Blueprint("my_pages", __name__, url_prefix="/my/tasks/<uuid:task_id>/pages")
UNPROCESSABLE = 422
Answer = Response | str | tuple[Response, int]


@pages.get("/<field>")
@require_actor(Role.APPLICANT)
def shown(task_id: object, field: str) -> Answer:
    """Show the pages of a material as they are now."""
    _refuse_other(task_id, field)
    return _list(
        task_id, field, pages_of_task(str(task_id), actor=current_actor(), tools=current_tools()).get(field, ())
    )


@pages.post("/<field>")
@require_actor(Role.APPLICANT)
def add(task_id: object, field: str) -> Answer:
    """Take one more file behind the others."""
    _refuse_other(task_id, field)
    files = [chosen(each) for each in request.files.getlist("file") if each.filename]
    try:
        command = AddPages(str(task_id), field, files)
        there = add_pages(command, actor=current_actor(), tools=current_tools())
    except InvalidError as error:
        found = error.errors[0] if error.errors else FieldError("/file", error.code, error.values)
        return jsonify(code=found.code, detail=refused_file(found)), UNPROCESSABLE
    return _changed(task_id, field, there)


@pages.post("/<field>/<uuid:page_id>")
@require_actor(Role.APPLICANT)
def change(task_id: object, field: str, page_id: object) -> Answer:
    """Move, turn or take out a page."""
    _refuse_other(task_id, field)
    try:
        act = PageAct(request.form.get("act", ""))
    except ValueError:
        raise InvalidError(FieldError("/act", "NOT_A_CHOICE")) from None
    command = ChangePage(str(task_id), field, str(page_id), act)
    return _changed(task_id, field, change_page(command, actor=current_actor(), tools=current_tools()))


@pages.get("/thumbnails/<uuid:page_id>.jpg")
@require_actor(Role.APPLICANT)
def thumbnail(task_id: object, page_id: object) -> Response:
    """Show a page small."""
    content = open_thumbnail(str(task_id), str(page_id), actor=current_actor(), tools=current_tools())
    answer = Response(content, mimetype="image/jpeg")
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def in_the_making(detail: TaskDetail) -> dict[str, object]:
    """Return what the form of a task shows of its materials: where pages are put together, and those that are there."""
    actor, use = current_actor(), current_tools()
    there = {} if detail.rule else pages_of_task(detail.task.id, actor=actor, tools=use)
    return {"pages_at": f"/my/tasks/{detail.task.id}/pages", "pages_there": there}


def _changed(task_id: object, field: str, there: tuple[PageView, ...]) -> str:
    """Forget the document that was made of the pages before: the next look at the answers makes it anew."""
    save_draft(str(task_id), {field: ""}, actor=current_actor(), tools=current_tools())
    return _list(task_id, field, there)


def _list(task_id: object, field: str, there: tuple[PageView, ...]) -> str:
    return render_template("my/_pages.html", task_id=str(task_id), field=field, there=there)


def _refuse_other(task_id: object, field: str) -> None:
    """Refuse what the form of the task does not ask a file for."""
    detail = get_task(str(task_id), actor=current_actor(), tools=current_tools())
    wanted = {
        each.key
        for each in read_form(detail.form)
        if each.kind is FieldKind.FILE and each.access_at(detail.task.key) is Access.EDIT
    }
    if field not in wanted:
        raise NotFoundError("PAGE_UNKNOWN")
