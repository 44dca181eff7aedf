"""The bare address: on to where somebody's work is."""

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
