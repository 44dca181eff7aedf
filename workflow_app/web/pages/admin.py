"""Administration: what went wrong, and what the installation runs with; read only but for the retry."""

from flask import Blueprint, abort, flash, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.accounts import AccountsShown
from workflow_app.domain.contacts import Channel
from workflow_app.domain.errors import ConflictError, RefusedError
from workflow_app.services.administration import READERS, list_accounts
from workflow_app.services.delivery_views import list_channels, retry_channel
from workflow_app.services.emergency_views import list_unconfirmed
from workflow_app.services.incidents import READERS as INCIDENT_READERS
from workflow_app.services.incidents import list_dead_work, list_incidents, retry_incident
from workflow_app.services.one_time_links import MAKES
from workflow_app.services.outage_views import list_waiting_outages
from workflow_app.services.processes import get_process, list_processes
from workflow_app.services.proposal_views import list_proposals
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.asking import words_sought
from workflow_app.web.sentences import sentence

pages = Blueprint("admin", __name__, url_prefix="/admin")
PAGE = 25


@pages.get("")
@require_actor(*READERS)
def overview() -> str:
    """Show open incidents and work that was given up, to those who may act on them."""
    actor, use = current_actor(), current_tools()
    may_see = actor.has(*INCIDENT_READERS)
    cursor = request.args.get("cursor") or None
    return render_template(
        "admin/overview.html",
        may_see=may_see,
        page=list_incidents(actor=actor, tools=use, cursor=cursor, limit=PAGE) if may_see else None,
        dead=list_dead_work(actor=actor, tools=use) if may_see else (),
        channels=list_channels(actor=actor, tools=use) if may_see else (),
        processes=list_processes(tools=use),
        proposals=list_proposals(actor=actor, tools=use, waiting=True).items,
        outages=list_waiting_outages(actor=actor, tools=use),
        may_write_processes=actor.has(Role.PROCESS_ADMIN),
        unconfirmed=list_unconfirmed(actor=actor, tools=use),
        audits=actor.has(Role.AUDITOR),
    )


@pages.post("/incidents/<uuid:incident_id>/retry")
@require_actor(*INCIDENT_READERS)
def retry(incident_id: object) -> Response:
    """Try failed work again at once; the incident closes when it succeeds."""
    try:
        found = retry_incident(str(incident_id), actor=current_actor(), tools=current_tools())
    except (ConflictError, RefusedError) as error:
        flash(sentence(error.code, error.values), "warning")
    else:
        flash(
            _("Incident %(number)s is being tried again; it leaves this list when that succeeds.", number=found.number),
            "success",
        )
    return see("/admin")


@pages.post("/channels/<channel>/retry")
@require_actor(*INCIDENT_READERS)
def retry_messages(channel: str) -> Response:
    """Try all mail or all SMS again that failed or was given up."""
    if channel not in {each.value.lower() for each in Channel}:
        abort(404)
    count = retry_channel(Channel(channel.upper()), actor=current_actor(), tools=current_tools())
    if count:
        flash(
            ngettext("%(num)d message is being tried again.", "%(num)d messages are being tried again.", count),
            "success",
        )
    else:
        flash(_("Nothing had failed."), "info")
    return see("/admin#channels")


@pages.get("/processes")
@require_actor(*READERS)
def processes() -> str:
    """Show every process with its versions."""
    return render_template("admin/processes.html", processes=list_processes(tools=current_tools()))


@pages.get("/processes/<key>")
@require_actor(*READERS)
def process(key: str) -> str:
    """Show one process and its diagram."""
    return render_template("admin/process.html", process=get_process(key, tools=current_tools()))


@pages.get("/accounts")
@require_actor(*READERS)
def accounts() -> str:
    """Show who may sign in, as what."""
    wanted = request.args.get("show", "")
    shown = AccountsShown(wanted) if wanted in set(AccountsShown) else AccountsShown.STAFF
    words, cursor, actor = words_sought(), request.args.get("cursor") or None, current_actor()
    return render_template(
        "admin/accounts.html",
        page=list_accounts(shown, words, actor=actor, tools=current_tools(), cursor=cursor),
        shown=shown.value,
        q=words,
        makes_links=actor.has(*MAKES),
    )
