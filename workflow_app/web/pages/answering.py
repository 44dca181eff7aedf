"""Answers to a form as they come from a page: files stored first, the rest read like JSON."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, BinaryIO, cast

from flask import request
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.materials import AddPages, BindPages, ChosenFile
from workflow_app.domain.deferral import DAYS
from workflow_app.domain.errors import FieldError, InvalidError
from workflow_app.schemas.forms import read_form, read_submission
from workflow_app.schemas.forms.document import Access, FieldKind
from workflow_app.services.deferral_choices import days_on_offer
from workflow_app.services.paper_binding import bind_pages
from workflow_app.services.paper_pages import add_pages
from workflow_app.services.trainings import training_of_record
from workflow_app.services.views import CaseView, DocumentView, TaskDetail
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.file_kinds import ACCEPTED_MATERIALS, kinds_text
from workflow_app.web.pages.values import today
from workflow_app.web.sentences import sentence
from workflow_app.web.sentences_deferral import DEFERRAL
from workflow_app.web.sentences_files import FILES

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\s]+')
LONGEST_NAME = 60
OUR_OWN = FILES.keys() | DEFERRAL.keys() | {"TRAINING_CERTIFICATE_WRONG", "RETURN_USED", "DAYS_NOT_ON_OFFER"}
CERTIFICATE = "training_certificate_no"


def typed(detail: TaskDetail) -> dict[str, object]:
    """Return what was typed into the form of a task, without files that are only being uploaded."""
    return read_submission(detail.form, request.form.getlist, step=detail.task.key)


def typed_so_far(detail: TaskDetail) -> dict[str, object]:
    """Return what was typed, as a draft: a page that knows of no file says nothing about one handed in elsewhere."""
    files = {field.key for field in read_form(detail.form) if field.kind is FieldKind.FILE}
    return {key: value for key, value in typed(detail).items() if value or key not in files}


def take_answers(detail: TaskDetail, *, actor: Actor | None = None) -> tuple[dict[str, object], tuple[FieldError, ...]]:
    """Store the files of a submission; return the answers with their ids, and why a file was refused.

    `actor` is who hands them in, where that is not who is signed in but a clerk on behalf of somebody.
    """
    values = typed(detail)
    problems: list[FieldError] = []
    for field in read_form(detail.form):
        if field.kind is not FieldKind.FILE or field.access_at(detail.task.key) is not Access.EDIT:
            continue
        try:
            material = _material(detail, field.key, actor or current_actor())
        except InvalidError as error:
            problems.append(_of_field(field.key, error))
        else:
            values |= {field.key: material.id} if material else {}
    return values, tuple(problems)


def _material(detail: TaskDetail, key: str, actor: Actor) -> DocumentView | None:
    """Make the document of a field: of files that came with the form, which replace all before, or of its pages."""
    files = [chosen(each) for each in request.files.getlist(key) if each.filename]
    use = current_tools()
    if files:
        add_pages(AddPages(detail.task.id, key, files, instead=True), actor=actor, tools=use)
    elif not actor.files_for(detail.case.subject.id):
        return None
    form: dict[str, Any] = detail.form  # JSON
    label = next(str(each.get("label")) for each in form["components"] if each.get("key") == key)
    name = _NOT_IN_NAMES.sub("_", label)[:LONGEST_NAME]
    return bind_pages(BindPages(detail.task.id, key, name), actor=actor, tools=use)


def chosen(file: FileStorage) -> ChosenFile:
    """Return a file as it came with a form."""
    return ChosenFile(file.filename or "", file.mimetype, cast("BinaryIO", file.stream))


def _of_field(key: str, error: InvalidError) -> FieldError:
    """Tell the refusal of a file at its field."""
    found = error.errors[0] if error.errors else FieldError("", error.code, error.values)
    return FieldError(f"/values/{key}", found.code, found.values)


def wrong_answers(detail: TaskDetail, values: Mapping[str, object]) -> tuple[FieldError, ...]:
    """Return what is wrong with the answers, in the order of the form."""
    strange = strange_certificate(detail, str(values.get(CERTIFICATE) or ""))
    try:
        _check(detail, values)
    except InvalidError as error:
        return together(error.errors, strange)
    return strange


def strange_certificate(detail: TaskDetail, number: str) -> tuple[FieldError, ...]:
    """Return that a certificate of training does not count, at its field, while it is still being typed."""
    record = detail.case.record
    if record is None or not number.strip():
        return ()
    training = training_of_record(record.id, actor=current_actor(), tools=current_tools())
    if number.strip() in {each.number for each in training.certificates}:
        return ()
    values = {"number": number.strip(), "decided_on": record.decided_on}
    return (FieldError(f"/values/{CERTIFICATE}", "TRAINING_CERTIFICATE_WRONG", values),)


def as_kept(detail: TaskDetail) -> dict[str, object]:
    """Return the answers of a draft that will count: without those that another answer no longer asks for."""
    try:
        kept = _check(detail, detail.values)
    except InvalidError:
        return dict(detail.values)
    return {key: value for key, value in detail.values.items() if kept.get(key) is not None}


def seen_of(detail: TaskDetail) -> str:
    """Return a digest of the answers, so that nothing is submitted that was not shown."""
    return hashlib.sha256(json.dumps(detail.values, sort_keys=True, default=str).encode()).hexdigest()


def _check(detail: TaskDetail, values: Mapping[str, object]) -> dict[str, object]:
    context = {"decided_on": detail.case.record.decided_on} if detail.case.record else {}
    return current_tools().forms.check(detail.form, values, step=detail.task.key, context=context)


def together(first: tuple[FieldError, ...], second: tuple[FieldError, ...]) -> tuple[FieldError, ...]:
    """Return the errors with one per field; why a file was refused says more than that it is missing."""
    told = {error.field for error in first}
    return first + tuple(error for error in second if error.field not in told)


def dates_of(case: CaseView) -> dict[str, date]:
    """Return what the date pickers of a form may not leave behind or pass, and the day that an answer comes to."""
    dates = {"today": today()}
    if case.matter is not None and case.submitted_at is None:
        offered = days_on_offer(case.id, actor=current_actor(), tools=current_tools())
        dates |= {f"{DAYS}={each}": day for each, day in offered.items()}
    return dates | {"decided_on": case.record.decided_on} if case.record else dates


def files_of(documents: Iterable[DocumentView]) -> dict[str, dict[str, str]]:
    """Return names and addresses of documents by id."""
    return {each.id: {"name": each.filename, "url": f"/documents/{each.id}"} for each in documents}


def told(errors: Iterable[FieldError]) -> list[dict[str, object]]:
    """Return errors as the form macros take them; what only this service says comes as a sentence."""
    return [
        {
            "field": error.field,
            "code": error.code,
            "values": error.values,
            "detail": refused_file(error) if error.code in OUR_OWN else "",
        }
        for error in errors
    ]


def refused_file(error: FieldError) -> str:
    """Say why a file of a material was refused."""
    return sentence(error.code, {"kinds": kinds_text(ACCEPTED_MATERIALS), **error.values})


def told_too_large(limit: str) -> str:
    """Say why a form with a file did not arrive."""
    text = _("The file is larger than %(limit)s. It was not stored and nothing was sent; choose a smaller one.")
    return str(text) % {"limit": limit}
