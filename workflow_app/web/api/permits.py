"""Permits for everybody, without signing in; limited per address, persons masked."""

from datetime import date
from http import HTTPStatus

from workflow_app.domain.commands.permits import FindPermits
from workflow_app.domain.permits import Standing
from workflow_app.schemas.permits import PERMITS, PermitQuery, PermitSchema
from workflow_app.services.permit_views import PermitView
from workflow_app.services.permits import get_public_permit, search_permits
from workflow_app.web.api.blueprints import Noun
from workflow_app.web.api.public import LOOKUPS
from workflow_app.web.context import current_tools

permits = Noun("permits", description="What was permitted to whom", security=[])


@permits.reads("/public/permits", answer=PERMITS, query=PermitQuery())
@LOOKUPS
def list_permits(query: dict[str, str | None]) -> object:
    """List the permits, those that ended among them, the newest decision first."""
    status = query["status"]
    wanted = FindPermits(
        query["q"] or "",
        query["authority"] or "",
        query["matter"] or "",
        Standing(status) if status else None,
        _day(query["since"]),
        _day(query["until"]),
    )
    return search_permits(wanted, tools=current_tools(), cursor=query["cursor"], limit=int(query["limit"] or 0))


@permits.reads("/public/permits/<id:permit_id>", answer=PermitSchema(), fails=[HTTPStatus.NOT_FOUND])
@LOOKUPS
def read_permit(permit_id: str) -> PermitView:
    """Read a permit as it stands today."""
    return get_public_permit(permit_id, tools=current_tools())


def _day(given: object) -> date | None:
    return given if isinstance(given, date) else None
