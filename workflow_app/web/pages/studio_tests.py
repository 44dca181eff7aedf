"""The tests of a draft: kept from a walk, run when asked, renamed and removed; what they pass stands on the diagram."""

from collections.abc import Callable

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.actors import Role
from workflow_app.domain.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError, RefusedError
from workflow_app.domain.process_findings import ProcessRefusedError
from workflow_app.services.draft_tests import (
    TITLE,
    keep_test,
    list_tests,
    name_test,
    remove_test,
    renew_test,
    run_draft_tests,
)
from workflow_app.services.process_draft_views import get_draft
from workflow_app.services.walk_again import take_up
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.asking import version_seen
from workflow_app.web.pages.finding_words import finding_lines, findings_text
from workflow_app.web.pages.inlet_forms import problems, text
from workflow_app.web.pages.process_test_words import run_lines
from workflow_app.web.pages.studio_walks import show_walk
from workflow_app.web.pages.walk_words import refused_word
from workflow_app.web.sentences import sentence
from workflow_app.web.whole_numbers import whole_number
from workflow_app.web.wording import run_on

pages = Blueprint("studio_tests", __name__, url_prefix="/studio/drafts/<uuid:draft_id>/tests")
UNPROCESSABLE, CONFLICT = 422, 409
LONGEST_PATH = 80
WITHOUT = "walk-without"
"""How many steps of a test it goes without from now on: what is ticked where it gets shorter."""
Answer = Response | str | tuple[str, int]


@pages.get("")
@require_actor(Role.PROCESS_ADMIN)
def tests(draft_id: object) -> str:
    """Show the tests of a draft, and with `run` what comes of them."""
    return _page(draft_id, runs="run" in request.args)


@pages.post("/keep")
@require_actor(Role.PROCESS_ADMIN)
def keep(draft_id: object) -> Answer:
    """Keep the walk as a test, as a new one or in place of the one that it puts right."""
    instead, without = _path() or None, whole_number(request.form.get(WITHOUT)) or 0

    def act() -> None:
        seen, title, who, use = version_seen() or 0, text("test-title"), current_actor(), current_tools()
        keep_test(str(draft_id), title, seen=seen, actor=who, tools=use, in_place_of=instead, without=without)

    said = _("The test is put right.") if instead else _("The walk is kept as a test.")
    return _done(draft_id, act, said, asked_at=lambda wrong: show_walk(draft_id, keeping=wrong))


@pages.post("/take-up")
@require_actor(Role.PROCESS_ADMIN)
def walk_again(draft_id: object) -> Answer:
    """Walk a test again, from where it goes no further."""

    def act() -> None:
        take_up(str(draft_id), _path(), seen=text("seen"), actor=current_actor(), tools=current_tools())

    return _done(draft_id, act, "", then=f"/studio/drafts/{draft_id}/walk")


@pages.post("/name")
@require_actor(Role.PROCESS_ADMIN)
def name(draft_id: object) -> Answer:
    """Call a test something else."""

    def act() -> None:
        name_test(
            str(draft_id), _path(), text("test-title"), seen=text("seen"), actor=current_actor(), tools=current_tools()
        )

    return _done(draft_id, act, _("The test has another name."))


@pages.post("/renew")
@require_actor(Role.PROCESS_ADMIN)
def renew(draft_id: object) -> Answer:
    """Let a test expect what comes now."""

    def act() -> None:
        renew_test(str(draft_id), _path(), seen=text("seen"), actor=current_actor(), tools=current_tools())

    return _done(draft_id, act, _("The test expects now what comes in this draft."))


@pages.post("/remove")
@require_actor(Role.PROCESS_ADMIN)
def remove(draft_id: object) -> Answer:
    """Remove a test."""

    def act() -> None:
        remove_test(str(draft_id), _path(), seen=text("seen"), actor=current_actor(), tools=current_tools())

    return _done(draft_id, act, _("The test is removed."))


def _path() -> str:
    return text("path")[:LONGEST_PATH]


def _done(
    draft_id: object,
    act: Callable[[], None],
    said: str,
    *,
    then: str = "",
    asked_at: Callable[[dict[str, str]], str] | None = None,
) -> Answer:
    """Do something with a test, and show the tests as they are then; what stood against it is said above them.

    Where the title is asked for on another page, `asked_at` returns that with what is wrong with it.
    """
    try:
        act()
    except InvalidError as error:
        if asked_at and {each.field for each in error.errors} == {TITLE}:
            return asked_at(problems(error)), UNPROCESSABLE
        flash(" ".join(sentence(each.code, each.values) for each in error.errors) or refused_word(error), "warning")
        return _page(draft_id), UNPROCESSABLE
    except ProcessRefusedError as error:
        flash(findings_text(error.findings), "warning")
        return _page(draft_id), UNPROCESSABLE
    except (ConflictError, ForbiddenError, RefusedError, NotFoundError) as error:
        flash(refused_word(error), "warning")
        if error.code == "TEST_ACTS_LEFT":  # they stand on the page of the walk, with the box to tick
            return see(f"/studio/drafts/{draft_id}/walk#keep")
        return _page(draft_id), CONFLICT
    if said:
        flash(said, "success")
    return see(then or f"/studio/drafts/{draft_id}/tests")


def _page(draft_id: object, *, runs: bool = False) -> str:
    actor, use = current_actor(), current_tools()
    draft = get_draft(str(draft_id), actor=actor, tools=use).draft
    run, refused = None, []
    if runs:
        try:
            run = run_lines(run_draft_tests(str(draft_id), actor=actor, tools=use))
        except ProcessRefusedError as error:
            refused = [run_on(each.words, each.remedy) for each in finding_lines(error.findings)]
        except RefusedError as error:
            refused = [refused_word(error)]
    kept = list_tests(str(draft_id), actor=actor, tools=use)
    return render_template("studio/tests.html", draft=draft, tests=kept, run=run, refused=refused)
