"""Looks at pledges at the desk: what is to be looked at, what was found, and the files that show it."""

from dataclasses import dataclass
from typing import BinaryIO, ClassVar, cast

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from workflow_app.domain.actors import DESK_ROLES
from workflow_app.domain.commands.concerns import KeepProof
from workflow_app.domain.commands.pledges import RecordFollowUp
from workflow_app.domain.errors import AlreadyAnsweredError, ConflictError, InvalidError
from workflow_app.domain.pledge_policies import LOOKS, READS_STAFF
from workflow_app.domain.pledges import Result
from workflow_app.services.follow_ups import get_follow_up, list_follow_ups, record_follow_up
from workflow_app.services.look_proofs import keep_look_proof, open_look_proof
from workflow_app.services.proof_files import EvidenceView, known_proofs
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.downloads import as_attachment
from workflow_app.web.local_paths import see
from workflow_app.web.pages.answering import told_too_large
from workflow_app.web.pages.asking import once_for, see_answer, version_seen
from workflow_app.web.pages.inlet_forms import UNPROCESSABLE, choice, problems, text, typed
from workflow_app.web.pages.objection_form import ObjectionForm
from workflow_app.web.pages.too_large import lead_back
from workflow_app.web.sentences import sentence

HERE = "/desk/pledges"
pages = Blueprint("desk_looks", __name__, url_prefix=f"{HERE}/looks")
CONFLICT = 409
WORKS = LOOKS | READS_STAFF
Answer = Response | str | tuple[str, int]
lead_back(pages, told_too_large)


@dataclass(slots=True)
class LookForm(ObjectionForm):
    """The files of a look that is being recorded, whose id is `case_id`; each is kept when it comes."""

    FIELDS: ClassVar[tuple[str, ...]] = ()

    def _store(self, file: FileStorage) -> EvidenceView:
        stream = cast("BinaryIO", file.stream)
        command = KeepProof(self.case_id, file.filename or "", file.mimetype, stream)
        return keep_look_proof(command, actor=current_actor(), tools=current_tools())

    def _waiting(self) -> tuple[EvidenceView, ...]:
        return known_proofs(self.case_id, self.tokens, tools=current_tools())


@pages.get("")
@require_actor(*WORKS)
def looks() -> str:
    """List the looks to be taken, those due first at the top."""
    whole, cursor = request.args.get("show") == "all", request.args.get("cursor") or None
    page = list_follow_ups(actor=current_actor(), tools=current_tools(), whole=whole, cursor=cursor)
    return render_template("desk/looks.html", page=page, whole=whole, works=True)


@pages.route("/<uuid:look_id>", methods=["GET", "POST"])
@require_actor(*WORKS)
def look(look_id: object) -> Answer:
    """Say what a look at an item found, and what shows it; files that came are kept whatever is wrong with the rest."""
    form = LookForm.read(str(look_id))
    if request.method == "GET":
        return _page(form, {})
    wrong = form.keep_files()
    if wrong or form.go != "next":
        return _page(form, wrong), UNPROCESSABLE if wrong else 200
    return _record(form)


@pages.get("/files/<uuid:file_id>")
@require_actor(*DESK_ROLES)
def file(file_id: object) -> Response:
    """Hand out a file that shows what was found."""
    view, stream = open_look_proof(str(file_id), actor=current_actor(), tools=current_tools())
    return as_attachment(stream, media_type=view.media_type, filename=view.filename)


def _record(form: LookForm) -> Answer:
    """Record the result, once; whatever is in the way is told beside what was typed."""
    try:
        command = RecordFollowUp(
            form.case_id,
            choice("result", Result),
            text("findings"),
            text("evidence"),
            files=tuple(each.token for each in form.known_files()),
            version=version_seen(),
            once=once_for(lambda pledge_id: f"{HERE}/{pledge_id}"),
        )
        pledge_id = record_follow_up(command, actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError as error:
        return _page(form, problems(error)), UNPROCESSABLE
    except ConflictError as error:
        flash(sentence(error.code, error.values), "danger")
        return _page(form, {}), CONFLICT
    flash(_("Recorded. No finding is a breach by itself; alleging one is an act of its own."), "success")
    return see(f"{HERE}/{pledge_id}")


def _page(form: LookForm, wrong: dict[str, str]) -> str:
    view = get_follow_up(form.case_id, actor=current_actor(), tools=current_tools())
    files = form.known_files()
    return render_template("desk/look.html", view=view, results=Result, typed=typed(), problems=wrong, files=files)
