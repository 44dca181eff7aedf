"""What a view asks for: the tools of the services and who is asking."""

from typing import cast

from flask import current_app
from flask_login import current_user

from workflow_app.domain.actors import Actor
from workflow_app.domain.errors import NotSignedInError
from workflow_app.services.tools import Tools

TOOLS = "xinnuo_tools"


def current_tools() -> Tools:
    """Return the collaborators of the services."""
    return cast("Tools", current_app.extensions[TOOLS])


def find_actor() -> Actor | None:
    """Return who is asking, or None; found out once per request, with one statement."""
    return cast("Actor | None", getattr(current_user, "actor", None))


def current_actor() -> Actor:
    """Return who is asking; raises NotSignedInError."""
    actor = find_actor()
    if actor is None:
        raise NotSignedInError("NOT_SIGNED_IN")
    return actor
