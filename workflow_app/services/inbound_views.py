"""Applications from other sites as the office sees them, and the form that is typed or brought as a spreadsheet."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from workflow_app.domain.actors import Actor
from workflow_app.domain.errors import ConflictError, DomainError, FieldError, ForbiddenError, InvalidError
from workflow_app.domain.inbound import TAKES_IN, InboundChannel, InboundFile, TakeIn
from workflow_app.domain.inbound_sheet import (
    OUTSIDE_NO,
    SHEET,
    SheetApplication,
    column_of,
    files_of,
    header_of,
    read_applications,
)
from workflow_app.domain.policies import FOLLOWS_SITES
from workflow_app.repositories.inbound import Inbound, InboundRows
from workflow_app.repositories.listings import OWN
from workflow_app.repositories.pages import Page, cut
from workflow_app.repositories.site_jobs import held_at
from workflow_app.services.inbound import PROCESS, take_in
from workflow_app.services.limits import count_upload
from workflow_app.services.ready import ready
from workflow_app.services.tools import Tools

READERS = FOLLOWS_SITES | TAKES_IN
PAGE, MOST_ROWS = 25, 50


@dataclass(frozen=True, slots=True)
class InboundView:
    """An application that another site took in, and what came of it."""

    outside_no: str
    site_zh: str
    site_en: str
    channel: str
    status: str
    subject_name: str
    document_no: str
    received_at: datetime
    pushed_at: datetime
    arrivals: int
    reasons: tuple[str, ...]
    case_id: str | None
    case_number: str | None
    result: str | None
    returned_at: datetime | None


@dataclass(frozen=True, slots=True)
class AskedForm:
    """The form of an application, and the step in which it is filled in."""

    form: Mapping[str, Any]
    step: str


@dataclass(frozen=True, slots=True)
class SheetOutcome:
    """What came of a spreadsheet: cases opened, refused, known before, and rows that are wrong."""

    opened: int
    refused: int
    known: int
    problems: tuple[Mapping[str, object], ...]


def list_inbound(
    *, actor: Actor, tools: Tools, cursor: str | None = None, limit: int = PAGE
) -> tuple[Page[InboundView], int]:
    """Return one page of what other sites took in, the newest first, and how much there is.

    Raises InvalidError INVALID_CURSOR.
    """
    held = held_at(actor, READERS)
    with tools.database.read() as unit:
        inbound = Inbound(unit.session)
        found = inbound.list_page(held, cursor=cursor, limit=limit)
        page = cut(found, limit=limit, key=lambda rows: (rows.application.id, rows.application.id))
        return Page([_show(rows) for rows in page.items], page.next_cursor), inbound.count(held)


def inbound_sites(*, tools: Tools) -> tuple[tuple[str, str, str], ...]:
    """Return the sites from which applications may come: code and both names."""
    with tools.database.read() as unit:
        sites = unit.listings.list_sites()
        return tuple((each.code, each.name_zh, each.name_en) for each in sites if each.connector != OWN)


def asked_form(*, tools: Tools) -> AskedForm:
    """Return the form that an application answers, as the process has it today."""
    with tools.database.read() as unit:
        runs_on = unit.processes.get_current(PROCESS, now=tools.clock.now())
        loaded = ready(unit, runs_on, tools)
    elements = loaded.compiled.elements.values()
    first = next(each for each in elements if each.kind == "user_task" and each.role == "APPLICANT" and each.form)
    return AskedForm(loaded.forms[first.form or ""], first.id)


def blank_sheet(*, tools: Tools) -> bytes:
    """Return an empty spreadsheet with the columns of the form."""
    return tools.write_sheet(SHEET, header_of(asked_form(tools=tools).form), [])


def take_in_sheet(
    site: str, name: str, stream: BinaryIO, files: Mapping[str, BinaryIO], *, actor: Actor, tools: Tools
) -> SheetOutcome:
    """Take in every row of a spreadsheet, each by itself; a row that is wrong holds up no other.

    Raises ForbiddenError, InvalidError on `/file` for what is no spreadsheet, LimitedError.
    """
    if not actor.has(*TAKES_IN):
        raise ForbiddenError("ROLE_NEEDED")
    content = stream.read(tools.upload_limit + 1)
    if len(content) > tools.upload_limit:
        raise InvalidError(FieldError("/file", "FILE_TOO_LARGE", {"limit": tools.upload_limit}))
    count_upload(len(content), actor=actor, tools=tools)
    form = asked_form(tools=tools).form
    read = list(read_applications(tools.read_rows(io.BytesIO(content), name), form))
    if len(read) > MOST_ROWS:
        raise InvalidError(FieldError("/file", "TOO_MANY_ROWS", {"maximum": MOST_ROWS}))
    counts = {"OPENED": 0, "REFUSED": 0, "KNOWN": 0}
    problems: list[Mapping[str, object]] = []
    for each in read:
        if not isinstance(each, SheetApplication):
            wrong = {"sheet": each.sheet, "row": each.number, "column": OUTSIDE_NO, "value": ""}
            problems.append({**wrong, "code": "INBOUND_HEADER_MISSING"})
            continue
        try:
            taken = take_in(_command(site, each, files, form), actor=actor, tools=tools)
            counts["KNOWN" if taken.known else taken.status.value] += 1
        except (InvalidError, ConflictError, ForbiddenError) as error:
            problems += _problems(each, error, form)
    return SheetOutcome(counts["OPENED"], counts["REFUSED"], counts["KNOWN"], tuple(problems))


def _command(site: str, row: SheetApplication, files: Mapping[str, BinaryIO], form: Mapping[str, Any]) -> TakeIn:
    mine = [InboundFile(field, name, "", files[name]) for name, field in files_of(row.outside_no, list(files), form)]
    return TakeIn(
        site=site,
        outside_no=row.outside_no,
        channel=InboundChannel.FILE,
        received_at=row.received_at,
        pushed_at=row.pushed_at,
        uscc=row.uscc,
        document_no=row.document_no,
        values=row.values,
        files=tuple(mine),
    )


def _problems(row: SheetApplication, error: DomainError, form: Mapping[str, Any]) -> Iterator[Mapping[str, object]]:
    """Yield what is wrong with a row, each with its column and value."""
    errors = error.errors if isinstance(error, InvalidError) and error.errors else (FieldError("/", error.code),)
    for each in errors:
        name = each.field.rsplit("/", 1)[-1]
        value = row.values.get(name, getattr(row, name, ""))
        yield {
            "sheet": row.row.sheet,
            "row": row.row.number,
            "column": column_of(each.field, form),
            "value": str(value or "")[:200],
            "code": each.code,
            "values": {key: str(some) for key, some in each.values.items()},
        }


def _show(rows: InboundRows) -> InboundView:
    application, case = rows.application, rows.case
    return InboundView(
        application.outside_no,
        rows.site.name_zh,
        rows.site.name_en,
        application.channel,
        application.status,
        rows.subject.name,
        rows.record.document_no,
        application.received_at,
        application.pushed_at,
        application.arrivals,
        tuple(application.reasons),
        application.case_id,
        case.number if case else None,
        application.result,
        application.returned_at,
    )
