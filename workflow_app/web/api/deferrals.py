"""Documents that follow later: what is to come, one handed in, more time asked for."""

from http import HTTPStatus

from workflow_app.domain.commands.deferral import SupplyMaterial, WishMoreTime
from workflow_app.domain.errors import NotFoundError
from workflow_app.schemas.cases import CASE
from workflow_app.schemas.deferral import DEFERRAL, MoreTimeBody, SupplyBody
from workflow_app.services.deferral_views import DeferralView, deferral_of
from workflow_app.services.more_time import wish_more_time
from workflow_app.services.supplying import supply_online
from workflow_app.services.views import CaseView
from workflow_app.web.api.blueprints import Noun
from workflow_app.web.api.repeats import once
from workflow_app.web.context import current_actor, current_tools

deferrals = Noun("deferrals", description="Documents that follow an application later")
Body = dict[str, object]


@deferrals.reads("/cases/<id:case_id>/deferral", answer=DEFERRAL, fails=[HTTPStatus.NOT_FOUND])
def get_deferral(case_id: str) -> DeferralView:
    """Read what follows in a case and its three days; a case in which nothing does is answered by 404."""
    found = deferral_of(case_id, actor=current_actor(), tools=current_tools())
    if found is None:
        raise NotFoundError("MATERIAL_UNKNOWN")
    return found


@deferrals.writes("/cases/<id:case_id>/supplies", answer=CASE, body=SupplyBody(), fails=[HTTPStatus.NOT_FOUND])
def supply_material(body: Body, case_id: str) -> CaseView:
    """Hand in a document that was promised; it counts as of when its file was received."""
    command = SupplyMaterial(case_id, once=once(body, CASE), **body)  # type: ignore[arg-type] # the schema has typed it
    return supply_online(command, actor=current_actor(), tools=current_tools())


@deferrals.writes("/cases/<id:case_id>/more-time", answer=CASE, body=MoreTimeBody(), fails=[HTTPStatus.NOT_FOUND])
def ask_more_time(body: Body, case_id: str) -> CaseView:
    """Open the request for more time, a task of the applicant; nothing is asked for before that is completed."""
    command = WishMoreTime(case_id, once=once(body, CASE), **body)  # type: ignore[arg-type] # the schema has typed it
    return wish_more_time(command, actor=current_actor(), tools=current_tools())
