"""Change sets for programs: begun, read, submitted, consented to and given back, as on the pages."""

import hashlib
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus

from werkzeug.datastructures import FileStorage

from workflow_app.domain.change_sets import PartKind, SetTerms
from workflow_app.domain.commands.materials import ChosenFile
from workflow_app.schemas import change_sets as shapes
from workflow_app.schemas.process_drafts import NothingBody
from workflow_app.services.change_set_deciding import consent, give_back_set
from workflow_app.services.change_set_lines import list_sets
from workflow_app.services.change_set_part_views import PartView
from workflow_app.services.change_set_submitting import submit_set, take_back_set
from workflow_app.services.change_set_views import get_set
from workflow_app.services.change_sets import begin_set
from workflow_app.web.api.blueprints import Noun
from workflow_app.web.api.repeats import id_once
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.pages.change_set_findings import ShownFinding, shown_findings

change_sets = Noun("change_sets", description="What changes together, on one day and by one document")
Body = dict[str, object]
ALL = "/rule-changes"
ONE = ALL + "/<id:set_id>"
UNKNOWN = [HTTPStatus.NOT_FOUND]
PIECE = 64 * 1024


@change_sets.reads(ALL, answer=shapes.CHANGE_SETS)
def list_change_sets() -> Body:
    """List the change sets, the newest first."""
    return {"items": list_sets(actor=current_actor(), tools=current_tools()), "next_cursor": None}


@change_sets.takes_files(ALL, answer=shapes.BEGUN_SET, body=shapes.BeginSetBody(), repeatable=True)
def begin_change_set(body: Body) -> Body:
    """Begin a change set; its parts are written where each is written, and taken in on its page."""
    file = body["document"]
    chosen = ChosenFile(file.filename or "", file.mimetype, file.stream) if isinstance(file, FileStorage) else None  # type: ignore[arg-type] # werkzeug's stream is one
    terms, said = _terms(body), {name: str(value) for name, value in body.items() if name != "document"}
    said["document"] = _digest(chosen)
    repeat = id_once(said, shapes.BEGUN_SET, status=HTTPStatus.CREATED)
    return {"id": begin_set(terms, chosen, actor=current_actor(), tools=current_tools(), repeat=repeat)}


@change_sets.reads(ONE, answer=shapes.CHANGE_SET_PAGE, fails=UNKNOWN)
def get_change_set(set_id: str) -> Body:
    """Read a change set with its parts, what stands against them, and whose consent it needs."""
    page = get_set(set_id, actor=current_actor(), tools=current_tools())
    return {
        "change_set": page.line,
        "parts": [_part(each) for each in page.parts],
        "findings": shown_findings(page.findings),
        "consents": page.lanes,
        "decision_note": page.decision_note,
        "rule": page.rule,
    }


@change_sets.writes(
    ONE + "/submit", answer=shapes.CHANGE_SET_PAGE, body=shapes.SeenSetBody(), fails=UNKNOWN, repeatable=False
)
def submit_change_set(body: Body, set_id: str) -> Body:
    """Check everything together and hand it on to be confirmed."""
    submit_set(set_id, seen=_seen(body), actor=current_actor(), tools=current_tools())
    return get_change_set(set_id)


@change_sets.writes(
    ONE + "/take-back", answer=shapes.CHANGE_SET_PAGE, body=NothingBody(), fails=UNKNOWN, repeatable=False
)
def take_back_change_set(body: Body, set_id: str) -> Body:
    """Make a submitted change set one to be written again; consents are void."""
    del body
    take_back_set(set_id, actor=current_actor(), tools=current_tools())
    return get_change_set(set_id)


@change_sets.writes(
    ONE + "/consent", answer=shapes.CHANGE_SET_PAGE, body=shapes.SeenSetBody(), fails=UNKNOWN, repeatable=False
)
def consent_to_change_set(body: Body, set_id: str) -> Body:
    """Consent to the parts that the asker may consent to; the last consent puts every part in force from the day."""
    consent(set_id, seen=_seen(body), actor=current_actor(), tools=current_tools())
    return get_change_set(set_id)


@change_sets.writes(
    ONE + "/give-back", answer=shapes.CHANGE_SET_PAGE, body=shapes.GiveBackSetBody(), fails=UNKNOWN, repeatable=False
)
def give_back_change_set(body: Body, set_id: str) -> Body:
    """Give a submitted change set back as a whole; its writers are told why."""
    reason = str(body["reason"])
    give_back_set(set_id, reason, seen=_seen(body), actor=current_actor(), tools=current_tools())
    return get_change_set(set_id)


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A part with what stands against it in words."""

    kind: PartKind
    id: str
    title_zh: str
    title_en: str
    writers: tuple[str, ...]
    status: str
    shown: tuple[ShownFinding, ...]


def _part(part: PartView) -> ShownPart:
    said = (part.kind, part.id, part.title_zh, part.title_en, part.writers, part.status)
    return ShownPart(*said, shown_findings(part.findings))


def _terms(body: Body) -> SetTerms:
    on = body["effective_on"]
    return SetTerms(str(body["title"]), on if isinstance(on, date) else None, str(body["basis"]), str(body["reason"]))


def _seen(body: Body) -> int:
    return int(str(body["revision"]))


def _digest(file: ChosenFile | None) -> str:
    """Return the digest of a file, by which the same request is known again."""
    if file is None:
        return ""
    found = hashlib.sha256()
    while piece := file.stream.read(PIECE):
        found.update(piece)
    file.stream.seek(0)
    return found.hexdigest()
