"""The rules changed: change sets are begun, shown with all their parts, submitted and confirmed together."""

from flask import Blueprint, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.change_sets import LONGEST_TITLE, READERS, WRITERS, SetStatus, SetTerms
from workflow_app.domain.commands.materials import ChosenFile
from workflow_app.domain.errors import AlreadyAnsweredError, InvalidError
from workflow_app.services.change_set_deciding import consent, give_back_set
from workflow_app.services.change_set_lines import get_line, list_sets, open_basis
from workflow_app.services.change_set_submitting import submit_set, take_back_set
from workflow_app.services.change_sets import begin_set, change_terms, discard_set
from workflow_app.services.moving_along import along_with_set
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.downloads import as_attachment
from workflow_app.web.local_paths import see
from workflow_app.web.pages.asking import once_for, see_answer, version_seen
from workflow_app.web.pages.change_set_showing import DOCUMENT, UNPROCESSABLE, Answer, do, show
from workflow_app.web.pages.chosen_again import with_file_lost
from workflow_app.web.pages.inlet_forms import day, problems, text
from workflow_app.web.pages.migration_words import along_words

pages = Blueprint("change_sets", __name__, url_prefix="/rule-changes")
TERMS = ("title", "effective_on", "basis", "reason")


@pages.get("")
@require_actor(*READERS)
def home() -> str:
    """List the change sets, those under way first."""
    found = list_sets(actor=current_actor(), tools=current_tools())
    return render_template("rule_changes/list.html", sets=found, may_begin=current_actor().has(*WRITERS))


@pages.get("/new")
@require_actor(*WRITERS)
def ask_new() -> str:
    """Ask what changes, from which day and by which document."""
    return render_template("rule_changes/new.html", typed=_undoing(request.args.get("undo", "")), problems={})


@pages.post("/new")
@require_actor(*WRITERS)
def begin() -> Answer:
    """Begin a change set and ask what changed."""
    typed = {name: text(name) for name in TERMS}
    try:
        repeat = once_for(lambda view: f"/rule-changes/{view}#what")
        set_id = begin_set(terms(), chosen(), actor=current_actor(), tools=current_tools(), repeat=repeat)
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError as error:
        wrong = with_file_lost(DOCUMENT, problems(error))
        return render_template("rule_changes/new.html", typed=typed, problems=wrong), UNPROCESSABLE
    return see(f"/rule-changes/{set_id}#what")


@pages.get("/<uuid:set_id>")
@require_actor(*READERS)
def change_set(set_id: object) -> str:
    """Show one change set with every part, what stands against it, and whose consent it needs."""
    return show(set_id)


@pages.get("/<uuid:set_id>/basis")
@require_actor(*READERS)
def basis(set_id: object) -> Response:
    """Hand out the document that a change set rests on."""
    name, media_type, stream = open_basis(str(set_id), actor=current_actor(), tools=current_tools())
    return as_attachment(stream, media_type=media_type, filename=name)


@pages.post("/<uuid:set_id>/terms")
@require_actor(*WRITERS)
def say_terms(set_id: object) -> Answer:
    """Say otherwise what a change set is about."""

    def act() -> str:
        seen = version_seen() or 0
        change_terms(str(set_id), terms(), chosen(), seen=seen, actor=current_actor(), tools=current_tools())
        return str(_("The terms are saved; every part follows them."))

    return do(set_id, act, {name: text(name) for name in TERMS})


@pages.post("/<uuid:set_id>/submit")
@require_actor(*WRITERS)
def submit(set_id: object) -> Answer:
    """Check everything together and hand it on to be confirmed."""

    def act() -> str:
        submit_set(str(set_id), seen=version_seen() or 0, actor=current_actor(), tools=current_tools())
        return str(_("The change set is submitted; those whose consent it needs are told."))

    return do(set_id, act)


@pages.post("/<uuid:set_id>/take-back")
@require_actor(*WRITERS)
def take_back(set_id: object) -> Answer:
    """Make a submitted change set one to be written again."""

    def act() -> str:
        take_back_set(str(set_id), actor=current_actor(), tools=current_tools())
        return str(_("The change set is taken back; its parts can be written again, and consents are void."))

    return do(set_id, act)


@pages.post("/<uuid:set_id>/consent")
@require_actor(*READERS)
def agree(set_id: object) -> Answer:
    """Consent to the parts that one may consent to."""
    along = along_with_set(str(set_id), actor=current_actor(), tools=current_tools())

    def act() -> str:
        stands = consent(str(set_id), seen=version_seen() or 0, actor=current_actor(), tools=current_tools())
        if stands is SetStatus.CONFIRMED:
            said = str(_("The change set is confirmed; all its parts are in force from its day on."))
            return said + along_words(along)
        return str(_("You have consented. It is in force once everybody has whose consent it needs."))

    return do(set_id, act)


@pages.post("/<uuid:set_id>/give-back")
@require_actor(*READERS)
def give_back(set_id: object) -> Answer:
    """Give a submitted change set back as a whole."""
    reason = text("decision_note")

    def act() -> str:
        seen = version_seen() or 0
        give_back_set(str(set_id), reason, seen=seen, actor=current_actor(), tools=current_tools())
        return str(_("The change set is given back, and whoever wrote in it is told why."))

    return do(set_id, act, {"decision_note": reason})


@pages.post("/<uuid:set_id>/discard")
@require_actor(*WRITERS)
def discard(set_id: object) -> Answer:
    """Give a change set up."""

    def act() -> str:
        discard_set(str(set_id), actor=current_actor(), tools=current_tools())
        return str(_("The change set is given up. Drafts and editions go on by themselves; proposals are withdrawn."))

    return do(set_id, act)


def _undoing(set_id: str) -> dict[str, str]:
    """Return the terms to begin with of a set that puts back what another one brought."""
    if not set_id:
        return {}
    line = get_line(set_id, actor=current_actor(), tools=current_tools())
    title = _("Put back: %(title)s", title=line.title)[:LONGEST_TITLE]
    return {"title": title, "reason": _("A version that came with “%(title)s” was taken back", title=line.title)}


def terms() -> SetTerms:
    """Return what was typed of the terms; a day that is none is missing."""
    try:
        on = day("effective_on")
    except InvalidError:
        on = None
    return SetTerms(text("title"), on, text("basis"), text("reason"))


def chosen() -> ChosenFile | None:
    """Return the file that was chosen, or None."""
    file = request.files.get(DOCUMENT)
    if file is None or not file.filename:
        return None
    return ChosenFile(file.filename, file.mimetype, file.stream)  # type: ignore[arg-type] # werkzeug's stream is one
