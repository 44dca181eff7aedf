"""The catalogue of matters for everybody, without signing in; limited per address."""

from http import HTTPStatus

from workflow_app.domain.commands.matters import FindMatters
from workflow_app.domain.matters import Way
from workflow_app.schemas.matters import MATTERS, GuideSchema, MatterQuery
from workflow_app.services.matter_guides import GuideView, get_guide, search_matters
from workflow_app.web.api.blueprints import Noun
from workflow_app.web.api.public import LOOKUPS
from workflow_app.web.context import current_tools

matters = Noun("matters", description="What can be applied for", security=[])


@matters.reads("/public/matters", answer=MATTERS, query=MatterQuery())
@LOOKUPS
def list_matters(query: dict[str, str | None]) -> object:
    """List the matters in force today, by authority."""
    way = query["way"]
    wanted = FindMatters(query["q"] or "", query["authority"] or "", Way(way) if way else None)
    return search_matters(wanted, tools=current_tools(), cursor=query["cursor"], limit=int(query["limit"] or 0))


@matters.reads("/public/matters/<key:authority>/<key:code>", answer=GuideSchema(), fails=[HTTPStatus.NOT_FOUND])
@LOOKUPS
def read_matter(authority: str, code: str) -> GuideView:
    """Read everything that a matter asks for and offers today."""
    return get_guide(authority, code, tools=current_tools())
