"""What a new installation starts with; running it again adds only what is missing and changes nothing."""

from collections.abc import Callable, Iterable

from workflow_app.domain.actors import SERVICE
from workflow_app.domain.calendar import Calendar
from workflow_app.domain.ids import new_id
from workflow_app.domain.resources import find
from workflow_app.domain.seeds.authorities import AUTHORITIES, BY_HAND, DEPARTMENTS, OWN_SITE, SITES
from workflow_app.domain.time import machine_now
from workflow_app.models import Account, Authority, CalendarDay, CalendarYear, Department, Site
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.bundle_reading import bundle_files
from workflow_app.services.courses import seed_courses
from workflow_app.services.housekeeping import plan_day
from workflow_app.services.reclassify import plan_turns
from workflow_app.services.rule_seeding import seed_rules
from workflow_app.services.seeding_matters import add_matters
from workflow_app.services.shipped_processes import take_shipped
from workflow_app.services.tools import Tools

YEARS = (2025, 2026)
NO_PASSWORD = "!"  # noqa: S105 - no hash looks like this, so nobody can sign in with it
WITH_DEMO_SITES = frozenset({"demo", "development"})

SeedDays = Callable[[int], Calendar]
"""Gives the published days of a year, or an empty calendar where it is not published yet."""


def seed_installation(tools: Tools, *, seed_days: SeedDays) -> None:
    """Set up authorities, calendars, parameters and sites, and publish the processes that come with the product."""
    with tools.database.write() as work:
        add_service_account(work)
        _authorities(work)
        work.flush()
        _departments(work)
        _calendars(work, seed_days)
        seed_rules(work)
        seed_courses(work, tools=tools)
        add_matters(work)
        _sites(work, demo=tools.environment in WITH_DEMO_SITES)
        plan_day(work, now=tools.clock.now())
        work.flush()
        plan_turns(work, now=tools.clock.now())
        work.commit()
    publish_shipped_processes(tools)


def publish_shipped_processes(tools: Tools) -> None:
    """Take each process as it is shipped, where the newest version is another."""
    for folder in sorted(find("bpmn").iterdir()):
        if (folder / f"{folder.name}.bpmn").is_file():
            take_shipped(folder.name, bundle_files(folder), tools=tools)


def add_service_account(work: UnitOfWork) -> None:
    """Keep an account that stands for the service itself; nobody signs in with it."""
    if work.accounts.find(SERVICE.id) is None:
        work.add(
            Account(
                id=SERVICE.id,
                username=SERVICE.name,
                name=SERVICE.name,
                password_hash=NO_PASSWORD,
                failed_logins=0,
                disabled=True,
                created_at=machine_now(),
            )
        )


def _authorities(work: UnitOfWork) -> None:
    known = {row.code for row in work.authorities.list_all()}
    for seed in AUTHORITIES:
        if seed.code not in known:
            work.add(
                Authority(
                    id=new_id(),
                    code=seed.code,
                    uscc=seed.uscc,
                    name_zh=seed.name_zh,
                    name_en=seed.name_en,
                    field=seed.field,
                    letter_prefix=seed.letter_prefix,
                    phone=seed.phone,
                )
            )


def _departments(work: UnitOfWork) -> None:
    ids = {row.code: row.id for row in work.authorities.list_all()}
    known = {(row.authority_id, row.code) for row in work.authorities.list_departments()}
    for seed in DEPARTMENTS:
        authority_id = ids[seed.authority]
        if (authority_id, seed.code) not in known:
            work.add(
                Department(
                    id=new_id(),
                    authority_id=authority_id,
                    code=seed.code,
                    name_zh=seed.name_zh,
                    name_en=seed.name_en,
                )
            )


def _calendars(work: UnitOfWork, seed_days: SeedDays) -> None:
    """Give each authority the published years it does not have; what was edited since stays."""
    published = {year: calendar for year in YEARS if (calendar := seed_days(year)).years}
    for authority in work.authorities.list_all():
        known = work.authorities.calendar(authority.id).years
        missing = {year: calendar for year, calendar in published.items() if year not in known}
        for year, calendar in missing.items():
            work.add(CalendarYear(authority_id=authority.id, year=year))
            work.add(*_days(authority.id, calendar))
        if missing:
            authority.calendar_version += 1


def _days(authority_id: str, calendar: Calendar) -> Iterable[CalendarDay]:
    for day, kind in calendar.days.items():
        yield CalendarDay(authority_id=authority_id, day=day, kind=kind, name=calendar.names.get(day, ""))


def _sites(work: UnitOfWork, *, demo: bool) -> None:
    """Add our own site; in a demonstration those that run beside it, at work those of the nation, still switched off.

    In a demonstration Credit China is told by hand by one authority only, so that cases of the others close by
    themselves.
    """
    known = {row.code for row in work.listings.list_sites(active=False)}
    owners = {row.code: row.id for row in work.authorities.list_all()}
    own = tuple(each for each in SITES if each.code == OWN_SITE)
    for seed in SITES if demo else (*own, *BY_HAND):
        if seed.code not in known:
            work.add(
                Site(
                    id=new_id(),
                    code=seed.code,
                    name_zh=seed.name_zh,
                    name_en=seed.name_en,
                    connector=seed.connector,
                    base_url=seed.base_url,
                    entry_url=seed.entry_url,
                    authority_id=owners[seed.authority] if seed.authority else None,
                    active=demo or seed.code == OWN_SITE,
                )
            )
