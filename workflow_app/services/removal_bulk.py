"""Seeing to several removals at once: ordered again, urged, written about, and what a person saw who was asked to look.

What has moved on since it was chosen is passed over and counted, for a board is looked at for a while.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.removals import ActOnRemovals, BulkAct
from workflow_app.domain.errors import FieldError, ForbiddenError, InvalidError, NotFoundError
from workflow_app.domain.ids import is_id
from workflow_app.domain.policies import may_work_at_sites, reads_by_office
from workflow_app.domain.site_jobs import Act, JobStatus
from workflow_app.domain.time import local_date, machine_now
from workflow_app.repositories.due_work_states import revive
from workflow_app.repositories.listings import OWN, UNCONFIRMED, UNDER_WAY, ListingRows
from workflow_app.repositories.removal_board import RemovalBoard, RemovalRows
from workflow_app.repositories.site_work import site_look
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import once
from workflow_app.services.rechecks import is_to_stay_away, note_seen
from workflow_app.services.reopened import note_of_removal, tell_office
from workflow_app.services.site_jobs import note, open_removal, removal_key, settle
from workflow_app.services.site_ways import may_look, told_by_people
from workflow_app.services.tools import Tools

MOST = 200


@dataclass(frozen=True, slots=True)
class BulkView:
    """How many removals were seen to, and how many had moved on; the numbers of letters that were written."""

    done: int
    passed_over: int
    letters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Seeing:
    """One removal at hand, held until commit."""

    unit: UnitOfWork
    rows: RemovalRows
    actor: Actor
    now: datetime
    tools: Tools

    @property
    def listing(self) -> ListingRows:
        """Return the removal as the services of listings know it."""
        return ListingRows(self.rows.listing, self.rows.site, self.rows.removal)


def act_on_removals(command: ActOnRemovals, *, actor: Actor, tools: Tools) -> BulkView:
    """Order removals again, urge the sites, or note what was seen there.

    Raises NotFoundError REMOVAL_UNKNOWN, ForbiddenError, InvalidError on `/removals`.
    """
    check_number(command.removal_ids)
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        held = hold_removals(unit, command.removal_ids, actor)
        now = tools.clock.now()
        done = sum(ACTS[command.act](Seeing(unit, each, actor, now, tools)) for each in held)
        unit.flush()
        view = BulkView(done, len(held) - done)
        once.keep(unit, command.once, row_id, view)
        unit.commit()
    tools.wake.nudge()
    return view


def _order(at: Seeing) -> bool:
    """Order a listing down once more; a site that gave a receipt and did not follow is given a new order."""
    removal, unit, site = at.rows.removal, at.unit, at.rows.site
    work = unit.due_work.find(f"site_remove:{removal.id}")
    if removal.status not in UNDER_WAY or site.connector == OWN or (work and work.status == "LEASED"):
        return False
    if told_by_people(site):
        job = open_removal(unit, at.listing, removal, now=at.now)
        if job.status != JobStatus.RETURNED:
            return False
        job.reason, job.sent_on, job.batch_id, job.reminders, job.reminded_on = None, None, None, 0, None
        note(unit, job, Act.OPENED, actor_id=at.actor.id, now=at.now)
    else:
        settle(unit, removal, Act.CANCELLED, now=at.now)
    removal.status = "ORDERED"
    if work is not None:
        revive(work, machine=machine_now())
        work.due_at = at.now
        unit.sites.end_rest(work)
        unit.incidents.resolve(now=at.now, due_work_id=work.id, by=at.actor.id)
    note_of_removal(unit, removal, actor=at.actor, action="site.ordered_again", now=at.now)
    return True


def _urge(at: Seeing) -> bool:
    """Count an urge, and tell the site by its own way: the same order again, a look at once, or people who do."""
    removal, unit = at.rows.removal, at.unit
    if removal.status not in UNDER_WAY or at.rows.site.connector == OWN:
        return False
    removal.urges, removal.urged_at = removal.urges + 1, at.now
    if told_by_people(at.rows.site):
        _urge_people(at)
    elif removal.status in UNCONFIRMED:
        work = unit.due_work.find(f"site_remove:{removal.id}")
        if work is not None and work.status != "LEASED":
            removal.status = "ORDERED"
            revive(work, machine=machine_now())
            unit.sites.end_rest(work)
    if removal.status == "SENT" and may_look(at.rows.site):
        turn = -removal.urges  # people's turns count downwards, beside those of orders
        unit.add(site_look(removal, site_id=at.rows.site.id, look=1, due_at=at.now, turn=turn))
    note_of_removal(unit, removal, actor=at.actor, action="site.urged", now=at.now, urges=removal.urges)
    return True


def _urge_people(at: Seeing) -> None:
    """Note the urge where an office was asked for assistance, and tell those who work at the site."""
    job = at.unit.site_jobs.find(removal_key(at.rows.removal.id))
    if job is not None and job.status == JobStatus.SUBMITTED:
        job.reminders, job.reminded_on = job.reminders + 1, local_date(at.now)
        note(at.unit, job, Act.REMINDED, actor_id=at.actor.id, now=at.now, on_day=local_date(at.now))
    tell_office(at.unit, at.listing, at.rows.removal, "SITE_TO_URGE", now=at.now, urges=at.rows.removal.urges)


def _look(at: Seeing, *, is_shown: bool) -> bool:
    """Take what a person saw at a site where no machine can look."""
    removal = at.rows.removal
    if removal.look_wanted_at is None or not is_to_stay_away(at.unit, at.listing, removal):
        return False
    note_seen(at.unit, at.listing, removal, is_shown=is_shown, tools=at.tools, by=at.actor)
    return True


ACTS: Mapping[BulkAct, Callable[[Seeing], bool]] = {
    BulkAct.ORDER: _order,
    BulkAct.URGE: _urge,
    BulkAct.GONE: lambda at: _look(at, is_shown=False),
    BulkAct.SHOWN: lambda at: _look(at, is_shown=True),
}


def check_number(removal_ids: Collection[str]) -> None:
    """Raise InvalidError where none was chosen, or too many for one request; what is no id is no removal either."""
    count = len(set(removal_ids))
    if not count:
        raise InvalidError(FieldError("/removals", "REQUIRED"))
    if count > MOST:
        raise InvalidError(FieldError("/removals", "TOO_MANY", {"maximum": MOST}))
    if not all(is_id(each) for each in removal_ids):
        raise NotFoundError("REMOVAL_UNKNOWN")


def hold_removals(unit: UnitOfWork, removal_ids: Collection[str], actor: Actor) -> Sequence[RemovalRows]:
    """Return the removals, if all are there and the actor's to see to; a stranger learns of none."""
    held = RemovalBoard(unit.session).hold(removal_ids)
    if len(held) != len(set(removal_ids)) or any(not reads_by_office(actor, each.authority.id) for each in held):
        raise NotFoundError("REMOVAL_UNKNOWN")
    for each in held:
        answer = may_work_at_sites(actor, authority_id=each.authority.id, subject_id=each.subject.id)
        if not answer.allowed:
            raise ForbiddenError(answer.rule)
    return held
