"""The approval sheet of a case: a page to print, its PDF, and the signed sheets that come back as scans."""

from flask import Blueprint, Response, flash, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from workflow_app.domain.actors import DESK_ROLES
from workflow_app.domain.approval_sheets import REGISTERS
from workflow_app.domain.errors import AlreadyAnsweredError, ConflictError, InvalidError, RefusedError
from workflow_app.services.approval_sheets import get_sheet
from workflow_app.services.paper_decisions import decision_to_enter, dispute_sheet
from workflow_app.services.signed_sheets import list_signed_sheets, open_signed_sheet, register_sheet
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.downloads import as_attachment
from workflow_app.web.local_paths import see
from workflow_app.web.pages.answering import told_too_large
from workflow_app.web.pages.asking import see_answer
from workflow_app.web.pages.inlet_forms import UNPROCESSABLE, problems, text, typed
from workflow_app.web.pages.sheet_forms import sheet_typed
from workflow_app.web.pages.sheet_paper import sheet_pdf
from workflow_app.web.pages.sheet_words import sheet_words
from workflow_app.web.pages.too_large import lead_back
from workflow_app.web.sentences import sentence
from workflow_app.web.wording import one_stop

pages = Blueprint("desk_sheets", __name__, url_prefix="/desk/cases")
CONFLICT = 409
lead_back(pages, told_too_large)


@pages.get("/<uuid:case_id>/sheet")
@require_actor(*DESK_ROLES)
def sheet(case_id: object) -> str:
    """Show the sheet of a case, what was signed of it, and to a clerk the form that registers more."""
    return _page(str(case_id), {}, {})


@pages.get("/<uuid:case_id>/sheet.pdf")
@require_actor(*DESK_ROLES)
def paper(case_id: object) -> Answer:
    """Hand out the sheet as PDF; where no font has one of its characters, its page can be printed all the same."""
    actor, use = current_actor(), current_tools()
    view = get_sheet(str(case_id), actor=actor, tools=use)
    signed = list_signed_sheets(view.case.id, actor=actor, tools=use)
    try:
        content = sheet_pdf(view, signed.sheets, tools=use)
    except RefusedError as error:
        why = _("%(why)s. Print this page instead.", why=sentence(error.code, error.values))
        flash(one_stop(str(why)), "warning")
        return see(f"/desk/cases/{view.case.id}/sheet")
    name = f"{view.case.number or view.case.id}-审批表.pdf"
    return as_attachment(content, media_type="application/pdf", filename=name)


@pages.post("/<uuid:case_id>/sheet")
@require_actor(*REGISTERS)
def register(case_id: object) -> Answer | str | tuple[str, int]:
    """Register a sheet that was signed on paper."""
    here = f"/desk/cases/{case_id}/sheet"
    try:
        command = sheet_typed(str(case_id), leads_to=here)
        register_sheet(command, actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError as error:
        return _page(str(case_id), typed(), problems(error)), UNPROCESSABLE
    except ConflictError as error:
        flash(sentence(error.code, error.values), "danger")
        return _page(str(case_id), typed(), {}), CONFLICT
    flash(_("The signed sheet is registered."), "success")
    return see(here)


@pages.post("/sheets/<uuid:sheet_id>/dispute")
@require_actor(*DESK_ROLES)
def dispute(sheet_id: object) -> Answer | str | tuple[str, int]:
    """Let a signer say that a decision entered from paper is not theirs."""
    actor, use = current_actor(), current_tools()
    view, stream = open_signed_sheet(str(sheet_id), actor=actor, tools=use)
    stream.close()
    try:
        dispute_sheet(view.id, text("reason"), actor=actor, tools=use)
    except InvalidError as error:
        return _page(view.case_id, typed(), problems(error)), UNPROCESSABLE
    except ConflictError as error:
        flash(sentence(error.code, error.values), "danger")
    else:
        flash(_("Your objection is on record; the head of section and the supervision are told."), "success")
    return see(f"/desk/cases/{view.case_id}/sheet")


@pages.get("/sheets/<uuid:sheet_id>")
@require_actor(*DESK_ROLES)
def scan(sheet_id: object) -> Response:
    """Hand out the scan of a signed sheet."""
    view, stream = open_signed_sheet(str(sheet_id), actor=current_actor(), tools=current_tools())
    return as_attachment(stream, media_type=view.media_type, filename=view.filename)


def _page(case_id: str, typed_before: dict[str, str], told: dict[str, str]) -> str:
    actor, use = current_actor(), current_tools()
    view = get_sheet(case_id, actor=actor, tools=use)
    signed = list_signed_sheets(case_id, actor=actor, tools=use)
    return render_template(
        "desk/approval_sheet.html",
        case=view.case,
        sheet=sheet_words(view, signed.sheets),
        signed=signed,
        to_enter=decision_to_enter(case_id, actor=actor, tools=use),
        typed=typed_before,
        problems=told,
    )
