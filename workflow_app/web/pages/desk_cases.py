"""Cases as the staff sees them."""

from flask import Blueprint, render_template, request

from workflow_app.domain.actors import DESK_ROLES
from workflow_app.domain.commands.cases import CaseFilter
from workflow_app.domain.pausing import HELD
from workflow_app.domain.process_drafts import KEY
from workflow_app.domain.seeds.parameter_names import NAMES
from workflow_app.services.breach_allegations import allegation_of
from workflow_app.services.budget import budget_of
from workflow_app.services.case_answers import case_answers
from workflow_app.services.case_rules import KeptRule, case_rules
from workflow_app.services.cases import case_history, get_case, list_cases
from workflow_app.services.deferral_views import deferral_of
from workflow_app.services.extending import extension_of
from workflow_app.services.extension_requests import asking_of
from workflow_app.services.outlines import case_outline
from workflow_app.services.phone_notes import phone_notes
from workflow_app.services.second_notices import second_notice_of
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.pages.asking import batch_asked, words_sought
from workflow_app.web.pages.history_days import days_of, wants_everything
from workflow_app.web.pages.papers import papers_of
from workflow_app.web.whole_numbers import whole_number

pages = Blueprint("desk_cases", __name__, url_prefix="/desk")
PAGE = 25
STATUSES = ("RUNNING", "SUSPENDED", "ENDED")
TELLING = ("repair", "publicity", "service")
"""Subjects of parameters that a repair goes by."""


@pages.get("/cases")
@require_actor(*DESK_ROLES)
def cases() -> str:
    """Show the cases of the authority, newest first."""
    status = request.args.get("status", "")
    wanted = CaseFilter(
        process=_process_asked(),
        process_version=whole_number(request.args.get("process_version")),
        status=status if status in STATUSES else None,
        state=HELD if request.args.get("held") else None,
        q=words_sought() or None,
        batch_id=batch_asked(),
        cursor=request.args.get("cursor") or None,
        limit=PAGE,
    )
    page = list_cases(wanted, actor=current_actor(), tools=current_tools())
    return render_template(
        "desk/cases.html", page=page, status=wanted.status, q=words_sought(), batch=wanted.batch_id, wanted=wanted
    )


def _process_asked() -> str | None:
    """Return the process whose cases are wanted; None where what stands there names none."""
    key = request.args.get("process", "")
    return key if KEY.fullmatch(key) else None


@pages.get("/cases/<uuid:case_id>")
@require_actor(*DESK_ROLES)
def case(case_id: object) -> str:
    """Show one case, whole."""
    actor, use = current_actor(), current_tools()
    view = get_case(str(case_id), actor=actor, tools=use)
    entries = case_history(view.id, actor=actor, tools=use)
    rules = [each for each in case_rules(view.id, actor=actor, tools=use) if _is_telling(each)]
    extension = extension_of(view.id, actor=actor, tools=use)
    deferral = deferral_of(view.id, actor=actor, tools=use)
    papers = papers_of(case_answers(view.id, actor=actor, tools=use), view.documents, deferral)
    return render_template(
        "desk/case.html",
        case=view,
        course=case_outline(view, entries, actor=actor, tools=use),
        history=days_of(view, entries, everything=wants_everything()),
        rules=rules,
        extension=extension,
        asking=asking_of(view.id, actor=actor, tools=use),
        second_notice=second_notice_of(view.id, actor=actor, tools=use),
        shown_papers=papers,
        calls=phone_notes(view.id, actor=actor, tools=use),
        budget=budget_of(view.id, actor=actor, tools=use),
        deferral=deferral,
        allegation=allegation_of(view.id, actor=actor, tools=use),
    )


def _is_telling(rule: KeptRule) -> bool:
    """Tell whether a value says something about a repair, or about what has changed since."""
    name = NAMES.get(rule.key)
    return rule.differs or name is None or name.group in TELLING
