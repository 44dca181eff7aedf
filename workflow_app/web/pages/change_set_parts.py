"""What changed: the question that opens the right editor, and the parts that come into a change set and out of it."""

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _

from workflow_app.domain.change_sets import WRITERS, Asked, PartKind, may_answer
from workflow_app.domain.errors import ConflictError, FieldError, InvalidError, NotFoundError
from workflow_app.domain.seeds.parameter_names import GROUPS, NAMES
from workflow_app.services.change_set_joining import begin_matter_edition, begin_process, take_in, take_out
from workflow_app.services.change_set_lines import get_line
from workflow_app.services.change_set_targets import Target, list_targets
from workflow_app.services.change_set_wishes import leave_wish, tick_wish
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.change_set_showing import CONFLICT, UNPROCESSABLE, Answer, do
from workflow_app.web.pages.change_set_words import value_editor
from workflow_app.web.pages.inlet_forms import problems, text
from workflow_app.web.sentences import sentence

pages = Blueprint("change_set_parts", __name__, url_prefix="/rule-changes/<uuid:set_id>")
EDITORS = {Asked.LETTER: "letter", Asked.MATERIAL: "form"}


@pages.get("/add")
@require_actor(*WRITERS)
def ask(set_id: object) -> str:
    """Ask what exactly changed: which parameter, matter, letter or process."""
    return _ask(set_id, _asked(request.args.get("what", "")), {}, {})


@pages.post("/parts")
@require_actor(*WRITERS)
def begin_part(set_id: object) -> Answer:
    """Open the right editor, with what is written there being part of the change set."""
    asked = _asked(text("what"))
    try:
        return see(_editor(str(set_id), asked, text("target")))
    except InvalidError as error:
        return _ask(set_id, asked, {"target": text("target")}, problems(error)), UNPROCESSABLE
    except ConflictError as error:
        flash(sentence(error.code, error.values), "warning")
        return _ask(set_id, asked, {"target": text("target")}, {}), CONFLICT


@pages.post("/take-in")
@require_actor(*WRITERS)
def bring_in(set_id: object) -> Answer:
    """Take what is being written into the change set."""
    kind, _bar, part_id = text("part").partition("|")

    def act() -> str:
        take_in(str(set_id), _kind(kind), part_id, actor=current_actor(), tools=current_tools())
        return str(_("It is part of the change set now."))

    return do(set_id, act)


@pages.post("/take-out")
@require_actor(*WRITERS)
def bring_out(set_id: object) -> Answer:
    """Take a part out of the change set."""

    def act() -> str:
        take_out(str(set_id), _kind(text("kind")), text("part"), actor=current_actor(), tools=current_tools())
        return str(_("The part is taken out of the change set."))

    return do(set_id, act)


@pages.post("/wishes")
@require_actor(*WRITERS)
def wish(set_id: object) -> Answer:
    """Leave what is wanted to those whose role can change it."""
    asked, said, meant = _asked(text("what")), text("text"), text("target")
    try:
        leave_wish(str(set_id), asked, said, target=meant, actor=current_actor(), tools=current_tools())
    except InvalidError as error:
        return _ask(set_id, asked, {"text": said, "target": meant}, problems(error)), UNPROCESSABLE
    except ConflictError as error:
        flash(sentence(error.code, error.values), "warning")
        return see(f"/rule-changes/{set_id}")
    flash(_("It is left in the change set, and those whose role it takes are told."), "success")
    return see(f"/rule-changes/{set_id}#wishes")


@pages.post("/wishes/<uuid:wish_id>/tick")
@require_actor(*WRITERS)
def tick(set_id: object, wish_id: object) -> Answer:
    """Say that a part answers what was wanted."""

    def act() -> str:
        tick_wish(str(set_id), str(wish_id), actor=current_actor(), tools=current_tools())
        return str(_("The wish is ticked off."))

    return do(set_id, act)


def _editor(set_id: str, asked: Asked, target: str) -> str:
    """Return where the editor of what changed is, begun for the change set; raises InvalidError on `/target`."""
    if asked is Asked.VALUE:
        return value_editor(set_id, target) or _no_choice()
    kind, _bar, rest = target.partition("|")
    where, _bar, path = rest.partition("|")
    offered = {(each.kind, each.where, each.path) for each in _targets(asked)}
    if (kind, where, path) not in offered:
        return _no_choice()
    actor, use = current_actor(), current_tools()
    if kind == PartKind.MATTER:
        edition_id = begin_matter_edition(set_id, where, actor=actor, tools=use)
        return f"/desk/matters/editions/{edition_id}"
    draft = f"/studio/drafts/{begin_process(set_id, where, actor=actor, tools=use)}"
    return f"{draft}/{EDITORS[asked]}/{path}" if path else f"{draft}/diagram"


def _no_choice() -> str:
    raise InvalidError(FieldError("/target", "NOT_A_CHOICE" if text("target") else "REQUIRED"))


def _targets(asked: Asked) -> tuple[Target, ...]:
    return list_targets(asked, actor=current_actor(), tools=current_tools())


def _ask(set_id: object, asked: Asked, typed: dict[str, str], wrong: dict[str, str]) -> str:
    line = get_line(str(set_id), actor=current_actor(), tools=current_tools())
    names = [(group, [key for key, name in NAMES.items() if name.group == group]) for group in GROUPS]
    return render_template(
        "rule_changes/add.html",
        line=line,
        asked=asked,
        may_answer=may_answer(current_actor(), asked).allowed,
        targets=_targets(asked) if asked is not Asked.VALUE else (),
        parameters=[(group, keys) for group, keys in names if keys],
        typed=typed,
        problems=wrong,
    )


def _asked(what: str) -> Asked:
    """Return what changed; raises NotFoundError where nobody asks that."""
    try:
        return Asked(what)
    except ValueError:
        raise NotFoundError("CHANGE_SET_UNKNOWN") from None


def _kind(kind: str) -> PartKind:
    try:
        return PartKind(kind)
    except ValueError:
        raise NotFoundError("PART_GONE") from None
