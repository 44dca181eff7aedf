"""Proposals to change the rules: what waits, what was decided, and deciding."""

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.proposals import DecideProposal
from workflow_app.domain.errors import ConflictError, DomainError, InvalidError, RefusedError
from workflow_app.services.administration import READERS
from workflow_app.services.outage_views import list_waiting_outages
from workflow_app.services.proposal_views import get_proposal, list_proposals
from workflow_app.services.proposals import decide, withdraw
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.sentences import sentence

pages = Blueprint("admin_proposals", __name__, url_prefix="/admin/proposals")
PAGE = 25
UNPROCESSABLE = 422


@pages.get("")
@require_actor(*READERS)
def proposals() -> str:
    """Show what waits for a decision, or what was decided."""
    waiting = request.args.get("show") != "decided"
    page = list_proposals(
        actor=current_actor(),
        tools=current_tools(),
        waiting=waiting,
        cursor=request.args.get("cursor") or None,
        limit=PAGE,
    )
    outages = list_waiting_outages(actor=current_actor(), tools=current_tools()) if waiting else ()
    return render_template("admin/proposals.html", page=page, waiting=waiting, outages=outages)


@pages.get("/<uuid:proposal_id>")
@require_actor(*READERS)
def proposal(proposal_id: object) -> str:
    """Show one proposal: what changes, what follows from it, and who decided."""
    return _show(str(proposal_id))


@pages.post("/<uuid:proposal_id>")
@require_actor(Role.SECURITY_ADMIN)
def decision(proposal_id: object) -> Response | tuple[str, int]:
    """Approve or reject."""
    approve = request.form.get("act") == "approve"
    command = DecideProposal(str(proposal_id), approve=approve, note=request.form.get("note", ""))
    try:
        decide(command, actor=current_actor(), tools=current_tools())
    except InvalidError as error:
        problem = sentence(error.errors[0].code, error.errors[0].values)
        return _show(str(proposal_id), note=command.note, problem=problem), UNPROCESSABLE
    except (ConflictError, RefusedError) as error:
        flash(_told(error), "warning")
        return see(f"/admin/proposals/{proposal_id}")
    flash(_("The change is approved.") if approve else _("The proposal is rejected."), "success")
    return see(f"/admin/proposals/{proposal_id}")


@pages.post("/<uuid:proposal_id>/withdraw")
@require_actor(Role.SYSTEM_ADMIN)
def take_back(proposal_id: object) -> Response:
    """Take one's own proposal back."""
    try:
        withdraw(str(proposal_id), actor=current_actor(), tools=current_tools())
    except ConflictError as error:
        flash(_told(error), "warning")
    else:
        flash(_("The proposal is withdrawn."), "success")
    return see(f"/admin/proposals/{proposal_id}")


def _told(error: DomainError) -> str:
    return sentence(error.code, error.values)


def _show(proposal_id: str, *, note: str = "", problem: str = "") -> str:
    found = get_proposal(proposal_id, actor=current_actor(), tools=current_tools())
    return render_template("admin/proposal.html", proposal=found, note=note, problem=problem)
