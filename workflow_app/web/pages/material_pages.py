"""The pages of a material while somebody puts it together: added one by one, put in order, turned, taken out.

Each answer is the list of pages as it then is, so that the browser never has to know how they are told. Who acts is
found by the place that uses this: the applicant, or a clerk at the window on behalf of one.
"""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, Response, jsonify, render_template, request

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.commands.materials import AddPages, ChangePage, PageAct
from workflow_app.domain.errors import FieldError, InvalidError, NotFoundError
from workflow_app.schemas.forms import read_form
from workflow_app.schemas.forms.document import Access, FieldKind
from workflow_app.services.paper_binding import open_thumbnail
from workflow_app.services.paper_pages import PageView, add_pages, change_page, pages_of_task
from workflow_app.services.tasks import get_task, save_draft
from workflow_app.services.views import TaskDetail
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_tools
from workflow_app.web.pages.answering import chosen, refused_file

UNPROCESSABLE = 422
Answer = Response | str | tuple[Response, int]


@dataclass(frozen=True, slots=True)
class Acting:
    """The open step whose materials are put together, as whom, and the address of its pages."""

    task_id: str
    actor: Actor
    at: str


FindActing = Callable[[str], Acting]
"""Finds it by the id in the address; raises as looking at the step does."""


class MaterialPages:
    """What a browser asks of the pages of one step's materials."""

    def __init__(self, find: FindActing) -> None:
        self._find = find

    def serve(self, pages: Blueprint, *roles: Role) -> None:
        """Let a blueprint, whose address names a `place`, answer these requests of the roles."""
        guard = require_actor(*roles)
        pages.add_url_rule("/<field>", "shown", guard(self.shown))
        pages.add_url_rule("/<field>", "add", guard(self.add), methods=["POST"])
        pages.add_url_rule("/<field>/<uuid:page_id>", "change", guard(self.change), methods=["POST"])
        pages.add_url_rule("/thumbnails/<uuid:page_id>.jpg", "thumbnail", guard(self.thumbnail))

    def shown(self, place: object, field: str) -> Answer:
        """Show the pages of a material as they are now."""
        acting = self._find(str(place))
        refuse_other(acting, field)
        there = pages_of_task(acting.task_id, actor=acting.actor, tools=current_tools())
        return _list(acting, there.get(field, ()))

    def add(self, place: object, field: str) -> Answer:
        """Take one more file behind the others."""
        acting = self._find(str(place))
        refuse_other(acting, field)
        files = [chosen(each) for each in request.files.getlist("file") if each.filename]
        try:
            command = AddPages(acting.task_id, field, files)
            there = add_pages(command, actor=acting.actor, tools=current_tools())
        except InvalidError as error:
            return told_refused(error), UNPROCESSABLE
        forget_document(acting, field)
        return _list(acting, there)

    def change(self, place: object, field: str, page_id: object) -> Answer:
        """Move, turn or take out a page."""
        acting = self._find(str(place))
        refuse_other(acting, field)
        try:
            act = PageAct(request.form.get("act", ""))
        except ValueError:
            raise InvalidError(FieldError("/act", "NOT_A_CHOICE")) from None
        command = ChangePage(acting.task_id, field, str(page_id), act)
        there = change_page(command, actor=acting.actor, tools=current_tools())
        forget_document(acting, field)
        return _list(acting, there)

    def thumbnail(self, place: object, page_id: object) -> Response:
        """Show a page small."""
        acting = self._find(str(place))
        content = open_thumbnail(acting.task_id, str(page_id), actor=acting.actor, tools=current_tools())
        answer = Response(content, mimetype="image/jpeg")
        answer.headers["X-Content-Type-Options"] = "nosniff"
        answer.headers["Cache-Control"] = "private, no-store"
        return answer


def in_the_making(acting: Acting, detail: TaskDetail) -> dict[str, object]:
    """Return what the form of a step shows of its materials: where pages are put together, and those that are there."""
    use = current_tools()
    there = {} if detail.rule else pages_of_task(acting.task_id, actor=acting.actor, tools=use)
    return {"pages_at": acting.at, "pages_there": there}


def refuse_other(acting: Acting, field: str) -> None:
    """Refuse what the form of the step does not ask a file for; raises NotFoundError."""
    detail = get_task(acting.task_id, actor=acting.actor, tools=current_tools())
    wanted = {
        each.key
        for each in read_form(detail.form)
        if each.kind is FieldKind.FILE and each.access_at(detail.task.key) is Access.EDIT
    }
    if field not in wanted:
        raise NotFoundError("PAGE_UNKNOWN")


def told_refused(error: InvalidError) -> Response:
    """Say why a file did not become a page."""
    found = error.errors[0] if error.errors else FieldError("/file", error.code, error.values)
    return jsonify(code=found.code, detail=refused_file(found))


def forget_document(acting: Acting, field: str) -> None:
    """Forget the document that was made of the pages before: the next look at the answers makes it anew."""
    save_draft(acting.task_id, {field: ""}, actor=acting.actor, tools=current_tools())


def _list(acting: Acting, there: tuple[PageView, ...]) -> str:
    return render_template("parts/material_pages.html", at=acting.at, there=there)
