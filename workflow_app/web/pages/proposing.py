"""Sending a proposal from a page: what was typed goes to the service, and what is wrong comes back to its field."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import flash, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.commands.proposals import ProposeChange
from workflow_app.domain.errors import ConflictError, InvalidError, RefusedError
from workflow_app.services.authority_views import AuthorityView, list_authorities
from workflow_app.services.change_set_proposals import propose_in_set
from workflow_app.services.proposals import propose
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.sentences import sentence

UNPROCESSABLE = 422


@dataclass(frozen=True, slots=True)
class Draft:
    """A form as it stands: what was typed, and what is wrong with it by field."""

    given: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)


def send(kind: str, **fixed: str) -> Response | Draft:
    """Propose what was typed and go to the proposal, or return the form with its faults."""
    given = {**{name: text for name, text in request.form.items() if name != "csrf_token"}, **fixed}
    command = ProposeChange(kind, given, given.get("authority") or None)
    if given.get("set"):
        return _send_to_set(given["set"], command)
    try:
        proposal_id = propose(command, actor=current_actor(), tools=current_tools())
    except InvalidError as error:
        return Draft(given, {each.field.lstrip("/"): sentence(each.code, each.values) for each in error.errors})
    except RefusedError as error:
        return Draft(given, {"valid_from": sentence(error.code, error.values)})
    flash(_("The proposal was sent. A security administrator decides about it."), "success")
    return see(f"/admin/proposals/{proposal_id}")


def _send_to_set(set_id: str, command: ProposeChange) -> Response | Draft:
    """Add what was typed to a change set and go to it, or return the form with its faults."""
    try:
        propose_in_set(set_id, command, actor=current_actor(), tools=current_tools())
    except InvalidError as error:
        return Draft(command.given, {each.field.lstrip("/"): sentence(each.code, each.values) for each in error.errors})
    except (ConflictError, RefusedError) as error:
        flash(sentence(error.code, error.values), "warning")
        return Draft(command.given)
    flash(_("The change is part of the change set now."), "success")
    return see(f"/rule-changes/{set_id}")


def may_ask(actor: Actor) -> bool:
    """Tell whether somebody sees the forms of proposals."""
    return actor.has(Role.SYSTEM_ADMIN)


def authorities() -> tuple[AuthorityView, ...]:
    """Return the authorities for a choice."""
    return list_authorities(tools=current_tools())
