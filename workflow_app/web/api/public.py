"""What anybody may ask without signing in; limited per address, persons masked."""

from http import HTTPStatus

from workflow_app.domain.commands.objections import FileObjection
from workflow_app.schemas.public import PLEDGES, FollowedCaseSchema, FollowQuery, VerifiedLetterSchema
from workflow_app.schemas.public_repairs import OBJECTION_RECEIPT, REPAIRS, FollowedObjectionSchema, ObjectionBody
from workflow_app.schemas.records import PUBLIC_RECORDS, SearchQuery
from workflow_app.services.cases import follow_case as follow
from workflow_app.services.intended_repairs import search_repairs
from workflow_app.services.letters import verify_letter as verify
from workflow_app.services.objecting import ReceiptView, file_objection
from workflow_app.services.objection_following import FollowedObjection, follow_objection
from workflow_app.services.pledges import search_pledges
from workflow_app.services.records import search_public
from workflow_app.services.views import CaseView, LetterView
from workflow_app.web.api.blueprints import Noun
from workflow_app.web.api.repeats import once
from workflow_app.web.context import current_tools
from workflow_app.web.limits import caller_network, limiter

public = Noun("public", description="What anybody may look up", security=[])
LOOKUPS = limiter.shared_limit("60 per minute", scope="public-lookups")
"""Enough for a person at a screen, too little for trying codes."""


@public.reads("/public/listings", answer=PUBLIC_RECORDS, query=SearchQuery())
@LOOKUPS
def list_public_records(query: dict[str, str]) -> object:
    """List what our own site shows, the newest decision first."""
    return search_public(query["q"], tools=current_tools(), cursor=query["cursor"], limit=int(query["limit"]))


@public.reads("/public/pledges", answer=PLEDGES, query=SearchQuery())
@LOOKUPS
def list_public_pledges(query: dict[str, str]) -> object:
    """List the pledges that are public, the newest first."""
    return search_pledges(query["q"], tools=current_tools(), cursor=query["cursor"], limit=int(query["limit"]))


@public.reads(
    "/public/cases/<key:number>", answer=FollowedCaseSchema(), query=FollowQuery(), fails=[HTTPStatus.NOT_FOUND]
)
@LOOKUPS
def follow_case(query: dict[str, str], number: str) -> CaseView:
    """Read how a case stands, by its number and its code."""
    return follow(number, query["code"], tools=current_tools())


@public.reads("/public/letters/<key:code>", answer=VerifiedLetterSchema(), fails=[HTTPStatus.NOT_FOUND])
@LOOKUPS
def verify_letter(code: str) -> LetterView:
    """Tell whether a letter with this code was issued, and which one it is."""
    return verify(code, tools=current_tools())


@public.reads("/public/repairs", answer=REPAIRS, query=SearchQuery())
@LOOKUPS
def list_intended_repairs(query: dict[str, str]) -> object:
    """List the repairs that are on display before they are decided, the newest first."""
    return search_repairs(query["q"], tools=current_tools(), cursor=query["cursor"], limit=int(query["limit"]))


@public.writes(
    "/public/objections",
    answer=OBJECTION_RECEIPT,
    body=ObjectionBody(),
    status=201,
    fails=[HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT],
)
@LOOKUPS
def object_to_repair(body: dict[str, str]) -> ReceiptView:
    """Object to an intended repair that is on display; who it is stays with those who handle objections.

    Files are handed in on the page. Keep number and code: with both the objection is followed.
    """
    asked = {name: text or "" for name, text in body.items() if name != "repair_id"}
    command = FileObjection(
        case_id=body["repair_id"],
        caller=caller_network(),
        once=once(body, OBJECTION_RECEIPT, status=201),
        **asked,  # type: ignore[arg-type] # texts only
    )
    return file_objection(command, tools=current_tools())


@public.reads(
    "/public/objections/<key:number>",
    answer=FollowedObjectionSchema(),
    query=FollowQuery(),
    fails=[HTTPStatus.NOT_FOUND],
)
@LOOKUPS
def read_objection(query: dict[str, str], number: str) -> FollowedObjection:
    """Read how an objection stands, by its number and its code."""
    return follow_objection(number, query["code"], tools=current_tools())
