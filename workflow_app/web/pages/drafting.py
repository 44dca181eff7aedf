"""Keeping what was typed: beside what another window kept since the page was opened, and asking where both changed one.

A page carries a mark of each answer as it showed it. Where such an answer was changed there and here, both are shown,
and whoever sends the page chooses; nothing is kept of it before.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import render_template, request

from workflow_app.domain.actors import Actor
from workflow_app.domain.drafts import mark_of
from workflow_app.schemas.forms import read_form
from workflow_app.schemas.forms.document import Access, FieldKind
from workflow_app.services.draft_keeping import Seen, answers_meant
from workflow_app.services.tasks import save_draft
from workflow_app.services.views import TaskDetail
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.pages.answering import files_of, typed_so_far
from workflow_app.web.pages.asking import rules_seen

SEEN, CLASHES = "draft_seen", "clash"
THEIRS, MINE = "THEIRS", "MINE"
CONFLICT = 409


@dataclass(frozen=True, slots=True)
class Drafted:
    """What is kept now of a page, and what was kept elsewhere of the answers that both sides changed."""

    values: dict[str, object]
    clashes: Mapping[str, object]


def marks_of(detail: TaskDetail) -> str:
    """Return the marks of the answers that a page shows, as it carries them; files are told by their pages."""
    return json.dumps({key: mark_of(detail.values.get(key)) for key in _typed_keys(detail)})


def keep_draft(detail: TaskDetail, values: Mapping[str, object]) -> Drafted:
    """Keep the answers of a page; those for which the answer of the other window was chosen are that one's."""
    asked = {key for key in request.form.getlist(CLASHES) if key in values}
    unanswered = {key for key in asked if request.form.get(f"take_{key}") not in (THEIRS, MINE)}
    theirs = {key for key in asked if request.form.get(f"take_{key}") == THEIRS}
    given = {key: value for key, value in values.items() if key not in unanswered | theirs}
    seen = Seen(_marks_seen(_typed_keys(detail)), rules_seen())
    merged = save_draft(detail.task.id, given, actor=current_actor(), tools=current_tools(), seen=seen)
    return Drafted(dict(merged.values), {**merged.clashes, **{key: detail.values.get(key) for key in unanswered}})


def keep_on_behalf(detail: TaskDetail, values: Mapping[str, object], behalf: Actor) -> dict[str, object]:
    """Keep the answers of a page that a clerk fills in for somebody, and return those that count."""
    seen = Seen(version=rules_seen())
    return dict(save_draft(detail.task.id, dict(values), actor=behalf, tools=current_tools(), seen=seen).values)


def shown_again(detail: TaskDetail, page: TaskDetail) -> dict[str, object]:
    """Return the answers of a step with what was typed on a page of it, to be looked at and sent once more."""
    typed = answers_meant(detail.task.id, typed_so_far(page), shown=rules_seen(), tools=current_tools())
    return {**detail.values, **typed}


def marks_after(detail: TaskDetail, drafted: Drafted) -> str:
    """Return the marks that a page carries on with: of what was kept now, else what it came with."""
    seen = _marks_seen(_typed_keys(detail))
    known = {key: mark_of(value) for key, value in drafted.values.items() if key in _typed_keys(detail)}
    return json.dumps(seen | known)


def clash_page(detail: TaskDetail, values: Mapping[str, object], drafted: Drafted, *, action: str) -> tuple[str, int]:
    """Return the page that shows both answers where two windows changed one, and lets choose."""
    keys = _typed_keys(detail)
    theirs = {**detail.values, **drafted.clashes}
    form: dict[str, Any] = detail.form  # JSON
    components = [each for each in form["components"] if each.get("key") in drafted.clashes]
    seen = {key: mark_of(theirs.get(key) if key in drafted.clashes else values.get(key)) for key in keys}
    page = render_template(
        "my/clash.html",
        task=detail.task,
        case=detail.case,
        components=components,
        theirs=theirs,
        mine=values,
        typed={key: _texts(values.get(key)) for key in keys},
        marks=json.dumps(seen),
        files=files_of(detail.documents),
        action=action,
        then_check=request.values.get("to") == "check",
        asked_before=bool(request.form.getlist(CLASHES)),
        rules=rules_seen() or detail.case.process_version,
    )
    return page, CONFLICT


def _typed_keys(detail: TaskDetail) -> frozenset[str]:
    """Return the fields of a page that are typed or chosen there."""
    fields = read_form(detail.form)
    editable = (each for each in fields if each.access_at(detail.task.key) is Access.EDIT)
    return frozenset(each.key for each in editable if each.kind is not FieldKind.FILE)


def _marks_seen(keys: Iterable[str]) -> dict[str, str]:
    """Return the marks that came with a page; none where it carries none, or something else."""
    try:
        found = json.loads(request.form.get(SEEN, "{}"))
    except ValueError:
        return {}
    return {key: str(found[key]) for key in keys if key in found} if isinstance(found, dict) else {}


def _texts(value: object) -> list[str]:
    """Return an answer as a form sends it."""
    if isinstance(value, list):
        return [str(each) for each in value]
    if isinstance(value, bool):
        return ["true"] if value else []
    return [] if value in (None, "") else [str(value)]
