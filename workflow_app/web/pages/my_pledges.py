"""What an applicant's enterprises have pledged: the archive, a new pledge (T05), and taking one back."""

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.pledges import WithdrawPledge
from workflow_app.domain.errors import AlreadyAnsweredError, ConflictError, InvalidError, RefusedError
from workflow_app.domain.pledges import OWN_KINDS, PledgeKind
from workflow_app.services.authority_views import list_authorities
from workflow_app.services.part_views import SubjectView
from workflow_app.services.pledge_archive import PledgeFile, get_file, list_own
from workflow_app.services.pledge_paper import KINDS
from workflow_app.services.pledging import make_pledge, take_back
from workflow_app.services.records import list_my_subjects
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.acting_for import acting_for, ask_before_switching, working_actor
from workflow_app.web.pages.asking import once_for, see_answer, version_seen
from workflow_app.web.pages.inlet_forms import UNPROCESSABLE, choice, problems, text, typed
from workflow_app.web.pages.pledge_forms import form_words, from_template, read_pledge, told
from workflow_app.web.sentences import sentence

pages = Blueprint("my_pledges", __name__, url_prefix="/my/pledges")
HERE = "/my/pledges"
CONFLICT = 409
Answer = Response | str | tuple[str, int]


@pages.get("")
@require_actor(Role.APPLICANT)
def pledges() -> str:
    """Show everything that the enterprise one works for has pledged, or all one may act for."""
    return render_template("my/pledges.html", pledges=list_own(actor=working_actor(), tools=current_tools()))


@pages.route("/new", methods=["GET", "POST"])
@require_actor(Role.APPLICANT)
def new() -> Answer:
    """Write a pledge, or take a template, and sign it."""
    if request.method == "GET":
        begun = {"signer": current_actor().name, **from_template(request.args.get("template", ""))}
        return _form(begun, {})
    try:
        kind = choice("kind", PledgeKind)
        command = read_pledge(kind, uscc=text("uscc"), authority=text("authority"), to=HERE)
        pledge_id = make_pledge(command, actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except (InvalidError, RefusedError) as error:
        return _form(typed(), told(error)), UNPROCESSABLE
    flash(_("Signed. It is on public display as soon as the authority has published it."), "success")
    return see(f"{HERE}/{pledge_id}")


@pages.get("/<uuid:pledge_id>")
@require_actor(Role.APPLICANT)
def pledge(pledge_id: object) -> str:
    """Show one pledge with what was looked at."""
    file = get_file(str(pledge_id), actor=current_actor(), tools=current_tools())
    return _ask_first(file) or render_template("my/pledge.html", file=file, paper_kinds=KINDS)


@pages.route("/<uuid:pledge_id>/withdraw", methods=["GET", "POST"])
@require_actor(Role.APPLICANT)
def withdraw(pledge_id: object) -> Answer:
    """Ask why, then take a pledge back."""
    here = f"{HERE}/{pledge_id}"
    if request.method == "GET":
        file = get_file(str(pledge_id), actor=current_actor(), tools=current_tools())
        return _ask_first(file) or _withdrawal(str(pledge_id), {})
    command = WithdrawPledge(str(pledge_id), text("why"), version=version_seen(), once=once_for(lambda _id: here))
    try:
        take_back(command, actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError as error:
        return _withdrawal(str(pledge_id), problems(error)), UNPROCESSABLE
    except ConflictError as error:
        flash(sentence(error.code, error.values), "danger")
        return _withdrawal(str(pledge_id), {}), CONFLICT
    flash(_("The pledge is taken back; it is public no more."), "success")
    return see(here)


def _ask_first(file: PledgeFile) -> str | None:
    """Return the page that asks, where a pledge is another enterprise's."""
    line = file.line
    subject = SubjectView(line.subject_id, file.uscc, line.name) if line.subject_id else None
    return ask_before_switching(subject) if subject else None


def _withdrawal(pledge_id: str, wrong: dict[str, str]) -> str:
    file = get_file(pledge_id, actor=current_actor(), tools=current_tools())
    return render_template("my/pledge_withdraw.html", file=file, typed=typed(), problems=wrong)


def _form(answers: dict[str, str], wrong: dict[str, str]) -> str:
    actor, use = current_actor(), current_tools()
    subjects = [each for each in list_my_subjects(actor=actor, tools=use) if actor.files_for(each.id)]
    now = acting_for(actor)
    worked_for = next((each.uscc or "" for each in subjects if now and each.id == now.id), "")
    return render_template(
        "my/pledge_new.html",
        typed={"uscc": worked_for, **answers},
        problems=wrong,
        subjects=subjects,
        authorities=list_authorities(tools=use),
        kinds=OWN_KINDS,
        **form_words(PledgeKind.VOLUNTARY),
    )
