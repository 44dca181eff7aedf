"""Showing a change set, and doing something with it: what stood against it is said at its place."""

from collections.abc import Callable, Mapping

from flask import flash, render_template
from werkzeug.wrappers import Response

from workflow_app.domain.change_sets import ChangeSetRefusedError, SetFinding
from workflow_app.domain.errors import ConflictError, ForbiddenError, InvalidError, RefusedError
from workflow_app.services.change_set_part_views import PartView
from workflow_app.services.change_set_targets import list_begun
from workflow_app.services.change_set_views import SetPage, get_set
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.change_set_findings import shown_findings
from workflow_app.web.pages.change_words import shown_changes
from workflow_app.web.pages.chosen_again import with_file_lost
from workflow_app.web.pages.inlet_forms import problems
from workflow_app.web.sentences import sentence

UNPROCESSABLE, CONFLICT, FORBIDDEN = 422, 409, 403
DOCUMENT = "document"
"""The field in which the file of the legal basis is chosen."""
Answer = Response | str | tuple[str, int]
Typed = Mapping[str, str]
Found = tuple[SetFinding, ...]


def do(set_id: object, act: Callable[[], str], typed: Typed | None = None, *, onward: str = "") -> Answer:
    """Do something with a change set and show it as it is then; what stood against it is listed under each part."""
    try:
        said = act()
    except InvalidError as error:
        return show(set_id, typed, problems(error)), UNPROCESSABLE
    except ChangeSetRefusedError as error:
        flash(sentence(error.code, error.values), "danger")
        return show(set_id, typed, found=error.findings), UNPROCESSABLE
    except ForbiddenError as error:
        flash(sentence(error.code, error.values), "warning")
        return show(set_id, typed), FORBIDDEN
    except (ConflictError, RefusedError) as error:
        flash(sentence(error.code, error.values), "warning")
        return show(set_id, typed), CONFLICT
    flash(said, "success")
    return see(onward or f"/rule-changes/{set_id}")


def show(set_id: object, typed: Typed | None = None, wrong: Typed | None = None, found: Found = ()) -> str:
    """Return the page of a change set; what was `found` stood against what somebody wanted to do."""
    actor, use = current_actor(), current_tools()
    page = get_set(str(set_id), actor=actor, tools=use)
    line = page.line
    kept = {
        "title": line.title,
        "effective_on": line.effective_on.isoformat(),
        "basis": line.basis,
        "reason": line.reason,
    }
    return render_template(
        "rule_changes/set.html",
        page=page,
        line=line,
        findings=shown_findings([each for each in found if not each.part] or page.findings),
        by_part={part.id: shown_findings(_about(part, found)) for part in page.parts},
        changes={part.id: shown_changes(part.comparison) for part in page.parts if part.comparison},
        begun=list_begun(actor=actor, tools=use) if _may_take_in(page) else (),
        typed=kept | dict(typed or {}),
        problems=with_file_lost(DOCUMENT, wrong or {}) if _is_asked(page) else wrong or {},
    )


def _about(part: PartView, found: Found) -> Found:
    return tuple(each for each in found if each.part == part.id) or part.findings


def _is_asked(page: SetPage) -> bool:
    """Tell whether the page has the fields of the terms, as its template does."""
    return page.is_mine and page.line.status == "OPEN"


def _may_take_in(page: SetPage) -> bool:
    return page.may_write and page.line.status == "OPEN"
