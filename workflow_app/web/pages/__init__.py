"""The HTML pages: applicants (my), staff (desk), everybody (public), administrators (admin, studio)."""

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType

from flask import Flask

from workflow_app.web.context import TOOLS, find_actor
from workflow_app.web.pages import (
    acting_for,
    demo,
    design,
    menus,
    my_changes,
    my_signing,
    notices,
    public_clocks,
    site_words,
    vocabulary,
)

_IN_DEMONSTRATION = (demo, design)


def _modules() -> Iterator[ModuleType]:
    """Yield the modules that have pages: each that is laid here, so that none is forgotten."""
    for each in pkgutil.iter_modules(__path__, f"{__name__}."):
        module = importlib.import_module(each.name)
        if hasattr(module, "pages"):
            yield module


def register(app: Flask) -> None:
    """Add every page and what their templates may call."""
    is_demonstration = demo.is_open(app.extensions[TOOLS])
    for module in _modules():
        if is_demonstration or module not in _IN_DEMONSTRATION:
            app.register_blueprint(module.pages)
    app.jinja_env.filters["site_name"] = site_words.site_name
    for function in vocabulary.WORDS:
        app.jinja_env.globals[function.__name__] = function
    app.jinja_env.globals["signing_of"] = my_signing.signing_of
    app.jinja_env.globals["told_at_window"] = my_changes.told_at_window
    app.context_processor(_surroundings)


def _surroundings() -> dict[str, object]:
    """Return what the layouts show around a page."""
    actor = find_actor()
    return {
        "menu": menus.menu_of(actor),
        "places": menus.places_of(actor),
        "home": menus.home_of(actor),
        "acting_for": acting_for.acting_for(actor),
        "outage_notices": public_clocks.outage_notices(),
        "message_box": {"href": "/notices", "count": notices.unread_count(actor)} if actor else None,
    }
