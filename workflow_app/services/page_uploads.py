"""A file that comes in parts: announced, brought part by part, and a page of a material with the last one.

The database says how much has arrived; what the store has beyond that is a part whose transaction did not come about,
and is written over. So the same part may be brought again, and after the last one an answer that was lost is asked for.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import BinaryIO

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.materials import AddPages, BeginUpload, ChosenFile, SendPart, UploadAct
from workflow_app.domain.errors import ConflictError, FieldError, InvalidError, NotFoundError
from workflow_app.domain.ids import new_id
from workflow_app.domain.time import machine_now
from workflow_app.models import PageUpload
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.limits import count_upload
from workflow_app.services.outward_rules import number
from workflow_app.services.paper_pages import add_pages, own_task
from workflow_app.services.spooling import copy_upload
from workflow_app.services.tools import Tools

KEPT = "material.upload_kept_cd"
MOST_AT_ONCE = 30
"""Files that one account has on their way; of more, those that have rested longest are given up."""
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class UploadView:
    """How far a file has come, and until when it is waited for (machine time)."""

    id: str
    received: int
    length: int
    expires_at: datetime


def begin_upload(command: BeginUpload, *, actor: Actor, tools: Tools) -> UploadView:
    """Announce a file; raises InvalidError on `/file`, LimitedError, and what handing it in would raise."""
    if command.length < 1:
        raise InvalidError(FieldError("/file", "FILE_EMPTY"))
    if command.length > tools.upload_limit:
        raise InvalidError(FieldError("/file", "FILE_TOO_LARGE", {"limit": tools.upload_limit}))
    with tools.database.read() as unit:
        own_task(unit, command.task_id, actor)
    count_upload(command.length, actor=actor, tools=tools)
    with tools.database.write() as unit:
        own_task(unit, command.task_id, actor)
        over = unit.page_uploads.of_account(actor.id)[MOST_AT_ONCE - 1 :]
        unit.page_uploads.remove(*over)
        row = PageUpload(
            id=new_id(),
            task_id=command.task_id,
            field=command.field,
            sent_by=actor.id,
            filename=command.filename[-LONGEST_NAME:],
            media_type=command.media_type[:LONGEST_NAME],
            length=command.length,
            received=0,
            touched_at=machine_now(),
        )
        unit.add(row)
        view = _shown(unit, row, tools)
        unit.commit()
    for each in over:
        tools.uploads.remove(each.id)
    return view


def get_upload(command: UploadAct, *, actor: Actor, tools: Tools) -> UploadView:
    """Return how far a file has come; raises NotFoundError UPLOAD_UNKNOWN."""
    with tools.database.read() as unit:
        return _shown(unit, _own(unit, command, actor, tools), tools)


def send_part(command: SendPart, *, actor: Actor, tools: Tools) -> UploadView:
    """Take a part of a file; the last one makes it a page by the same checks as one that came whole.

    Raises ConflictError UPLOAD_OFFSET where it does not follow what is there, UPLOAD_BUSY while another part is being
    taken, InvalidError on `/file`, after which there is no upload any more unless it is UPLOAD_LONGER.
    """
    with tools.database.read() as unit:
        _own(unit, command.upload, actor, tools)
    with tools.uploads.hold(command.upload.upload_id) as held:
        with tools.database.read() as unit:
            row = _own(unit, command.upload, actor, tools)
        if row.received != command.offset:
            raise ConflictError("UPLOAD_OFFSET", received=row.received)
        if row.page_id is None:
            received = _write(held, row, command.stream, tools)
            if received == row.length:
                _become_page(held, row, actor, tools)
            else:
                _note(command.upload, received, actor, tools)
    return get_upload(command.upload, actor=actor, tools=tools)


def cancel_upload(command: UploadAct, *, actor: Actor, tools: Tools) -> None:
    """Give a file up; raises NotFoundError UPLOAD_UNKNOWN. A page that it became already stays."""
    with tools.database.write() as unit:
        unit.page_uploads.remove(_own(unit, command, actor, tools))
        unit.commit()
    tools.uploads.remove(command.upload_id)


def upload_kept(unit: UnitOfWork, tools: Tools) -> timedelta:
    """Return how long the rest of a file is waited for."""
    return timedelta(days=number(unit, unit.authorities.first(), KEPT, tools))


def _own(unit: UnitOfWork, command: UploadAct, actor: Actor, tools: Tools) -> PageUpload:
    """Return an upload of the actor to a task that is theirs and open; one whose page was taken out is none."""
    own_task(unit, command.task_id, actor)
    row = unit.page_uploads.find(command.upload_id)
    here = (command.task_id, command.field, actor.id)
    if row is None or (row.task_id, row.field, row.sent_by) != here:
        raise NotFoundError("UPLOAD_UNKNOWN")
    if row.touched_at < machine_now() - upload_kept(unit, tools):
        raise NotFoundError("UPLOAD_UNKNOWN")
    if row.page_id and row.page_id not in {each.id for each in unit.paper_pages.of_field(row.task_id, row.field)}:
        raise NotFoundError("UPLOAD_UNKNOWN")
    return row


def _write(held: BinaryIO, row: PageUpload, stream: BinaryIO, tools: Tools) -> int:
    """Write a part behind what counts and return how much there is then."""
    if held.seek(0, 2) < row.received:  # a folder that was restored, or swept: begin anew
        _forget(row, tools)
        raise NotFoundError("UPLOAD_UNKNOWN")
    held.seek(row.received)
    held.truncate()
    try:
        size = copy_upload(stream, held, limit=row.length - row.received)
    except InvalidError:
        raise InvalidError(FieldError("/file", "UPLOAD_LONGER")) from None
    tools.uploads.sync(held)
    return row.received + size


def _become_page(held: BinaryIO, row: PageUpload, actor: Actor, tools: Tools) -> None:
    """Make the whole file a page; one that is refused is not kept."""
    held.seek(0)
    file = ChosenFile(row.filename, row.media_type, held)
    try:
        add_pages(AddPages(row.task_id, row.field, [file], upload_id=row.id), actor=actor, tools=tools)
    except InvalidError:
        _forget(row, tools)
        raise
    tools.uploads.remove(row.id)


def _note(command: UploadAct, received: int, actor: Actor, tools: Tools) -> None:
    with tools.database.write() as unit:
        row = _own(unit, command, actor, tools)
        row.received, row.touched_at = received, machine_now()
        unit.commit()


def _forget(row: PageUpload, tools: Tools) -> None:
    with tools.database.write() as unit:
        found = unit.page_uploads.find(row.id)
        unit.page_uploads.remove(*[found] if found else [])
        unit.commit()
    tools.uploads.remove(row.id)


def _shown(unit: UnitOfWork, row: PageUpload, tools: Tools) -> UploadView:
    return UploadView(row.id, row.received, row.length, row.touched_at + upload_kept(unit, tools))
