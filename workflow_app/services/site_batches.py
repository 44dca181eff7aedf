"""Spreadsheets for sites: written out under a number and frozen, and the receipts that come back."""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import BinaryIO

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.once import Once
from workflow_app.domain.errors import ForbiddenError, NotFoundError, RefusedError
from workflow_app.domain.ids import new_id
from workflow_app.domain.policies import FOLLOWS_SITES
from workflow_app.domain.site_jobs import Act
from workflow_app.domain.site_receipts import HEADER, KEYS, KINDS, SHEET
from workflow_app.models import SiteBatch, SiteJob
from workflow_app.repositories.site_batches import BatchRows, SiteBatches
from workflow_app.repositories.site_jobs import JobRows, held_at
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import audit, once
from workflow_app.services.site_batch_views import BatchView, show_batch, works_for
from workflow_app.services.site_jobs import note
from workflow_app.services.tools import Tools

MOST_ROWS = 300
"""Rows of one spreadsheet; what is left goes into the next."""
FILE_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def write_batch(site: str, authority_id: str, *, actor: Actor, tools: Tools, key: Once | None = None) -> BatchView:
    """Write what waits for a site into a numbered spreadsheet, which never changes from then on.

    Raises ForbiddenError, NotFoundError SITE_UNKNOWN, RefusedError NOTHING_TO_WRITE_OUT.
    """
    if not works_for(actor, authority_id):
        raise ForbiddenError("ROLE_NEEDED")
    now = tools.clock.now()
    with tools.database.write() as unit:
        row_id = once.take(unit, key, actor)
        authority = unit.authorities.get(authority_id, lock=True)  # two who write at once meet here
        found = unit.listings.find_site(site)
        if found is None:
            raise NotFoundError("SITE_UNKNOWN")
        jobs = [
            each
            for each in unit.site_jobs.lock_ready(found.id, authority_id, limit=MOST_ROWS)
            if each.subject.id not in actor.subject_ids
        ]
        if not jobs:
            raise RefusedError("NOTHING_TO_WRITE_OUT")
        serial = SiteBatches(unit.session).next_serial(found.id, authority_id)
        batch = SiteBatch(id=new_id(), site_id=found.id, authority_id=authority_id, serial=serial, downloads=0)
        batch.number, batch.rows = f"{found.code}-{authority.code}-{serial:04d}", len(jobs)
        batch.created_by, batch.created_at = actor.id, now
        blob = tools.blobs.put(io.BytesIO(_sheet(batch, jobs, tools)), limit=tools.upload_limit)
        batch.sha256, batch.size = blob.sha256, blob.size
        unit.add(batch)
        unit.flush()
        _hand_out(unit, batch, [each.job for each in jobs], actor=actor, now=now)
        said = {"batch": batch.number, "site": found.code, "rows": batch.rows}
        audit.record(unit, authority=authority, actor=actor, action="site.batch_written", data=said, now=now)
        view = show_batch(BatchRows(batch, found, authority, actor.name))
        once.keep(unit, key, row_id, view)
        unit.commit()
    return view


def open_batch(batch_id: str, *, actor: Actor, tools: Tools) -> tuple[str, BinaryIO]:
    """Return the number and the bytes of a spreadsheet, the same each time; raises NotFoundError SITE_BATCH_UNKNOWN."""
    with tools.database.write() as unit:
        rows = SiteBatches(unit.session).get(batch_id, lock=True)
        held = held_at(actor, FOLLOWS_SITES)
        if held is not None and rows.authority.id not in held:
            raise NotFoundError("SITE_BATCH_UNKNOWN")
        rows.batch.downloads += 1
        unit.commit()
    return rows.batch.number, tools.blobs.open(rows.batch.sha256)


def _sheet(batch: SiteBatch, jobs: Sequence[JobRows], tools: Tools) -> bytes:
    """Return the file, and give each piece of work the number of its row."""
    rows = []
    for number, each in enumerate(jobs, start=1):
        each.job.row_no = f"{batch.number}-{number:03d}"
        keys = [str(each.job.fields.get(name, "")) for name, _ in KEYS]
        rows.append([each.job.row_no, KINDS[each.job.kind], *keys, "", "", ""])
    return tools.write_sheet(SHEET, HEADER, rows)


def _hand_out(unit: UnitOfWork, batch: SiteBatch, jobs: Sequence[SiteJob], *, actor: Actor, now: datetime) -> None:
    """Note that the work is in the spreadsheet: it counts as handed over, and the site's receipt is waited for."""
    for job in jobs:
        job.batch_id = batch.id
        note(unit, job, Act.WRITTEN_OUT, actor_id=actor.id, now=now, note=batch.number)
