"""Sites that do not answer: how long each rests, and who may call it first afterwards."""

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from workflow_app.models import DueWork, Site
from workflow_app.repositories.due_work_states import LEASE

FIRST_REST = timedelta(seconds=10)
LONGEST_REST = timedelta(minutes=15)
MOST_DOUBLINGS = 7
"""After so many the longest rest is reached."""


class Sites:
    """Whether other sites answer, in machine time. A row of due work is always locked before its site."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def may_call(self, row: DueWork, *, machine: datetime) -> bool:
        """Tell whether the site of leased work may be called now.

        The first call after a rest is a probe: until it is over, or its lease is, the site rests for everybody else.
        """
        site = self._find(row)
        if site is None or not site.silences:
            return True
        site = self._find(row, lock=True)
        if site is not None and site.silences:
            if site.rests_until is not None and site.rests_until > machine:
                return False
            self._rest(site, row.lease_until)
        return True

    def note_silence(self, row: DueWork, *, machine: datetime) -> int:
        """Let the site of leased work rest, each time longer; returns how often in a row it did not answer.

        Of several who called it at once, the first to say so counts.
        """
        site = self._find(row, lock=True)
        if site is None:
            return 0
        if row.lease_until is None or _is_first(site, row.lease_until):
            site.silences += 1
            self._rest(site, machine + rest_after(site.silences))
        return site.silences

    def note_answer(self, row: DueWork) -> None:
        """Let everybody call the site of a row, which has answered."""
        site = self._find(row)
        if site is not None and site.silences and (site := self._find(row, lock=True)):
            site.silences = 0
            self._rest(site, None)

    def end_rest(self, row: DueWork) -> None:
        """Have the site of a row probed at once, because a person asks for it."""
        site = self._find(row)
        if site is not None and site.rests_until and (site := self._find(row, lock=True)):
            self._rest(site, None)

    def end_rests(self) -> None:
        """Have every site that rests probed at once."""
        self.session.execute(update(Site).where(Site.rests_until.is_not(None)).values(rests_until=None))

    def _rest(self, site: Site, until: datetime | None) -> None:
        """Write until when a site rests, before another question reads its row anew."""
        site.rests_until = until
        self.session.flush()

    def _find(self, row: DueWork, *, lock: bool = False) -> Site | None:
        """Return the site that must answer a row, held until commit if asked; None where no site must."""
        if row.site_id is None:
            return None
        statement = select(Site).where(Site.id == row.site_id)
        if lock:  # imports that refer to the site need not wait
            statement = statement.with_for_update(key_share=True).execution_options(populate_existing=True)
        return self.session.scalar(statement)


def rest_after(silences: int) -> timedelta:
    """Return how long a site rests that did not answer so often in a row: 10 s, 20 s, 40 s … at most 15 minutes."""
    doublings = min(max(silences - 1, 0), MOST_DOUBLINGS)
    return min(FIRST_REST * (1 << doublings), LONGEST_REST)


def _is_first(site: Site, lease_until: datetime) -> bool:
    """Tell whether nobody else let a site rest since a call began; the lease began with the call."""
    return site.rests_until is None or site.rests_until <= lease_until - LEASE or site.rests_until == lease_until
