"""Makes the past of a demonstration, from the first sheet of decisions to its first morning."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from workflow_app.domain.actors import Role
from workflow_app.domain.demo_papers import Wanted
from workflow_app.domain.ports import SiteConnector
from workflow_app.domain.seeds.demo_accounts import DemoLogin
from workflow_app.domain.seeds.demo_penalties import DEMO_PENALTIES
from workflow_app.domain.seeds.demo_subjects import SUBJECTS
from workflow_app.domain.time import machine_now
from workflow_app.services.calendars import office_calendar
from workflow_app.services.clock_offset import DEMO_CLOCK
from workflow_app.services.demo import DEMO_START, Cast
from workflow_app.services.demo_contacts import use_mail
from workflow_app.services.demo_rules import APPROVALS, propose_shorter_correction
from workflow_app.services.demo_story.applying import papers_of
from workflow_app.services.demo_story.approval_tales import approvals
from workflow_app.services.demo_story.around import around
from workflow_app.services.demo_story.breach_told import broken_and_repaired
from workflow_app.services.demo_story.cast import AGENT_NAMES, AGENTS, APPLICANTS, PEOPLE, STAFF
from workflow_app.services.demo_story.closed_tales import CLOSED
from workflow_app.services.demo_story.concerns_told import concerns
from workflow_app.services.demo_story.counter_tales import at_the_counter
from workflow_app.services.demo_story.crowd import Neighbour, crowd
from workflow_app.services.demo_story.crowd_tales import crowd_tales
from workflow_app.services.demo_story.leave import leave
from workflow_app.services.demo_story.named import BESIDE_THE_SAMPLE
from workflow_app.services.demo_story.open_tales import OPEN
from workflow_app.services.demo_story.pledge_tales import granted_by_pledge
from workflow_app.services.demo_story.pledges_told import pledges
from workflow_app.services.demo_story.pushed import pushed
from workflow_app.services.demo_story.rules_changed import rules_changed
from workflow_app.services.demo_story.sheets import WriteRows, weekly_sheets
from workflow_app.services.demo_story.sites import TroubledSites, answers_again, others_go_on, try_again
from workflow_app.services.demo_story.studio_told import studio
from workflow_app.services.demo_story.telling import IN_FULL, Event, events_of, tell
from workflow_app.services.demo_story.time import STORY_START, at
from workflow_app.services.demo_story.town import Town
from workflow_app.services.notices import read_all_notices
from workflow_app.services.tools import Tools

VERSION = 1
MADE = "demo_story"
CROWD = 80
"""How many cases there are beside those that are told of one by one: as many as take a minute to tell."""
MAIL_SINCE = DEMO_START - IN_FULL
"""Before, nobody has entered a mail address: the outbox would hold thousands of messages that nobody reads."""
NOT_YET_KNOWN = frozenset({"AK/1"})
"""Decided the day before the first morning: it comes in when the sample is imported."""

REFUSED_ONCE = "bad/2"
"""A row that the import of its week gave back."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The crowd of a story, and the cast that it needs."""

    people: Sequence[Neighbour]
    cast: Cast


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands with the story of an installation; `size` is of the crowd of one that was told."""

    can_begin: bool
    broken_off: bool
    size: int | None


def standing_of(tools: Tools) -> Standing:
    """Return whether a story was told, can be told, or was broken off and cannot be told any more."""
    with tools.database.read() as unit:
        kept = unit.settings.find(MADE)
        authorities = [each.id for each in unit.authorities.list_all()]
        is_new = unit.settings.find(DEMO_CLOCK) is None and not unit.imports.list_newest(authorities, limit=1)
    if kept is None:
        return Standing(is_new, broken_off=False, size=None)
    return Standing(can_begin=False, broken_off=not kept["whole"], size=int(kept["size"]))


def plan_story(size: int, *, tools: Tools) -> Plan:
    """Draw the crowd; the same size gives the same one."""
    people = crowd(size, office_calendar(tools=tools))
    agents = [
        DemoLogin(
            name,
            AGENT_NAMES[name],
            Role.APPLICANT,
            subjects=tuple(each.subject.key for each in people if AGENTS[each.number % len(AGENTS)] == name),
        )
        for name in AGENTS
    ]
    logins = (*PEOPLE, *STAFF, *APPLICANTS, *agents)
    subjects = (*SUBJECTS, *(each.subject for each in people))
    return Plan(people, Cast(logins, subjects, since=STORY_START, mail_since=MAIL_SINCE))


def tell_story(
    plan: Plan,
    town: Town,
    *,
    write: WriteRows,
    heard: Callable[[datetime], None] = lambda _when: None,
    foresee: Callable[[Iterable[Wanted]], None] = lambda _wanted: None,
) -> None:
    """Let everything happen up to the first morning of the demonstration; it counts once `end_story` says so.

    `foresee` is told at the beginning which papers the crowd will bring. Raises StoryBrokenError.
    """
    masses = list(crowd_tales(list(plan.people), office_calendar(tools=town.tools)))
    foresee(papers_of(masses, AGENT_NAMES))
    with town.tools.database.write() as unit:
        unit.processes.publish_no_later(STORY_START)
        unit.courses.publish_no_later(STORY_START)
        unit.settings.set(MADE, {"version": VERSION, "size": len(plan.people), "whole": False})
        unit.commit()
    tell(
        [*_sheets(plan, write), *events_of([*CLOSED.values(), *OPEN.values(), *masses]), *_others(plan)],
        town,
        until=DEMO_START,
        heard=heard,
    )


def end_story(plan: Plan, town: Town) -> None:
    """Let it be the first morning, and the story be told; what it stored must be durable before."""
    with town.tools.database.write() as unit:
        unit.due_work.end_back_off(machine=machine_now())
        offset = DEMO_START - machine_now()
        unit.settings.set(DEMO_CLOCK, {"offset_seconds": round(offset.total_seconds())})
        unit.settings.set(MADE, {"version": VERSION, "size": len(plan.people), "whole": True})
        unit.commit()


def troubled(inner: SiteConnector) -> TroubledSites:
    """Return the sites as the story has them."""
    return TroubledSites(inner, OPEN["D"].penalty.document_no)


def _sheets(plan: Plan, write: WriteRows) -> list[Event]:
    sample = [
        each.cells
        for each in DEMO_PENALTIES
        if each.key == REFUSED_ONCE or (not each.is_bad and each.key not in NOT_YET_KNOWN)
    ]
    beside = [each.cells for each in BESIDE_THE_SAMPLE]
    return weekly_sheets([*sample, *beside, *(each.cells for each in plan.people)], write)


def _others(plan: Plan) -> list[Event]:
    """Return what happens beside the cases."""
    trouble = "trouble at a site"
    return [
        Event(MAIL_SINCE, _use_mail, "mail"),
        Event(at("09-23", "10:05"), others_go_on, trouble),
        Event(at("09-24", "09:05"), try_again, trouble),
        Event(at("09-24", "09:15"), others_go_on, trouble),
        Event(at("09-28", "09:05"), try_again, trouble),
        Event(at("09-28", "11:30"), _propose, "proposal"),
        Event(at("09-28", "17:05"), partial(answers_again, OPEN["D"].penalty), trouble),
        *leave(),
        *around(),
        *approvals(),
        *at_the_counter(),
        *granted_by_pledge(),
        *pledges(),
        *broken_and_repaired(),
        *concerns(),
        *studio(),
        *rules_changed(),
        Event(at("09-28", "17:30"), partial(_read_notices, plan), "notices"),
        *pushed(),
    ]


def _use_mail(town: Town) -> None:
    with town.tools.database.write() as unit:
        use_mail(unit, now=town.clock.now())
        unit.commit()


def _propose(town: Town) -> None:
    with town.tools.database.write() as unit:
        propose_shorter_correction(unit, APPROVALS, now=town.clock.now())
        unit.commit()


def _read_notices(plan: Plan, town: Town) -> None:
    """Have everybody leave in the evening with nothing unread."""
    for login in plan.cast.logins:
        while read_all_notices(actor=town.person(login.username), tools=town.tools):
            pass
