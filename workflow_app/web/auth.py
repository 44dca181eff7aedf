"""Who is asking: a session whose secret lies in the signed cookie, or a bearer token; and who may ask at all."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import Flask, Request, g, session
from flask import request as current_request
from flask_login import LoginManager, UserMixin

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.errors import ForbiddenError, NotSignedInError
from workflow_app.services.sessions import SignedIn, find_session_actor, find_token_actor, sign_out
from workflow_app.web.context import current_actor, current_tools

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

SESSION_TOKEN = "token"  # noqa: S105 - the name of the place, not a secret
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
BEARER = "bearer"
API = "/api/"


class SignedInUser(UserMixin):  # type: ignore[misc] # flask-login is untyped
    """An actor as flask-login wants to hold one."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.id = actor.id


def register(app: Flask) -> None:
    """Find out who is asking when somebody wants to know."""
    manager = LoginManager(app)
    manager.session_protection = None
    manager.request_loader(_find_user)


def begin_session(signed_in: SignedIn) -> None:
    """Give the browser a new session; nothing of the one before is kept, so that nobody can have planted it."""
    session.clear()
    session[SESSION_TOKEN] = signed_in.token


def end_session() -> None:
    """Forget the session here and in the database."""
    token = session.get(SESSION_TOKEN)
    session.clear()
    if token:
        sign_out(token, tools=current_tools())


def has_session() -> bool:
    """Tell whether the browser sends a session, live or not."""
    return SESSION_TOKEN in session


def has_bearer(request: Request) -> bool:
    """Tell whether the interface was sent a token, good or bad; such a request never falls back on a cookie."""
    given = request.authorization
    return request.path.startswith(API) and given is not None and given.type == BEARER


def require_actor(*roles: Role) -> Callable[[Callable[Given, Answer]], Callable[Given, Answer]]:
    """Let a view be called only by somebody signed in who holds one of the roles, or any if none is named."""

    def guard(view: Callable[Given, Answer]) -> Callable[Given, Answer]:
        @wraps(view)
        def guarded(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
            actor = current_actor()
            if roles and not actor.has(*roles):
                raise ForbiddenError("ROLE_NEEDED", roles=[role.value for role in roles])
            return view(*args, **kwargs)

        return guarded

    return guard


def _find_user(request: Request) -> SignedInUser | None:
    """Return who is asking; raises NotSignedInError TOKEN_INVALID, ForbiddenError TOKEN_SCOPE."""
    if has_bearer(request):
        return SignedInUser(_of_token(request))
    token = session.get(SESSION_TOKEN)
    actor = find_session_actor(token, tools=current_tools()) if token else None
    if token and actor is None:
        g.session_expired = True
    return SignedInUser(actor) if actor else None


def _of_token(request: Request) -> Actor:
    token = request.authorization.token if request.authorization else None
    actor = find_token_actor(token, tools=current_tools()) if token else None
    if actor is None:
        raise NotSignedInError("TOKEN_INVALID")
    needed = "read" if current_request.method in SAFE_METHODS else "write"
    if actor.scopes is not None and needed not in actor.scopes:
        raise ForbiddenError("TOKEN_SCOPE", scope=needed)
    return actor
