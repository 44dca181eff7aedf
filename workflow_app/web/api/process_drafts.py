"""Drafts of processes for programs: begun, written, checked, and published by two people, as in the studio."""

import hashlib
import io
from http import HTTPStatus

from flask import Response
from werkzeug.datastructures import FileStorage

from workflow_app.domain.bundle_parts import LARGEST_BUNDLE, LARGEST_FILE
from workflow_app.domain.errors import FieldError, InvalidError, NotFoundError
from workflow_app.schemas import process_drafts as shapes
from workflow_app.schemas.outputs import BYTES
from workflow_app.services.process_draft_checks import check_draft
from workflow_app.services.process_draft_views import (
    DraftPage,
    DraftView,
    export_draft,
    get_draft,
    list_drafts,
    read_draft_file,
)
from workflow_app.services.process_drafting import begin_draft, digest, import_draft, remove_file, save_file
from workflow_app.services.process_imports import read_zip, replace_files
from workflow_app.web.api.blueprints import Noun
from workflow_app.web.api.repeats import id_once
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.downloads import as_attachment
from workflow_app.web.pages.finding_words import finding_lines

process_drafts = Noun("process_drafts", description="Processes that are being written")
Body = dict[str, object]
ALL = "/processes/<key:process_key>/drafts"
ONE = ALL + "/<id:draft_id>"
UNKNOWN = [HTTPStatus.NOT_FOUND]


@process_drafts.reads(ALL, answer=shapes.DRAFTS, fails=UNKNOWN)
def list_process_drafts(process_key: str) -> Body:
    """List the drafts of a process that are being written or wait to be confirmed, edited last first."""
    found = list_drafts(actor=current_actor(), tools=current_tools(), key=process_key)
    return {"items": found, "next_cursor": None}


@process_drafts.takes_files(ALL, answer=shapes.BEGUN, body=shapes.BeginBody(), fails=UNKNOWN, repeatable=True)
def begin_process_draft(body: Body, process_key: str) -> Body:
    """Begin a draft from a bundle, or where none is sent from the version in effect, or the one ahead that is named."""
    actor, tools, title, file = current_actor(), current_tools(), str(body["title"]), body["bundle"]
    content = _read(file, LARGEST_BUNDLE) if isinstance(file, FileStorage) else None
    base = body["base_version"]
    said = {
        "title": title,
        "bundle": hashlib.sha256(content).hexdigest() if content is not None else None,
        "base": base,
    }
    repeat = id_once(said, shapes.BEGUN, status=HTTPStatus.CREATED)
    if content is None:
        chosen = int(str(base)) if base is not None else None
        return {"id": begin_draft(process_key, title, actor=actor, tools=tools, repeat=repeat, base=chosen)}
    files = _bundle_of(process_key, content)
    return {"id": import_draft(process_key, title, files, actor=actor, tools=tools, repeat=repeat)}


@process_drafts.reads(ONE, answer=shapes.DRAFT_PAGE, fails=UNKNOWN)
def get_process_draft(process_key: str, draft_id: str) -> DraftPage:
    """Read a draft with its files."""
    return page_of_draft(process_key, draft_id)


@process_drafts.reads(ONE + "/check", answer=shapes.CHECK, fails=UNKNOWN)
def check_process_draft(process_key: str, draft_id: str) -> Body:
    """Check a draft as publishing does: what is wrong, where, and what to do."""
    seen = page_of_draft(process_key, draft_id).draft.revision
    found = finding_lines(check_draft(draft_id, actor=current_actor(), tools=current_tools(), with_tests=True).findings)
    return {"revision": seen, "passed": not any(each.stops for each in found), "findings": found}


@process_drafts.reads(ONE + "/bundle", answer=BYTES, fails=UNKNOWN, media_type="application/zip")
def export_process_draft(process_key: str, draft_id: str) -> Response:
    """Fetch all files of a draft as a zip."""
    draft = page_of_draft(process_key, draft_id).draft
    content = io.BytesIO(export_draft(draft_id, actor=current_actor(), tools=current_tools()))
    name = f"{draft.key}-draft-{draft.revision}.zip"
    return as_attachment(content, media_type="application/zip", filename=name)


