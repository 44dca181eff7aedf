"""Applicants: what needs them, what is on record, how cases stand (rule: one sentence, one button)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.cases import CaseFilter, WithdrawCase
from workflow_app.domain.commands.records import RecordFilter
from workflow_app.domain.commands.tasks import TaskFilter
from workflow_app.domain.deferral import GRACE, PROMISED, SUPPLEMENT
from workflow_app.domain.errors import AlreadyAnsweredError, InvalidError
from workflow_app.services.batches import list_open_batches
from workflow_app.services.breach_allegations import allegation_of
from workflow_app.services.case_answers import case_answers
from workflow_app.services.cases import case_history, get_case, list_cases
from workflow_app.services.deferral_views import count_awaited, deferral_of
from workflow_app.services.gate import why_repair
from workflow_app.services.inbox import list_tasks
from workflow_app.services.letter_list import list_my_letters
from workflow_app.services.objection_replies import list_told
from workflow_app.services.outlines import case_outline
from workflow_app.services.records import RecordView, get_record, list_my_subjects, list_records_of
from workflow_app.services.signed_steps import signed_steps
from workflow_app.services.trainings import training_of_record
from workflow_app.services.views import CaseView, TaskView
from workflow_app.services.withdrawals import withdraw_case
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.acting_for import ask_about_case, ask_before_switching, work_for, working_actor
from workflow_app.web.pages.asking import once_for, see_answer, version_seen
from workflow_app.web.pages.history_days import days_of, wants_everything
from workflow_app.web.pages.papers import papers_of
from workflow_app.web.pages.template_links import template_links
from workflow_app.web.sentences import sentence

pages = Blueprint("my", __name__, url_prefix="/my")
MANY = 100
UNPROCESSABLE = 422


@dataclass(frozen=True, slots=True)
class _ToSupply:
    """A case with documents to supply, how many, and until when; far away where no day lies ahead."""

    case: CaseView
    count: int
    until: date


@pages.get("")
@require_actor(Role.APPLICANT)
def home() -> str:
    """Show everything of the subjects the applicant may act for."""
    records = _records()
    cases = _cases()
    subjects = list_my_subjects(actor=current_actor(), tools=current_tools())
    chosen = next((each for each in subjects if each.id == request.args.get("subject")), None)
    subject = chosen or (subjects[0] if len(subjects) == 1 else None)
    work_for(subject.id if subject else None, subject.name if subject else "")
    cases = [case for case in cases if chosen is None or case.subject.id == chosen.id]
    ids = {case.id for case in cases}
    batches = list_open_batches(actor=current_actor(), tools=current_tools())
    together = {case.id for case in cases if case.batch_id and case.submitted_at is None}
    tasks = sorted((task for task in _tasks() if task.case_id in ids - together), key=_last_day)
    return render_template(
        "my/home.html",
        subjects=subjects,
        subject=subject,
        tasks=tasks,
        signed=signed_steps([task.id for task in tasks], actor=current_actor(), tools=current_tools()),
        batches=[each for each in batches if chosen is None or each.subject_id == chosen.id],
        numbers={record.open_case_id: record.document_no for record in records},
        repairs={case.id: case for case in cases if case.status != "ENDED"},
        records=[record for record in records if chosen is None or record.subject.id == chosen.id],
        supplying=sorted(_to_supply(cases), key=lambda each: each.until),
        open_cases=[case for case in cases if case.status != "ENDED"],
        finished_cases=[case for case in cases if case.status == "ENDED"],
        letters=[each for each in list_my_letters(actor=current_actor(), tools=current_tools()) if each.case_id in ids],
    )


@pages.get("/letters")
@require_actor(Role.APPLICANT)
def letters() -> str:
    """Show every letter of the enterprise one works for, or of all one may act for."""
    return render_template("my/letters.html", letters=list_my_letters(actor=working_actor(), tools=current_tools()))


@pages.get("/records/<uuid:record_id>")
@require_actor(Role.APPLICANT)
def record(record_id: object) -> str:
    """Show one record: where it is shown, from when it can be repaired and why."""
    view = get_record(str(record_id), actor=current_actor(), tools=current_tools())
    if asked := ask_before_switching(view.subject):
        return asked
    reasons = why_repair(view.id, actor=current_actor(), tools=current_tools())
    training = training_of_record(view.id, actor=current_actor(), tools=current_tools())
    blanks = template_links(view.id, view.materials)
    return render_template("my/record.html", record=view, reasons_now=reasons, training=training, blanks=blanks)


@pages.get("/cases/<uuid:case_id>")
@require_actor(Role.APPLICANT)
def case(case_id: object) -> str:
    """Show how a case stands."""
    actor, use = current_actor(), current_tools()
    view = get_case(str(case_id), actor=actor, tools=use)
    if asked := ask_before_switching(view.subject):
        return asked
    shown = get_record(view.record.id, actor=actor, tools=use).listings if view.record and not view.removals else ()
    entries = case_history(view.id, actor=actor, tools=use)
    objections = list_told(view.id, actor=actor, tools=use)
    deferral = deferral_of(view.id, actor=actor, tools=use)
    papers = papers_of(case_answers(view.id, actor=actor, tools=use), view.documents, deferral)
    return render_template(
        "my/case.html",
        case=view,
        course=case_outline(view, entries, actor=actor, tools=use),
        listings=shown,
        history=days_of(view, entries, staff=False, everything=wants_everything()),
        objections=objections,
        shown_papers=papers,
        deferral=deferral,
        allegation=allegation_of(view.id, actor=actor, tools=use),
    )


@pages.route("/cases/<uuid:case_id>/withdraw", methods=["GET", "POST"])
@require_actor(Role.APPLICANT)
def withdraw(case_id: object) -> Response | str | tuple[str, int]:
    """Ask for the reason, then withdraw."""
    if request.method == "GET" and (asked := ask_about_case(case_id)):
        return asked
    actor, use = current_actor(), current_tools()
    reason = request.form.get("reason", "").strip()
    if request.method == "GET" or not reason:
        return _ask_reason(case_id, _("Say in one sentence why you withdraw.") if request.method == "POST" else "")
    command = WithdrawCase(str(case_id), reason, version=version_seen(), once=once_for(lambda _view: "/my"))
    try:
        withdraw_case(command, actor=actor, tools=use)
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError as error:
        (wrong,) = error.errors
        return _ask_reason(case_id, sentence(wrong.code, wrong.values), reason), UNPROCESSABLE
    flash(_("The case has been withdrawn."), "success")
    return see(f"/my/cases/{case_id}")


def _ask_reason(case_id: object, problem: str, reason: str = "") -> str:
    """Return the page that asks why, with what was typed."""
    view = get_case(str(case_id), actor=current_actor(), tools=current_tools())
    return render_template("my/withdraw.html", case=view, problem=problem, reason=reason)


def _to_supply(cases: Sequence[CaseView]) -> Iterator[_ToSupply]:
    """Yield the accepted cases that wait for documents which their applicant promised, with the next of their days."""
    counts = count_awaited(cases, tools=current_tools())
    for case in cases:
        days = [each for each in case.clocks if each.key in (SUPPLEMENT, PROMISED, GRACE) and each.due_on]
        if case.status == "RUNNING" and case.id in counts and any(each.key == SUPPLEMENT for each in days):
            ahead = [each.due_on for each in days if each.due_on and each.status == "RUNNING"]
            yield _ToSupply(case, counts[case.id], min(ahead, default=date.max))


def _last_day(task: TaskView) -> date:
    """Return until when a task waits; far away where no day lies ahead."""
    return task.own_due_on or task.due_on or date.max


def _tasks() -> list[TaskView]:
    """Return what waits for the applicant."""
    actor, use = current_actor(), current_tools()
    found = [
        task
        for scope in ("mine", "group")
        for task in list_tasks(TaskFilter(scope=scope, limit=MANY), actor=actor, tools=use).items
        if task.role == Role.APPLICANT
    ]
    return list({task.id: task for task in found}.values())


def _cases() -> list[CaseView]:
    """Return the newest cases of the applicant's subjects."""
    actor = current_actor()
    found = list_cases(CaseFilter(limit=MANY), actor=actor, tools=current_tools()).items
    return [each for each in found if each.subject.id in actor.subject_ids]


def _records() -> list[RecordView]:
    """Return what is on record about the applicant's subjects."""
    return list(list_records_of(RecordFilter(limit=MANY), actor=current_actor(), tools=current_tools()).items)
