"""The pages of an office whose clock a test moves: the same people, records and time, before a browser."""

from dataclasses import replace

from builders import Service, serve
from office import Office
from sqlalchemy import update

from workflow_app.domain.time import local_date
from workflow_app.models import Authorisation


def pages_of(office: Office) -> Service:
    """Return the service of an office; whoever acts for a subject there does so from today at the latest."""
    with office.tools.database.write() as unit:
        unit.session.execute(
            update(Authorisation)
            .where(Authorisation.valid_from > local_date(office.clock.now()))
            .values(valid_from=local_date(office.clock.now()))
        )
        unit.commit()
    parts = replace(office.built, tools=office.tools)
    return serve(parts)
