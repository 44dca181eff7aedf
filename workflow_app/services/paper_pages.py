"""Materials in the making: pages of a field are added, put in order, turned and taken out.

What is done to pages holds the row of the task, so that two windows or two people do not mix them up.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.materials import AddPages, ChangePage, PageAct
from workflow_app.domain.errors import FieldError, InvalidError, NotFoundError
from workflow_app.domain.file_kinds import JPEG, OFD
from workflow_app.domain.ids import new_id
from workflow_app.domain.paper_ports import MadeSheet
from workflow_app.domain.ports import StoredBlob
from workflow_app.domain.time import machine_now
from workflow_app.models import PaperPage, Task
from workflow_app.repositories.cases import CaseRows
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.completing import refuse_stale, refuse_stranger
from workflow_app.services.documents import refuse_filing
from workflow_app.services.paper_making import most_pages_at, sharpness_at, take_sheet
from workflow_app.services.tools import Tools

WHOLE_TURN, QUARTER = 360, 90


@dataclass(frozen=True, slots=True)
class PageView:
    """A page of a material in the making; `number` is the first page it will be, `pages` how many it has."""

    id: str
    field: str
    number: int
    pages: int
    turn: int
    filename: str
    size: int
    is_photo: bool


def pages_of_task(task_id: str, *, actor: Actor, tools: Tools) -> dict[str, tuple[PageView, ...]]:
    """Return the pages of each field of an open task; raises as completing it would."""
    with tools.database.read() as unit:
        own_task(unit, task_id, actor)
        rows = unit.paper_pages.of_task(task_id)
        return {
            field: _shown([each for each in rows if each.field == field]) for field in {each.field for each in rows}
        }


def add_pages(command: AddPages, *, actor: Actor, tools: Tools) -> tuple[PageView, ...]:
    """Add files to a material and return its pages; raises InvalidError on `/file`, LimitedError."""
    if not command.files:
        raise InvalidError(FieldError("/file", "FILE_EMPTY"))
    received_at = tools.clock.now()
    with tools.database.read() as unit:
        _, rows = own_task(unit, command.task_id, actor)
        sharpness, most = sharpness_at(unit, rows.authority, tools), most_pages_at(unit, rows.authority, tools)
    counted = command.upload_id is not None
    made = [take_sheet(each, sharpness, actor=actor, tools=tools, is_counted=counted) for each in command.files]
    blobs = [tools.blobs.put(io.BytesIO(each.content), limit=tools.upload_limit) for each in made]
    with tools.database.write() as unit:
        own_task(unit, command.task_id, actor, lock=True)
        there = unit.paper_pages.of_field(command.task_id, command.field)
        if command.instead:
            unit.paper_pages.remove(*there)
            there = []
        for sheet, blob in zip(made, blobs, strict=True):
            there.append(_page(command, sheet, blob, len(there), actor, tools))
        _refuse_wrong(there, most=most, tools=tools)
        for each in there[-len(made) :]:
            each.received_at = received_at
            unit.add(each)
        _end_upload(unit, command, there[-1])
        unit.commit()
        return _shown(there)


def change_page(command: ChangePage, *, actor: Actor, tools: Tools) -> tuple[PageView, ...]:
    """Move, turn or take out a page and return those that are left; raises NotFoundError PAGE_UNKNOWN."""
    with tools.database.write() as unit:
        own_task(unit, command.task_id, actor, lock=True)
        rows = unit.paper_pages.of_field(command.task_id, command.field)
        at = next((at for at, each in enumerate(rows) if each.id == command.page_id), None)
        if at is None:
            raise NotFoundError("PAGE_UNKNOWN")
        if command.act is PageAct.TURN:
            rows[at].turn = (rows[at].turn + QUARTER) % WHOLE_TURN
        elif command.act is PageAct.REMOVE:
            unit.paper_pages.remove(rows.pop(at))
        else:
            to = max(0, at - 1) if command.act is PageAct.UP else at + 1
            rows.insert(to, rows.pop(at))
        for position, each in enumerate(rows):
            each.position = position
        unit.commit()
        return _shown(rows)


def own_task(unit: UnitOfWork, task_id: str, actor: Actor, *, lock: bool = False) -> tuple[Task, CaseRows]:
    """Return an open task of the actor and its case; raises as completing it would."""
    task, rows = unit.tasks.get(task_id, lock=lock)
    refuse_stranger(actor, task, unit.tasks.of_case(rows.case.id), case=rows.case)
    refuse_stale(task, None)
    refuse_filing(actor, rows)
    return task, rows


def _page(
    command: AddPages, sheet: MadeSheet, blob: StoredBlob, position: int, actor: Actor, tools: Tools
) -> PaperPage:
    return PaperPage(
        id=new_id(),
        task_id=command.task_id,
        field=command.field,
        position=position,
        turn=0,
        pages=sheet.pages,
        sha256=blob.sha256,
        size=blob.size,
        media_type=sheet.media_type,
        filename=sheet.filename,
        note=dict(sheet.note),
        scan=tools.scan.verdict,
        sent_by=actor.id,
        stored_at=machine_now(),
    )


def _end_upload(unit: UnitOfWork, command: AddPages, page: PaperPage) -> None:
    """Note what an upload became; one that was given up meanwhile becomes nothing."""
    if command.upload_id is None:
        return
    upload = unit.page_uploads.find(command.upload_id, lock=True)
    if upload is None or upload.page_id is not None:
        raise NotFoundError("UPLOAD_UNKNOWN")
    upload.received, upload.page_id, upload.touched_at = upload.length, page.id, machine_now()


def _refuse_wrong(pages: Sequence[PaperPage], *, most: int, tools: Tools) -> None:
    """Refuse a material that nobody would leaf through, that is too large, or that cannot be bound."""
    if sum(each.pages for each in pages if each.media_type == JPEG) > most or len(pages) > most:
        raise InvalidError(FieldError("/file", "TOO_MANY_PAGES", {"most": most}))
    if sum(each.size for each in pages) > tools.upload_limit:
        raise InvalidError(FieldError("/file", "MATERIAL_TOO_LARGE", {"limit": tools.upload_limit}))
    if len(pages) > 1 and any(each.media_type == OFD for each in pages):
        raise InvalidError(FieldError("/file", "OFD_ALONE"))


def _shown(rows: Sequence[PaperPage]) -> tuple[PageView, ...]:
    """Return the pages with the numbers they will have."""
    shown, number = [], 1
    for each in rows:
        is_photo = each.media_type == JPEG
        shown.append(PageView(each.id, each.field, number, each.pages, each.turn, each.filename, each.size, is_photo))
        number += each.pages
    return tuple(shown)
