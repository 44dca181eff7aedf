"""Publishing drafts of processes for programs: submitted by one person, confirmed or given back by another."""

from collections.abc import Sequence
from typing import cast

from workflow_app.domain.process_drafts import DraftStatus
from workflow_app.schemas import process_drafts as shapes
from workflow_app.services.draft_bases import carry_draft
from workflow_app.services.process_confirming import confirm_draft, give_back_draft, take_back_draft
from workflow_app.services.process_draft_views import DraftView
from workflow_app.services.process_drafting import discard_draft
from workflow_app.services.process_emergencies import publish_alone
from workflow_app.services.process_releasing import release_draft
from workflow_app.services.process_terms import Terms
from workflow_app.web.api.blueprints import Noun
from workflow_app.web.api.process_drafts import ONE, UNKNOWN, Body, page_of_draft
from workflow_app.web.context import current_actor, current_tools

process_publishing = Noun("process_publishing", description="Drafts of processes on their way to being published")


def _waits(view: object) -> bool:
    """Tell whether somebody else has to confirm a draft before it is published."""
    return isinstance(view, DraftView) and view.status is DraftStatus.SUBMITTED


@process_publishing.writes(
    ONE + "/publish",
    answer=shapes.DRAFT,
    body=shapes.ReleaseBody(),
    fails=UNKNOWN,
    repeatable=False,
    is_later=_waits,
)
def publish_process_draft(body: Body, process_key: str, draft_id: str) -> DraftView:
    """Submit a draft, which is answered by 202 while it waits, or confirm what another person submitted."""
    page_of_draft(process_key, draft_id)
    terms = Terms(str(body["note"]), str(body["basis"]), body["effective_on"], str(body["scope"]))  # type: ignore[arg-type] # the schema has typed it
    seen = int(str(body["revision"]))
    return release_draft(draft_id, terms, seen=seen, actor=current_actor(), tools=current_tools())


@process_publishing.writes(
    ONE + "/publish-alone", answer=shapes.DRAFT, body=shapes.PublishAloneBody(), fails=UNKNOWN, repeatable=False
)
def publish_process_draft_alone(body: Body, process_key: str, draft_id: str) -> DraftView:
    """Publish a draft without a second person, in an emergency; it is in force at once and waits to be confirmed."""
    page_of_draft(process_key, draft_id)
    terms, seen = Terms(str(body["note"]), str(body["basis"]), scope=str(body["scope"])), int(str(body["revision"]))
    aside = [int(str(each)) for each in cast("Sequence[object]", body["set_aside"])]
    actor, tools = current_actor(), current_tools()
    publish_alone(draft_id, terms, str(body["reason"]), seen=seen, actor=actor, tools=tools, set_aside=aside)
    return page_of_draft(process_key, draft_id).draft


@process_publishing.writes(
    ONE + "/confirm", answer=shapes.DRAFT, body=shapes.SeenBody(), fails=UNKNOWN, repeatable=False
)
def confirm_process_draft(body: Body, process_key: str, draft_id: str) -> DraftView:
    """Publish what another person submitted; new cases take it from its day on."""
    page_of_draft(process_key, draft_id)
    confirm_draft(draft_id, seen=int(str(body["revision"])), actor=current_actor(), tools=current_tools())
    return page_of_draft(process_key, draft_id).draft


@process_publishing.writes(
    ONE + "/give-back", answer=shapes.DRAFT, body=shapes.GiveBackBody(), fails=UNKNOWN, repeatable=False
)
def give_back_process_draft(body: Body, process_key: str, draft_id: str) -> DraftView:
    """Refuse to publish what another person submitted; its writers are told why and go on writing."""
    page_of_draft(process_key, draft_id)
    seen = int(str(body["revision"]))
    give_back_draft(draft_id, str(body["reason"]), seen=seen, actor=current_actor(), tools=current_tools())
    return page_of_draft(process_key, draft_id).draft


@process_publishing.writes(
    ONE + "/take-back", answer=shapes.DRAFT, body=shapes.NothingBody(), fails=UNKNOWN, repeatable=False
)
def take_back_process_draft(body: Body, process_key: str, draft_id: str) -> DraftView:
    """Make a submitted draft one to be written again."""
    del body
    page_of_draft(process_key, draft_id)
    take_back_draft(draft_id, actor=current_actor(), tools=current_tools())
    return page_of_draft(process_key, draft_id).draft


@process_publishing.writes(ONE + "/carry", answer=shapes.DRAFT, body=shapes.SeenBody(), fails=UNKNOWN, repeatable=False)
def carry_process_draft(body: Body, process_key: str, draft_id: str) -> DraftView:
    """Carry what a draft changes onto the version in effect on its day; parts that both changed are refused by name."""
    page_of_draft(process_key, draft_id)
    carry_draft(draft_id, seen=int(str(body["revision"])), actor=current_actor(), tools=current_tools())
    return page_of_draft(process_key, draft_id).draft


@process_publishing.writes(
    ONE + "/discard", answer=shapes.DRAFT, body=shapes.NothingBody(), fails=UNKNOWN, repeatable=False
)
def discard_process_draft(body: Body, process_key: str, draft_id: str) -> DraftView:
    """Throw a draft away; it stays on record."""
    del body
    page_of_draft(process_key, draft_id)
    discard_draft(draft_id, actor=current_actor(), tools=current_tools())
    return page_of_draft(process_key, draft_id).draft
