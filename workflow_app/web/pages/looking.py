"""The last look before a notice or a decision goes out: the letter as it will be, held against what reviewers said."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from flask import render_template, request
from flask_babel import gettext as _

from workflow_app.domain.commands.tasks import CompleteTask
from workflow_app.services.rehearsing import LetterDraft, rehearse_task
from workflow_app.services.views import TaskDetail
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.languages import current_language
from workflow_app.web.pages.answering import as_kept, files_of
from workflow_app.web.pages.shown_first import RETURN, sending_words, shows_first, to_look_at

PUBLICITY = "repair.publicity"
REVIEW = "review_"
"""How the elements of reviews are called."""


def may_be_looked_at(detail: TaskDetail) -> bool:
    """Tell whether a step has answers that are shown once more before they count, and somebody here may give them."""
    return _has_looks(detail) and "complete" in detail.task.actions


def asks_for_a_look(detail: TaskDetail, values: Mapping[str, object]) -> bool:
    """Tell whether answers just sent are shown once more before they count; an answer left out is asked for there."""
    return _has_looks(detail) and not was_looked_at(detail) and to_look_at(detail.form, values) is not None


def was_looked_at(detail: TaskDetail) -> bool:
    """Tell whether a form came from the page of the last look."""
    return _has_looks(detail) and request.form.get("act") == "submit"


def is_as_seen(detail: TaskDetail) -> bool:
    """Tell whether the answers are still those that the page showed."""
    return request.form.get("seen") == digest_of(detail.values)


def look_page(detail: TaskDetail, *, changed: bool = False, again: bool = False) -> str:
    """Return the page with the letters that the answers kept so far would send; raises what completing raises."""
    command = CompleteTask(detail.task.id, detail.values)
    drafts = rehearse_task(command, actor=current_actor(), tools=current_tools())
    values, chosen = as_kept(detail), to_look_at(detail.form, detail.values)
    return render_template(
        "desk/decision_check.html",
        task=detail.task,
        case=detail.case,
        form=_answered(detail, values),
        values=values,
        reviews=[each for each in detail.answers if each.element.startswith(REVIEW)],
        files=files_of(detail.documents),
        letters=[letter_text(each) for each in drafts],
        returns=chosen is not None and chosen["look"] == RETURN,
        reviewer=_reviewed_last(detail),
        publicity=_publicity(detail),
        seen=digest_of(detail.values),
        button=sending_words(chosen) if chosen else _("Submit"),
        changed=changed,
        again=again,
    )


def _has_looks(detail: TaskDetail) -> bool:
    return detail.task.status == "OPEN" and shows_first(detail.form)


def _reviewed_last(detail: TaskDetail) -> str:
    """Return who gave the last opinion: what is returned goes to them first."""
    return next((each.by or "" for each in reversed(detail.answers) if each.element.startswith(REVIEW)), "")


def _publicity(detail: TaskDetail) -> str:
    """Return what a return means for the publicity of an intended repair; a case without a record has none."""
    if detail.case.record is None:
        return ""
    if any(each.key == PUBLICITY for each in detail.case.clocks):
        return str(_("The intended repair was on display; it is not published again."))
    return str(_("Where both reviewers propose the grant, it is published before it comes back to you."))


def _answered(detail: TaskDetail, values: Mapping[str, object]) -> dict[str, Any]:
    """Return the form with the questions that were answered: what the decision does not ask for is not shown empty."""
    form: dict[str, Any] = detail.form  # JSON
    return {**form, "components": [each for each in form["components"] if values.get(each.get("key"))]}


def letter_text(draft: LetterDraft) -> object:
    """Return a letter in the language of the page, where it has that."""
    return (draft.data.english if current_language() == "en" else None) or draft.data.text


def digest_of(values: Mapping[str, object]) -> str:
    """Return a digest of the answers, so that nothing is sent that was not shown."""
    return hashlib.sha256(json.dumps(values, sort_keys=True, default=str).encode()).hexdigest()
