"""Sites: how each is told, where people enter things there, and setting up another one."""

from flask import Blueprint, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.commands.site_jobs import SaveSite
from workflow_app.domain.errors import AlreadyAnsweredError, ConflictError, InvalidError
from workflow_app.domain.site_jobs import Connector
from workflow_app.services.administration import READERS, SiteView, list_sites
from workflow_app.services.site_setup import SETS_UP, get_site, list_owners, save_site
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.asking import once_for, see_answer, version_seen
from workflow_app.web.pages.inlet_forms import UNPROCESSABLE, choice, problems, text, typed
from workflow_app.web.sentences import sentence

pages = Blueprint("admin_sites", __name__, url_prefix="/admin/sites")
Answer = Response | str | tuple[str, int]
CONFLICT = 409
TOLD_BY = (Connector.MANUAL, Connector.HTTP, Connector.FILE, Connector.ASSISTANCE)
"""Ways in which another site may be told, the usual one first."""


@pages.get("")
@require_actor(*READERS)
def sites() -> str:
    """Show where things are published, and how each place is told."""
    actor = current_actor()
    found = list_sites(actor=actor, tools=current_tools())
    return render_template("admin/sites.html", sites=found, may_set_up=actor.has(*SETS_UP))


@pages.route("/new", methods=["GET", "POST"])
@require_actor(*SETS_UP)
def new() -> Answer:
    """Set up another site."""
    if request.method == "GET":
        return _page(None, {"connector": Connector.MANUAL.value, "active": "1"}, {})
    return _saved(None, text("code").upper())


@pages.route("/<code>", methods=["GET", "POST"])
@require_actor(*SETS_UP)
def site(code: str) -> Answer:
    """Show how a site is told, and change it."""
    view = get_site(code, actor=current_actor(), tools=current_tools())
    return _page(view, _values(view), {}) if request.method == "GET" else _saved(view, view.code)


def _saved(view: SiteView | None, code: str) -> Answer:
    """Save what was typed, or show it again with what is wrong."""
    try:
        save_site(_asked(code, is_new=view is None), actor=current_actor(), tools=current_tools())
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError as error:
        return _page(view, typed(), problems(error)), UNPROCESSABLE
    except ConflictError as error:
        flash(sentence(error.code, error.values), "danger")
        return _page(view, typed(), {}), CONFLICT
    flash(_("The site is saved. What is under way goes on as it began."), "success")
    return see("/admin/sites")


def _asked(code: str, *, is_new: bool) -> SaveSite:
    return SaveSite(
        code=code,
        name_zh=text("name_zh"),
        name_en=text("name_en"),
        connector=choice("connector", Connector),
        base_url=text("base_url"),
        entry_url=text("entry_url"),
        office=text("office"),
        authority_id=text("authority_id") or None,
        looks=bool(text("looks")),
        active=bool(text("active")),
        decides_itself=bool(text("decides_itself")),
        apply_url=text("apply_url"),
        bring_zh=text("bring_zh"),
        bring_en=text("bring_en"),
        secret=text("secret"),
        version=None if is_new else version_seen() or 0,
        once=once_for(lambda _view: "/admin/sites"),
    )


def _values(view: SiteView) -> dict[str, str]:
    """Return a site as its form shows it; the key is never shown."""
    return {
        "name_zh": view.name_zh,
        "name_en": view.name_en,
        "connector": view.connector,
        "base_url": view.base_url or "",
        "entry_url": view.entry_url or "",
        "office": view.office or "",
        "authority_id": view.authority_id or "",
        "looks": "1" if view.looks else "",
        "active": "1" if view.active else "",
        "decides_itself": "1" if view.decides_itself else "",
        "apply_url": view.apply_url or "",
        "bring_zh": view.bring_zh,
        "bring_en": view.bring_en,
    }


def _page(view: SiteView | None, before: dict[str, str], told: dict[str, str]) -> str:
    owners = list_owners(tools=current_tools())
    return render_template("admin/site.html", site=view, typed=before, problems=told, owners=owners, connectors=TOLD_BY)
