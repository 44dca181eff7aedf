"""Work at other sites: the list of it, the page of one piece, and what is noted there."""

from typing import cast

from flask import Blueprint, Response, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answered

from workflow_app.domain.commands.serving import Proof
from workflow_app.domain.commands.site_jobs import ActOnJob
from workflow_app.domain.errors import AlreadyAnsweredError, ConflictError, ForbiddenError, InvalidError
from workflow_app.domain.policies import FOLLOWS_SITES, WORKS_AT_SITES
from workflow_app.domain.site_jobs import BY_PEOPLE, UNFINISHED, Act, Connector, JobFilter, JobStatus
from workflow_app.services.removal_views import get_removal, take_in_hand
from workflow_app.services.site_acts import act_on_job, get_job, list_jobs, open_proof
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.downloads import as_attachment
from workflow_app.web.local_paths import see
from workflow_app.web.pages.asking import once_for, see_answer, version_seen
from workflow_app.web.pages.inlet_forms import UNPROCESSABLE, choice, day, problems, text, typed
from workflow_app.web.sentences import sentence

pages = Blueprint("desk_site_jobs", __name__, url_prefix="/desk")
Answer = Answered | str | tuple[str, int]
CONFLICT, FORBIDDEN = 409, 403


@pages.get("/site-jobs")
@require_actor(*FOLLOWS_SITES)
def jobs() -> str:
    """List what people have to do at other sites, the most urgent first."""
    wanted = _wanted()
    page, count = list_jobs(
        wanted, actor=current_actor(), tools=current_tools(), cursor=request.args.get("cursor") or None
    )
    return render_template(
        "desk/site_jobs.html", page=page, count=count, wanted=wanted, ways=BY_PEOPLE, statuses=UNFINISHED
    )


def _wanted() -> JobFilter:
    """Return what the list is narrowed to; what nobody offers narrows nothing."""
    way, status = request.args.get("way", ""), request.args.get("status", "")
    return JobFilter(
        statuses=(JobStatus(status),) if status in set(UNFINISHED) else UNFINISHED,
        way=Connector(way) if way in set(BY_PEOPLE) else None,
    )


@pages.get("/site-jobs/<uuid:job_id>")
@require_actor(*FOLLOWS_SITES)
def job(job_id: object) -> str:
    """Show one piece of work, with what is to be entered at the site."""
    return _page(str(job_id), {}, {})


@pages.post("/site-jobs/<uuid:job_id>")
@require_actor(*WORKS_AT_SITES)
def act(job_id: object) -> Answer:
    """Note what was done."""
    here = f"/desk/site-jobs/{job_id}"
    told: dict[str, str] = {}
    try:
        act_on_job(_asked(str(job_id), here), actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError as error:
        told = problems(error)
    except ConflictError as error:
        flash(sentence(error.code, error.values), "danger")
        return _page(str(job_id), typed(), {}), CONFLICT
    except ForbiddenError as error:
        flash(sentence(error.code, error.values), "danger")
        return _page(str(job_id), typed(), {}), FORBIDDEN
    if told:
        return _page(str(job_id), typed(), told), UNPROCESSABLE
    flash(_("Noted."), "success")
    return see(here)


@pages.get("/site-jobs/proofs/<uuid:act_id>")
@require_actor(*FOLLOWS_SITES)
def proof(act_id: object) -> Response:
    """Hand out what proves an act."""
    filename, media_type, stream = open_proof(str(act_id), actor=current_actor(), tools=current_tools())
    return as_attachment(stream, media_type=media_type, filename=filename)


@pages.get("/removals/<uuid:removal_id>")
@require_actor(*FOLLOWS_SITES)
def removal(removal_id: object) -> Answer:
    """Show one removal: as work for people where it is that, else how the site was told."""
    view = get_removal(str(removal_id), actor=current_actor(), tools=current_tools())
    if view.job is not None:
        return _page(view.job.id, {}, {})
    return render_template("desk/removal.html", removal=view)


@pages.post("/removals/<uuid:removal_id>/in-hand")
@require_actor(*WORKS_AT_SITES)
def in_hand(removal_id: object) -> Answered:
    """Have people do what the site was ordered to do and has not."""
    view = take_in_hand(str(removal_id), actor=current_actor(), tools=current_tools())
    flash(_("From now on this is done by hand; what the site still answers by itself counts too."), "success")
    return see(f"/desk/site-jobs/{view.id}")


def _asked(job_id: str, here: str) -> ActOnJob:
    """Return what the form asks for; raises InvalidError per field."""
    act = choice("act", Act)
    file = request.files.get("proof")
    return ActOnJob(
        job_id=job_id,
        act=act,
        version=version_seen(),
        note=text("note")[:2000],
        receipt_no=text("receipt_no")[:200],
        office=text("office")[:2000],
        letter_no=text("letter_no")[:200],
        on=day("on"),
        to_way=choice("to_way", Connector) if act is Act.SWITCHED else None,
        proof=Proof(file.filename, file.mimetype, file.stream) if file and file.filename else None,  # type: ignore[arg-type] # werkzeug's stream is one
        once=once_for(lambda _view: here),
    )


def _page(job_id: str, typed_before: dict[str, str], told: dict[str, str]) -> str:
    view = get_job(job_id, actor=current_actor(), tools=current_tools())
    before = cast("dict[str, str]", {"office": view.office or view.usual_office or "", **typed_before})
    return render_template("desk/site_job.html", job=view, typed=before, problems=told)