@process_drafts.takes_files(
    ONE + "/bundle", answer=shapes.DRAFT, body=shapes.BundleBody(), status=HTTPStatus.OK, fails=UNKNOWN
)
def replace_process_draft(body: Body, process_key: str, draft_id: str) -> DraftView:
    """Put another bundle in the place of all files of a draft; the same once more changes nothing."""
    page_of_draft(process_key, draft_id)
    files = _bundle_of(process_key, _read(body["bundle"], LARGEST_BUNDLE))
    seen = int(str(body["revision"]))
    replace_files(draft_id, files, seen=seen, actor=current_actor(), tools=current_tools())
    return page_of_draft(process_key, draft_id).draft


@process_drafts.reads(
    ONE + "/files", answer=BYTES, query=shapes.FileQuery(), fails=UNKNOWN, media_type="application/octet-stream"
)
def read_process_file(query: Body, process_key: str, draft_id: str) -> Response:
    """Fetch one file of a draft, with its digest as ETag."""
    page_of_draft(process_key, draft_id)
    path = str(query["path"])
    content = read_draft_file(draft_id, path, actor=current_actor(), tools=current_tools())
    answer = as_attachment(io.BytesIO(content), media_type="application/octet-stream", filename=path.rpartition("/")[2])
    answer.set_etag(digest(content))
    return answer


@process_drafts.takes_files(
    ONE + "/files", answer=shapes.SAVED, body=shapes.SaveFileBody(), status=HTTPStatus.OK, fails=UNKNOWN
)
def save_process_file(body: Body, process_key: str, draft_id: str) -> Body:
    """Save one file, if it still is as it was seen; the same once more changes nothing."""
    page_of_draft(process_key, draft_id)
    path, content = str(body["path"]), _read(body["file"], LARGEST_FILE)
    saved = save_file(draft_id, path, content, seen=str(body["seen"]), actor=current_actor(), tools=current_tools())
    return _saved(process_key, draft_id, path, saved)


@process_drafts.writes(
    ONE + "/files/remove", answer=shapes.SAVED, body=shapes.RemoveFileBody(), fails=UNKNOWN, repeatable=False
)
def remove_process_file(body: Body, process_key: str, draft_id: str) -> Body:
    """Remove one file, if it still is as it was seen; what is not there stays away."""
    page_of_draft(process_key, draft_id)
    path = str(body["path"])
    remove_file(draft_id, path, seen=str(body["seen"]), actor=current_actor(), tools=current_tools())
    return _saved(process_key, draft_id, path, "")


def page_of_draft(process_key: str, draft_id: str) -> DraftPage:
    """Return a draft of that process; raises ForbiddenError, NotFoundError DRAFT_UNKNOWN, also for another's."""
    page = get_draft(draft_id, actor=current_actor(), tools=current_tools())
    if page.draft.key != process_key:
        raise NotFoundError("DRAFT_UNKNOWN")
    return page


def _saved(process_key: str, draft_id: str, path: str, saved: str) -> Body:
    return {"path": path, "digest": saved, "revision": page_of_draft(process_key, draft_id).draft.revision}


def _read(file: object, most: int) -> bytes:
    """Return what was sent, and one byte more than may be there at most: whoever takes it in refuses that."""
    content: bytes = file.stream.read(most + 1)  # type: ignore[attr-defined] # the schema has typed it
    return content


def _bundle_of(process_key: str, content: bytes) -> dict[str, bytes]:
    """Return the files of a bundle; raises InvalidError where it is of another process than the path says."""
    key, files = read_zip(content)
    if key != process_key:
        raise InvalidError(FieldError("/bundle", "OTHER_PROCESS", {"key": key[:40], "wanted": process_key}))
    return files
