"""Districts of a section: who does which step for the enterprises of which district."""

from flask import Blueprint, Response, flash, render_template
from flask_babel import gettext as _

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.assigning import SetDistrict
from workflow_app.domain.errors import InvalidError
from workflow_app.services.districts import free_district, list_districts, set_district
from workflow_app.services.section import section_of
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.inlet_forms import UNPROCESSABLE, problems, text, typed

pages = Blueprint("desk_districts", __name__, url_prefix="/desk")
HERE = "/desk/section/districts"


@pages.get("/section/districts")
@require_actor(Role.SECTION_HEAD)
def districts() -> str:
    """Show who has which district."""
    return _page({}, {})


@pages.post("/section/districts")
@require_actor(Role.SECTION_HEAD)
def put() -> Response | tuple[str, int]:
    """Give a district to somebody."""
    command = SetDistrict(text("district"), text("name"), text("role"), text("account_id"))
    try:
        set_district(command, actor=current_actor(), tools=current_tools())
    except InvalidError as error:
        return _page(typed(), problems(error)), UNPROCESSABLE
    flash(_("%(name)s is given.", name=command.name), "success")
    return see(HERE)


@pages.post("/section/districts/<uuid:post_id>/free")
@require_actor(Role.SECTION_HEAD)
def free(post_id: object) -> Response:
    """Take a district from whoever has it."""
    free_district(str(post_id), actor=current_actor(), tools=current_tools())
    flash(_("The district is free again."), "success")
    return see(HERE)


def _page(typed_before: dict[str, str], told: dict[str, str]) -> str:
    actor, use = current_actor(), current_tools()
    people = section_of(actor=actor, tools=use).people
    roles = sorted({role for person in people for role in person.roles})
    return render_template(
        "desk/districts.html",
        districts=list_districts(actor=actor, tools=use),
        people=people,
        roles=roles,
        typed=typed_before,
        problems=told,
    )
