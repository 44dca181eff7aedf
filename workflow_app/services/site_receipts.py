"""Receipts of a site in a spreadsheet: what each row settles, and what is wrong with the others."""

import hashlib
import io
from collections import Counter
from dataclasses import dataclass
from typing import BinaryIO

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.site_jobs import ActOnJob
from workflow_app.domain.errors import ConflictError, FieldError, ForbiddenError, InvalidError, NotFoundError
from workflow_app.domain.ids import new_id
from workflow_app.domain.site_jobs import FROM, Act, JobStatus
from workflow_app.domain.site_receipts import ROW_NO, Problem, Receipt, read_receipts
from workflow_app.models import Site, SiteReceiptFile
from workflow_app.repositories.site_batches import SiteBatches
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import audit
from workflow_app.services.limits import count_upload
from workflow_app.services.site_acts import act_within
from workflow_app.services.site_batch_views import works_for
from workflow_app.services.tools import Tools

MOST_ROWS = 500


@dataclass(frozen=True, slots=True)
class HandIn:
    """A file of receipts as it came, from which site and for which authority."""

    site: str
    authority_id: str
    filename: str
    stream: BinaryIO


@dataclass(frozen=True, slots=True)
class Settled:
    """What came of a file; `known` where the same one was handed in before and nothing was done."""

    done: int
    returned: int
    unchanged: int
    problems: tuple[dict[str, object], ...]
    known: bool = False


def hand_in_receipts(command: HandIn, *, actor: Actor, tools: Tools) -> Settled:
    """Settle what the rows of a file say; a row that is wrong is told and holds up no other.

    Raises ForbiddenError, NotFoundError SITE_UNKNOWN, InvalidError on `/file` for what is no spreadsheet, LimitedError.
    """
    if not works_for(actor, command.authority_id):
        raise ForbiddenError("ROLE_NEEDED")
    content, read = _read(command, actor=actor, tools=tools)
    sha256 = hashlib.sha256(content).hexdigest()
    with tools.database.write() as unit:
        unit.authorities.get(command.authority_id, lock=True)  # the same file at the same time meets here
        site = unit.listings.find_site(command.site)
        if site is None:
            raise NotFoundError("SITE_UNKNOWN")
        before = SiteBatches(unit.session).find_receipts(site.id, command.authority_id, sha256)
        if before is not None:
            return Settled(0, 0, before.done + before.returned + before.unchanged, tuple(before.problems), known=True)
        settled = _settle(unit, site, command.authority_id, read, actor=actor, tools=tools)
        tools.blobs.put(io.BytesIO(content), limit=tools.upload_limit)
        _keep(unit, site, command, sha256, settled, actor=actor, tools=tools)
        unit.commit()
    tools.wake.nudge()
    return settled


def _read(command: HandIn, *, actor: Actor, tools: Tools) -> tuple[bytes, list[Receipt | Problem]]:
    """Read a file before anything is locked."""
    content = command.stream.read(tools.upload_limit + 1)
    if len(content) > tools.upload_limit:
        raise InvalidError(FieldError("/file", "FILE_TOO_LARGE", {"limit": tools.upload_limit}))
    count_upload(len(content), actor=actor, tools=tools)
    if not tools.scan.is_clean(io.BytesIO(content)):
        raise InvalidError(FieldError("/file", "MALWARE_FOUND"))
    read: list[Receipt | Problem] = []
    for each in read_receipts(tools.read_rows(io.BytesIO(content), command.filename)):
        read.append(each)
        if len(read) > MOST_ROWS:
            raise InvalidError(FieldError("/file", "TOO_MANY_ROWS", {"maximum": MOST_ROWS}))
    return content, read


def _settle(
    unit: UnitOfWork, site: Site, authority_id: str, read: list[Receipt | Problem], *, actor: Actor, tools: Tools
) -> Settled:
    """Do what each row says, in the order of the work it is about, so that two files never wait for each other."""
    receipts = [each for each in read if isinstance(each, Receipt)]
    ids = SiteBatches(unit.session).job_ids(site.id, authority_id, {each.row_no for each in receipts})
    problems = [each for each in read if isinstance(each, Problem)]
    problems += [_problem(each, "RECEIPT_ROW_UNKNOWN") for each in receipts if each.row_no not in ids]
    counts: Counter[str] = Counter()
    for each in sorted((each for each in receipts if each.row_no in ids), key=lambda each: ids[each.row_no]):
        came = _settle_row(unit, each, ids[each.row_no], actor=actor, tools=tools)
        if came == "CLOSED":
            problems.append(_problem(each, "RECEIPT_ROW_CLOSED"))
        else:
            counts[came] += 1
    told = tuple(each.dump() for each in sorted(problems, key=lambda each: (each.sheet, each.row)))
    return Settled(counts["DONE"], counts["RETURNED"], counts["SAME"], told)


def _settle_row(unit: UnitOfWork, receipt: Receipt, job_id: str, *, actor: Actor, tools: Tools) -> str:
    """Settle one row: DONE, RETURNED, SAME where that is known already, or CLOSED where it went another way."""
    job = unit.site_jobs.get(job_id).job
    act = Act.DONE if receipt.reason is None else Act.RETURNED
    if JobStatus(job.status) not in FROM[act]:
        done = act is Act.DONE and job.status in (JobStatus.DONE, JobStatus.VERIFIED)
        same = job.receipt_no == receipt.receipt_no if done else job.reason == receipt.reason
        return "SAME" if same and (done or job.status == JobStatus.RETURNED) else "CLOSED"
    command = ActOnJob(job_id, act, receipt_no=receipt.receipt_no, note=receipt.reason or "")
    try:
        act_within(unit, command, actor=actor, tools=tools)
    except (ConflictError, ForbiddenError):
        return "CLOSED"
    return act.value


def _problem(receipt: Receipt, code: str) -> Problem:
    return Problem(receipt.row.sheet, receipt.row.number, ROW_NO, receipt.row_no[:200], code)


def _keep(
    unit: UnitOfWork, site: Site, command: HandIn, sha256: str, settled: Settled, *, actor: Actor, tools: Tools
) -> None:
    """Keep what came of a file, under its digest."""
    now = tools.clock.now()
    unit.add(
        SiteReceiptFile(
            id=new_id(),
            site_id=site.id,
            authority_id=command.authority_id,
            sha256=sha256,
            filename=command.filename[-200:],
            done=settled.done,
            returned=settled.returned,
            unchanged=settled.unchanged,
            problems=list(settled.problems),
            uploaded_by=actor.id,
            uploaded_at=now,
        )
    )
    said: dict[str, object] = {"site": site.code, "done": settled.done, "returned": settled.returned}
    said["problems"] = len(settled.problems)
    audit.record(unit, authority=command.authority_id, actor=actor, action="site.receipts_read", data=said, now=now)
