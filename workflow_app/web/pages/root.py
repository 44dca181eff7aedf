"""Addresses that only lead on: the bare one, and short ones for an SMS, where every character counts."""

from urllib.parse import quote

from flask import Blueprint
from werkzeug.wrappers import Response

from workflow_app.web.context import find_actor
from workflow_app.web.local_paths import see
from workflow_app.web.pages.menus import home_of

pages = Blueprint("root", __name__)


@pages.get("/")
def start() -> Response:
    """Go to the home page of the role."""
    return see(home_of(find_actor()))


@pages.get("/c/<token>")
def consent(token: str) -> Response:
    """Go to where a legal representative is asked; nothing opens there without a code."""
    return see(f"/consent/{quote(token, safe='')}")
