"""The last look before a decision goes out: the letter as it will be sent, held against what the reviewers said."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from flask import render_template, request

from workflow_app.domain.commands.tasks import CompleteTask
from workflow_app.services.rehearsing import LetterDraft, rehearse_task
from workflow_app.services.views import TaskDetail
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.languages import current_language
from workflow_app.web.pages.answering import as_kept, files_of
from workflow_app.web.pages.desk_buttons import sending_words

LOOKED_AT = frozenset({"decide_repair"})
"""Steps that send letters at once, so that what they send is looked at before it goes."""
RETURN, PUBLICITY = "RETURN", "repair.publicity"


def asks_for_a_look(detail: TaskDetail) -> bool:
    """Tell whether a form just sent is shown once more before it counts."""
    return detail.task.status == "OPEN" and detail.task.key in LOOKED_AT and request.form.get("act") != "submit"


def is_as_seen(detail: TaskDetail) -> bool:
    """Tell whether the answers are still those that the page showed."""
    return request.form.get("seen") == _seen(detail.values)


def look_page(detail: TaskDetail, *, changed: bool = False, again: bool = False) -> str:
    """Return the page with the letters that the answers kept so far would send; raises what completing raises."""
    command = CompleteTask(detail.task.id, detail.values)
    drafts = rehearse_task(command, actor=current_actor(), tools=current_tools())
    values = as_kept(detail)
    return render_template(
        "desk/decision_check.html",
        task=detail.task,
        case=detail.case,
        form=_answered(detail, values),
        values=values,
        reviews=[each for each in detail.answers if each.element.startswith("review_")],
        files=files_of(detail.documents),
        letters=[_text_of(each) for each in drafts],
        returns=detail.values.get("decision") == RETURN,
        reviewer=_reviewed_second(detail),
        was_published=any(each.key == PUBLICITY for each in detail.case.clocks),
        seen=_seen(detail.values),
        button=sending_words(detail.values.get("decision")),
        changed=changed,
        again=again,
    )


def _reviewed_second(detail: TaskDetail) -> str:
    """Return who gave the last second opinion: what is returned goes to them first."""
    return next((each.by or "" for each in reversed(detail.answers) if "second_opinion" in each.values), "")


def _answered(detail: TaskDetail, values: Mapping[str, object]) -> dict[str, Any]:
    """Return the form with the questions that were answered: what the decision does not ask for is not shown empty."""
    form: dict[str, Any] = detail.form  # JSON
    return {**form, "components": [each for each in form["components"] if values.get(each.get("key"))]}


def _text_of(draft: LetterDraft) -> object:
    """Return a letter in the language of the page, where it has that."""
    return (draft.data.english if current_language() == "en" else None) or draft.data.text


def _seen(values: Mapping[str, object]) -> str:
    """Return a digest of the answers, so that nothing is sent that was not shown."""
    return hashlib.sha256(json.dumps(values, sort_keys=True, default=str).encode()).hexdigest()
