"""Pages of a material in the making become its one document, and can be looked at before."""

import io

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.materials import BindPages
from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.file_kinds import JPEG
from workflow_app.domain.paper_ports import Sheet
from workflow_app.models import PaperPage
from workflow_app.services.documents import NewDocument, put_document
from workflow_app.services.paper_making import MOST_FACTOR, bound, name_of
from workflow_app.services.paper_pages import own_task
from workflow_app.services.showing_papers import show_document
from workflow_app.services.tools import Tools
from workflow_app.services.views import DocumentView


def bind_pages(command: BindPages, *, actor: Actor, tools: Tools) -> DocumentView | None:
    """Make the document of a field out of its pages, the same pages the same document; None where there are none.

    Raises InvalidError on `/file`.
    """
    with tools.database.read() as unit:
        _, rows = own_task(unit, command.task_id, actor)
        pages = unit.paper_pages.of_field(command.task_id, command.field)
        if not pages:
            return None
    content, media_type = bound([_sheet(each, tools) for each in pages], tools)
    blob = tools.blobs.put(io.BytesIO(content), limit=MOST_FACTOR * tools.upload_limit)
    whole = len(pages) == 1
    document = NewDocument(
        field=command.field,
        filename=name_of(pages[0].filename, media_type) if whole else f"{command.name}.pdf",
        media_type=media_type,
        blob=blob,
        received_at=max(each.received_at for each in pages),
        scan=pages[0].scan,
        made_of=None if blob.sha256 == pages[0].note["sha256"] else [_note(each) for each in pages],
    )
    with tools.database.write() as unit:
        _, rows = own_task(unit, command.task_id, actor, lock=True)
        row = put_document(unit, rows, document, actor=actor, tools=tools)
        unit.commit()
    return show_document(row)


def open_thumbnail(task_id: str, page_id: str, *, actor: Actor, tools: Tools) -> bytes:
    """Return a small picture of a photographed page; raises NotFoundError PAGE_UNKNOWN."""
    with tools.database.read() as unit:
        own_task(unit, task_id, actor)
        found = next((each for each in unit.paper_pages.of_task(task_id) if each.id == page_id), None)
    if found is None or found.media_type != JPEG:
        raise NotFoundError("PAGE_UNKNOWN")
    return tools.papers.thumbnail(_sheet(found, tools))


def _sheet(page: PaperPage, tools: Tools) -> Sheet:
    with tools.blobs.open(page.sha256) as stream:
        return Sheet(stream.read(), page.media_type, page.turn)


def _note(page: PaperPage) -> dict[str, object]:
    return {**page.note, "turn": page.turn, "pages": page.pages}
