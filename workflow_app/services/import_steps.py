"""Work on an import that is left to the background: read the file, land its rows chunk by chunk, finish.

Reading, opening and packing happen outside any transaction; each step is written in one of its own together with the
work that follows it, so that a step that was cut off is simply done again.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workflow_app.domain.errors import DomainError
from workflow_app.domain.ids import new_id
from workflow_app.domain.penalties import CheckedRow, read_penalties
from workflow_app.domain.time import local_date
from workflow_app.models import DueWork, ImportPart, RecordImport
from workflow_app.repositories.imports import UNFINISHED
from workflow_app.repositories.publishing import Publishing
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.handlers import Handler
from workflow_app.services.import_files import keep_file
from workflow_app.services.import_parts import open_file, open_rows, seal, seal_rows, unseal
from workflow_app.services.import_queue import LAST, READ, conclude, fail, leave, start_next
from workflow_app.services.import_tally import add_up
from workflow_app.services.landing import Landing
from workflow_app.services.publicity import PublicityRules
from workflow_app.services.reporting import Reporting
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a step needs, as it is kept: the file, or the rows of one part, or all that was refused."""

    step: int
    content: bytes
    filename: str
    today: date
    refused: Sequence[bytes] = ()


@dataclass(frozen=True, slots=True)
class Ready:
    """What is to be written: parts that were read, rows to land, where the file is kept, or why it cannot be read."""

    parts: Sequence[bytes] = ()
    rows: Sequence[CheckedRow] = ()
    kept: str | None = None
    error: str | None = None


def land_rows(work: UnitOfWork, row: RecordImport, rows: Sequence[CheckedRow], *, tools: Tools) -> Landing:
    """Land rows of an import by the rules of this very day, and add up how they fared; needs the turn.

    By those of the day on which the file came, a record would keep for good what a change that began meanwhile has
    corrected in all the others.
    """
    now = tools.clock.now()
    allowed = set(row.scope["allowed"])
    landing = Landing(
        work=work,
        import_id=row.id,
        now=now,
        cipher=tools.cipher,
        rules=PublicityRules(work, tools.calendars, local_date(now)),
        publishing=Publishing(work.listings.list_sites(), now),
        reporting=Reporting(work, local_date(now)),
        own_parties=frozenset(row.scope.get("own", ())),
        authorities={each.uscc: each for each in work.authorities.list_all() if each.id in allowed},
    )
    landing.land(rows)
    add_up(row, landing.tally)
    row.passed += len(rows)
    return landing


def _prepare(work: UnitOfWork, due: DueWork, tools: Tools) -> Sealed | None:
    """Read what the step needs; nothing where the import ended meanwhile."""
    del tools
    step, row = due.payload["step"], work.imports.get(due.payload["import_id"])
    if row.status not in UNFINISHED:
        return None
    part = work.imports.part(row.id, max(step, READ))
    refused = work.imports.refused_parts(row.id) if step == LAST else ()
    return Sealed(step, part.content, row.filename, local_date(row.imported_at), refused)


def _tell(prepared: object, tools: Tools) -> Ready:
    """Open what the step needs: long work, while nobody waits for the database."""
    if not isinstance(prepared, Sealed):
        raise TypeError(type(prepared).__name__)
    if prepared.step > READ:
        return Ready(rows=open_rows(prepared.content, tools.cipher))
    content = open_file(prepared.content, tools.cipher)
    if prepared.step == LAST:
        refused = [each for part in prepared.refused for each in unseal(part, tools.cipher)]
        return Ready(kept=keep_file(content, refused, tools=tools) if refused else None)
    try:
        rows = tools.read_rows(io.BytesIO(content), prepared.filename)
        return Ready(parts=list(seal_rows(read_penalties(rows, today=prepared.today), tools.cipher)))
    except DomainError as error:
        return Ready(error=error.code)


def _record(work: UnitOfWork, due: DueWork, told: object, tools: Tools) -> None:
    """Write what the step is about, and leave the next."""
    if not isinstance(told, Ready):
        return
    now = tools.clock.now()
    work.imports.take_turn()
    row, step = work.imports.get(due.payload["import_id"]), due.payload["step"]
    if told.error is not None:
        fail(work, row, told.error, now=now)
    elif step == LAST:
        row.sha256 = told.kept or row.sha256
        conclude(work, row, now=now)
    else:
        if step == READ:
            _keep_parts(work, row, told.parts)
        else:
            _land_part(work, row, step, told.rows, tools=tools)
        work.flush()
        leave(work, row.id, work.imports.next_number(row.id) or LAST, now=now)


def _keep_parts(work: UnitOfWork, row: RecordImport, parts: Sequence[bytes]) -> None:
    """Keep the rows that were read until they land."""
    row.status = "RUNNING"
    work.add(
        *(
            ImportPart(id=new_id(), import_id=row.id, number=number, landed=False, content=content)
            for number, content in enumerate(parts, start=1)
        )
    )


def _land_part(work: UnitOfWork, row: RecordImport, step: int, rows: Sequence[CheckedRow], *, tools: Tools) -> None:
    """Land the rows of a part, of which only what was refused is kept."""
    landing = land_rows(work, row, rows, tools=tools)
    part = work.imports.part(row.id, step)
    part.landed, part.content = True, seal(landing.tally.refused, tools.cipher)


def _gave_up(work: UnitOfWork, due: DueWork, tools: Tools) -> None:
    """Begin what waits behind an import that a fault has stopped."""
    del due
    work.imports.take_turn()
    start_next(work, now=tools.clock.now())


IMPORT_CHUNK = Handler(prepare=_prepare, tell=_tell, record=_record, gave_up=_gave_up)
