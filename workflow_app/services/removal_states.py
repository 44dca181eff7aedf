"""How removals stand, site by site, for cases and for the board."""

from collections.abc import Collection

from workflow_app.domain.site_jobs import JobStatus
from workflow_app.models import Removal, Site, SiteJob
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.part_views import SiteStateView


def removals_of(unit: UnitOfWork, case_ids: Collection[str]) -> dict[str, tuple[SiteStateView, ...]]:
    """Return how the last removal stands in each of several cases, site by site, in two statements."""
    found: dict[str, dict[str, SiteStateView]] = {}
    listed = unit.listings.list_removals(case_ids) if case_ids else ()
    jobs = unit.site_jobs.of_removals([rows.removal.id for rows in listed if rows.removal]) if listed else {}
    for rows in listed:
        if rows.removal is not None and rows.removal.case_id is not None:
            sites = found.setdefault(rows.removal.case_id, {})
            sites[rows.site.code] = show_removal(
                rows.site, rows.removal, job=jobs.get(rows.removal.id), before=sites.get(rows.site.code)
            )
    return {case_id: tuple(each.values()) for case_id, each in found.items()}


def show_removal(
    site: Site, removal: Removal, *, job: SiteJob | None = None, before: SiteStateView | None = None
) -> SiteStateView:
    """Return how one removal stands, and how far people are with it.

    `before` is the one after which the site showed the listing again.
    """
    of_job = job if job is not None and job.status != JobStatus.CANCELLED else None
    return SiteStateView(
        site=site.code,
        site_zh=site.name_zh,
        site_en=site.name_en,
        status=removal.status,
        ordered_at=removal.ordered_at,
        due_on=removal.due_on,
        attempts=removal.attempts,
        receipt_no=removal.receipt_no,
        verified_at=removal.verified_at,
        removal_id=removal.id,
        way=of_job.way if of_job else None,
        work=of_job.status if of_job else None,
        office=of_job.office if of_job else None,
        sent_on=of_job.sent_on if of_job else None,
        reminders=of_job.reminders if of_job else 0,
        reason=removal.reason,
        looked_at=removal.looked_at,
        urges=removal.urges,
        earlier=(*before.earlier, before.removal_id) if before else (),
    )
