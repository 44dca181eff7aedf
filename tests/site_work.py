"""A removal to try work at sites with: an office whose register is told by hand, and people who do it."""

import io
from collections.abc import Iterable
from datetime import timedelta

from office import PDF, START, Office
from sqlalchemy import select

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.commands.serving import Proof
from workflow_app.domain.commands.site_jobs import ActOnJob
from workflow_app.domain.site_jobs import Act, Connector
from workflow_app.models import DueWork, Notice, Removal, SiteJob
from workflow_app.services.site_acts import act_on_job
from workflow_app.services.site_job_views import SiteJobView

NECIPS = "NECIPS"


def set_site(office: Office, connector: Connector, /, **values: object) -> None:
    """Have the register told in a way, and by nothing else."""
    with office.tools.database.write() as unit:
        site = unit.listings.find_site(NECIPS)
        assert site is not None
        site.connector = connector.value
        for name, value in values.items():
            setattr(site, name, value)
        unit.commit()


def order_down(office: Office, *, case_id: str | None = None) -> str:
    """Order B's penalty down everywhere, for a case or because it is over; return the removal at the register."""
    with office.tools.database.write() as unit:
        record_id, day = office.record_id(), (START + timedelta(days=3)).date()
        if case_id:
            ordered = unit.listings.order_removals(
                case_id, record_id, reason="REPAIRED", now=office.clock.now(), own_due_on=day, share_due_on=day
            )
        else:
            unit.records.get(record_id).record.status = "ENDED"
            ordered = unit.listings.end([record_id], reason="ENDED", now=office.clock.now(), due_on=day)
        unit.commit()
    with office.tools.database.read() as unit:
        return next(each.id for each in ordered if unit.listings.removal(each.id).site.code == NECIPS)


def job_of(office: Office, removal_id: str) -> SiteJob:
    """Return the work of a removal."""
    with office.tools.database.read() as unit:
        return unit.site_jobs.of_removals([removal_id])[removal_id]


def removal_of(office: Office, removal_id: str) -> Removal:
    """Return a removal as it stands."""
    with office.tools.database.read() as unit:
        found = unit.listings.removal(removal_id).removal
        assert found is not None
        return found


def clerk(office: Office, name: str = "data_clerk") -> Actor:
    """Return a data clerk, hired if need be."""
    return office.people.get(name) or office.hire(name, Role.DATA_CLERK)


def do(
    office: Office, job_id: str, act: Act, /, *, who: str = "data_clerk", proof: bool = False, **typed: object
) -> SiteJobView:
    """Note an act on a job."""
    file = Proof("screen.pdf", "application/pdf", io.BytesIO(PDF)) if proof else None
    command = ActOnJob(job_id, act, proof=file, **typed)  # type: ignore[arg-type] # the test names them
    return act_on_job(command, actor=clerk(office, who), tools=office.tools)


def told(office: Office, code: str) -> set[str]:
    """Return to which roles something was told."""
    with office.tools.database.read() as unit:
        return {row.role or "" for row in unit.session.scalars(select(Notice).where(Notice.code == code))}


def works(office: Office, kind: str) -> Iterable[DueWork]:
    """Return the due work of a kind, the oldest first."""
    with office.tools.database.read() as unit:
        return unit.session.scalars(select(DueWork).where(DueWork.kind == kind).order_by(DueWork.id)).all()
