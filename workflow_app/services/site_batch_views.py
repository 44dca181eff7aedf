"""Spreadsheets for sites and receipts that came back, as people see them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.policies import FOLLOWS_SITES, WORKS_AT_SITES
from workflow_app.repositories.site_batches import BatchRows, Ready, ReceiptRows, SiteBatches
from workflow_app.repositories.site_jobs import held_at
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class BatchView:
    """A spreadsheet that was written out."""

    id: str
    number: str
    site: str
    site_zh: str
    site_en: str
    authority_id: str
    authority_zh: str
    authority_en: str
    rows: int
    downloads: int
    created_by: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ReceiptsView:
    """A file of receipts that was handed in, and what came of its rows."""

    id: str
    site_zh: str
    site_en: str
    filename: str
    done: int
    returned: int
    unchanged: int
    problems: Sequence[Mapping[str, object]]
    uploaded_by: str
    uploaded_at: datetime


@dataclass(frozen=True, slots=True)
class ReadyView:
    """How much waits for a site; both ids say for which and whose."""

    site: str
    site_zh: str
    site_en: str
    authority_id: str
    authority_zh: str
    authority_en: str
    count: int
    may_write: bool


@dataclass(frozen=True, slots=True)
class Exchange:
    """All that goes to sites by spreadsheet and comes back, as one reader sees it."""

    ready: Sequence[ReadyView]
    batches: Sequence[BatchView]
    receipts: Sequence[ReceiptsView]

    def sent_by(self, actor: Actor) -> Sequence[BatchView]:
        """Return the spreadsheets whose receipts somebody may hand in."""
        return [each for each in self.batches if works_for(actor, each.authority_id)]


def list_exchange(*, actor: Actor, tools: Tools) -> Exchange:
    """Return what waits, what went out, and what came back, the newest first."""
    with tools.database.read() as unit:
        held, batches = held_at(actor, FOLLOWS_SITES), SiteBatches(unit.session)
        return Exchange(
            [_ready(each, actor) for each in batches.list_ready(held)],
            [show_batch(each) for each in batches.list_batches(held)],
            [_receipts(each) for each in batches.list_receipts(held)],
        )


def _ready(rows: Ready, actor: Actor) -> ReadyView:
    site, owner = rows.site, rows.authority
    may_write = works_for(actor, owner.id)
    return ReadyView(
        site.code, site.name_zh, site.name_en, owner.id, owner.name_zh, owner.name_en, rows.count, may_write
    )


def _receipts(rows: ReceiptRows) -> ReceiptsView:
    file, site = rows.file, rows.site
    return ReceiptsView(
        file.id,
        site.name_zh,
        site.name_en,
        file.filename,
        file.done,
        file.returned,
        file.unchanged,
        file.problems,
        rows.uploaded_by,
        file.uploaded_at,
    )


def works_for(actor: Actor, authority_id: str) -> bool:
    """Tell whether somebody works at sites for an authority."""
    return any(grant.role in WORKS_AT_SITES and grant.authority_id in (None, authority_id) for grant in actor.grants)


def show_batch(rows: BatchRows) -> BatchView:
    """Return a spreadsheet as people see it."""
    batch, site, authority = rows.batch, rows.site, rows.authority
    return BatchView(
        batch.id,
        batch.number,
        site.code,
        site.name_zh,
        site.name_en,
        authority.id,
        authority.name_zh,
        authority.name_en,
        batch.rows,
        batch.downloads,
        rows.created_by,
        batch.created_at,
    )
