"""An installation is seeded once; doing it again changes nothing; the demonstration is made the same way."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from builders import build_service, settings
from callers import Caller
from sqlalchemy import delete, func, select, update

from workflow_app.adapters.calendars import seed_days
from workflow_app.config import Environment
from workflow_app.domain.actors import SERVICE, Role
from workflow_app.domain.calendar import Calendar, DayKind
from workflow_app.domain.commands.accounts import CreateAccount
from workflow_app.domain.errors import RefusedError
from workflow_app.domain.parameters import lookup
from workflow_app.domain.seeds.authorities import DEPARTMENTS
from workflow_app.domain.seeds.demo_accounts import LOGINS
from workflow_app.domain.seeds.demo_subjects import SUBJECT_BY_KEY, SUBJECTS
from workflow_app.domain.seeds.parameters import PARAMETERS
from workflow_app.domain.time import local_date, machine_now
from workflow_app.models import (
    Account,
    Authorisation,
    Base,
    CourseVersion,
    Department,
    Parameter,
    ProcessVersion,
    Setting,
    Site,
)
from workflow_app.parts import build
from workflow_app.services.access import end_authorisation
from workflow_app.services.accounts import create_account
from workflow_app.services.demo import DEFAULT_PASSWORD, DEMO_START, make_demo
from workflow_app.services.demo_accounts import list_demo_accounts
from workflow_app.services.demo_story.making import plan_story
from workflow_app.services.passwords import hash_password, matches
from workflow_app.services.seeding import seed_installation
from workflow_app.services.tools import Tools

KEPT = hash_password(DEFAULT_PASSWORD)


def quick(password: str) -> str:
    return f"hash of {password}"


@contextmanager
def installation(database_url: str, folder: Path, environment: Environment) -> Iterator[Tools]:
    parts = build(replace(settings(database_url, folder), environment=environment))
    seed_installation(parts.tools, seed_days=seed_days)
    yield parts.tools
    parts.close()


@pytest.fixture
def tools(database_url: str, tmp_path: Path) -> Iterator[Tools]:
    with installation(database_url, tmp_path, Environment.DEMO) as opened:
        yield opened


def rows_of_every_table(tools: Tools) -> Counter[str]:
    with tools.database.read() as work:
        tables = Base.metadata.sorted_tables
        return Counter({table.name: work.session.scalar(select(func.count()).select_from(table)) for table in tables})


def test_seeding_again_adds_nothing(tools: Tools) -> None:
    before = rows_of_every_table(tools)
    seed_installation(tools, seed_days=seed_days)
    assert rows_of_every_table(tools) == before
    assert before["authority"] == 3
    assert before["department"] == len(DEPARTMENTS)
    assert before["process_version"] == 1


def test_calendars_know_the_holidays_and_the_years_that_were_published(tools: Tools) -> None:
    with tools.database.read() as work:
        authority = work.authorities.get_by_code("ZM_URBAN")
        calendar = work.authorities.calendar(authority.id)
    assert calendar.years == {2025, 2026}
    assert calendar.kind(date(2026, 10, 1)) is DayKind.HOLIDAY
    assert calendar.kind(date(2026, 10, 10)) is DayKind.MAKEUP_WORKDAY


def test_a_year_that_is_published_later_is_added_and_moves_the_calendar_on(tools: Tools) -> None:
    with tools.database.write() as work:
        before = work.authorities.get_by_code("ZM_URBAN").calendar_version
        for model in (Base.metadata.tables["calendar_year"], Base.metadata.tables["calendar_day"]):
            work.session.execute(model.delete())
        work.commit()
    seed_installation(tools, seed_days=lambda year: seed_days(year) if year == 2026 else Calendar({}, frozenset()))
    with tools.database.read() as work:
        authority = work.authorities.get_by_code("ZM_URBAN")
        assert work.authorities.calendar(authority.id).years == {2026}
        assert authority.calendar_version == before + 1


def test_nothing_of_a_demonstration_was_published_after_its_first_morning(tools: Tools) -> None:
    with tools.database.write() as work:
        for table in (CourseVersion, ProcessVersion):
            work.session.execute(update(table).values(published_at=DEMO_START + timedelta(days=54)))
        work.commit()
    make_demo(tools, hashing=quick)
    with tools.database.read() as work:
        (process, *_) = work.processes.list_all()
        assert [each.published_at for each in work.processes.versions(process.id)] == [DEMO_START]
        courses = work.courses.list_offered([each.id for each in work.authorities.list_all()])
        assert {course.published_at for course, _authority in courses} == {DEMO_START}


def test_an_authority_has_its_own_values_over_the_general_ones(tools: Tools) -> None:
    with tools.database.read() as work:
        own = {row.code: work.authorities.parameters(row.id) for row in work.authorities.list_all()}
    limits = {code: lookup(rows, key="dual_publicity.limit", on=date(2026, 9, 29)) for code, rows in own.items()}
    assert {code: limit.unit for code, limit in limits.items()} == {
        "ZM_URBAN": "CALENDAR_DAYS",  # asked without its id, so the general value answers
        "ZZ_ECOLOGY": "CALENDAR_DAYS",
        "LYG_ECOLOGY": "CALENDAR_DAYS",
    }
    urban = next(row.authority_id for row in own["ZM_URBAN"] if row.authority_id)
    mine = lookup(own["ZM_URBAN"], key="dual_publicity.limit", on=date(2026, 9, 29), authority_id=urban)
    assert mine.unit == "WORKING_DAYS"
    assert len(own["LYG_ECOLOGY"]) == len(PARAMETERS)


def test_a_value_that_a_newer_version_brings_is_added_and_noticed_by_who_keeps_them_in_memory(tools: Tools) -> None:
    with tools.database.write() as work:
        before = work.authorities.get_by_code("ZM_URBAN").parameter_version
        work.session.execute(delete(Parameter).where(Parameter.key == "repair.result_wd"))
        work.commit()
    seed_installation(tools, seed_days=seed_days)
    with tools.database.read() as work:
        authority = work.authorities.get_by_code("ZM_URBAN")
        values = work.authorities.parameters(authority.id, keys=["repair.result_wd"])
    assert sorted((each.regime or "", each.value) for each in values) == [
        ("", 10),
        ("R_SAMR2021", 15),
        ("R_SAMR2025", 7),
    ]
    assert authority.parameter_version == before + 1


def test_what_an_administrator_changed_stays(tools: Tools) -> None:
    with tools.database.write() as work:
        work.session.execute(update(Parameter).where(Parameter.key == "repair.result_wd").values(value=9))
        work.session.execute(update(Department).where(Department.code == "LEGAL").values(name_zh="法制审核科"))
        work.commit()
    seed_installation(tools, seed_days=seed_days)
    with tools.database.read() as work:
        values = work.session.scalars(select(Parameter.value).where(Parameter.key == "repair.result_wd")).all()
        names = work.session.scalars(select(Department.name_zh).where(Department.code == "LEGAL")).all()
    assert set(values) == {9}
    assert set(names) == {"法制审核科"}


def test_nobody_can_sign_in_as_the_service_itself(tools: Tools) -> None:
    with tools.database.read() as work:
        account = work.accounts.find(SERVICE.id)
        assert account is not None
        assert account.disabled
        assert not matches(account.password_hash, "!")
        assert work.accounts.find_actor(SERVICE.id, today=date(2026, 9, 29)) is None


def test_other_sites_are_seeded_only_where_they_run_beside_it(database_url: str, tmp_path: Path) -> None:
    with installation(database_url, tmp_path, Environment.PRODUCTION) as production:
        with production.database.read() as work:
            assert work.session.scalars(select(Site.code).where(Site.active)).all() == ["OWN"]
            asleep = work.session.execute(select(Site.code, Site.connector).where(~Site.active).order_by(Site.code))
            assert [tuple(row) for row in asleep] == [("CREDIT_CHINA", "MANUAL"), ("NECIPS", "MANUAL")]
        with pytest.raises(RefusedError, match="NOT_IN_PRODUCTION"):
            make_demo(production)


def test_the_demonstration_is_made_once(tools: Tools) -> None:
    made = make_demo(tools, site_secrets={"CREDIT_ZZ": b"ab" * 32, "NECIPS": b"cd" * 32}, hashing=quick)
    assert (made.subjects, made.accounts, made.password) == (len(SUBJECTS), len(LOGINS), DEFAULT_PASSWORD)
    before = rows_of_every_table(tools)
    again = make_demo(tools, hashing=quick)
    assert (again.subjects, again.accounts, again.password) == (0, 0, DEFAULT_PASSWORD)
    assert rows_of_every_table(tools) == before

    with tools.database.read() as work:
        offset = timedelta(seconds=work.session.get_one(Setting, "demo_clock").value["offset_seconds"])
        site = work.listings.find_site("CREDIT_ZZ")
        agent = work.accounts.find_by_username("applicant_b")
        reviewer = work.accounts.find_by_username("first_reviewer")
        assert agent is not None
        assert reviewer is not None
        actor = work.accounts.find_actor(agent.id, today=date(2026, 9, 29))
        staff = work.accounts.find_actor(reviewer.id, today=date(2026, 9, 29))
        theirs = {row.name[:6] for row in work.subjects.list_by_ids(actor.subject_ids if actor else ())}
        urban = work.authorities.get_by_code("ZM_URBAN")
    assert abs(machine_now() + offset - DEMO_START) < timedelta(minutes=1)
    assert site is not None
    assert tools.cipher.decrypt(site.secret_cipher or b"") == "ab" * 32
    assert actor is not None
    assert theirs == {"中牟宏运渣土", "中牟县张记广", "中牟青禾市政", "郑州云阶户外", "中牟砺石建筑", "中牟县老周烧"}
    assert actor.roles == {Role.APPLICANT}
    assert staff is not None
    assert {(grant.role, grant.department) for grant in staff.grants if grant.authority_id == urban.id} == {
        (Role.FIRST_REVIEWER, "LEGAL")
    }
    offered = list_demo_accounts(tools=tools)
    assert [each.username for each in offered.accounts] == [login.username for login in LOGINS]
    assert offered.password == DEFAULT_PASSWORD


def test_everybody_of_the_story_is_offered_at_the_login_and_nobody_who_came_later(tools: Tools) -> None:
    cast = plan_story(0, tools=tools).cast
    make_demo(tools, hashing=quick, cast=cast)
    create_account(CreateAccount("newcomer", "来者", "Newcomer-2026-pass", roles=[Role.AUDITOR]), tools=tools)
    offered = [each.username for each in list_demo_accounts(tools=tools).accounts]
    assert sorted(offered) == sorted(login.username for login in cast.logins)
    assert len(offered) > len(LOGINS)


def test_another_password_is_given_to_every_account(tools: Tools) -> None:
    make_demo(tools, hashing=quick)
    make_demo(tools, "Another-2026-pass", hashing=quick)
    with tools.database.read() as work:
        found = work.session.scalars(select(Account.password_hash).where(Account.id != SERVICE.id)).all()
    assert set(found) == {"hash of Another-2026-pass"}


def test_the_password_of_an_account_is_hashed_as_at_a_sign_in(tools: Tools) -> None:
    make_demo(tools, hashing=lambda password: KEPT if password == DEFAULT_PASSWORD else "")
    with tools.database.read() as work:
        account = work.accounts.find_by_username("auditor")
    assert account is not None
    assert matches(account.password_hash, DEFAULT_PASSWORD)


def test_demo_time_starts_over_until_there_is_a_case(database_url: str, tmp_path: Path) -> None:
    service = build_service(database_url, tmp_path / "data", penalties=("B/1",))
    agent = Caller(service, service.token("applicant_b"))
    make_demo(service.tools, hashing=quick)
    _, started_over = _move_demo_time(service.tools), make_demo(service.tools, again=True, hashing=quick)
    assert not started_over.time_goes_on
    assert abs(machine_now() + _offset(service.tools) - DEMO_START) < timedelta(minutes=1)

    agent.open_repair()
    moved, kept = _move_demo_time(service.tools), make_demo(service.tools, again=True, hashing=quick)
    assert kept.time_goes_on
    assert _offset(service.tools) == moved
    service.parts.close()


def _move_demo_time(tools: Tools) -> timedelta:
    offset = DEMO_START + timedelta(days=9) - machine_now()
    with tools.database.write() as work:
        work.settings.set("demo_clock", {"offset_seconds": offset.total_seconds()})
        work.commit()
    return offset


def _offset(tools: Tools) -> timedelta:
    with tools.database.read() as work:
        return timedelta(seconds=work.session.get_one(Setting, "demo_clock").value["offset_seconds"])


def test_who_lacks_an_authorisation_of_the_demonstration_gets_it_and_an_ended_one_stays_so(tools: Tools) -> None:
    make_demo(tools, hashing=quick)
    end_authorisation("applicant_b", SUBJECT_BY_KEY["G"].uscc, tools=tools)
    with tools.database.write() as work:
        subject = work.subjects.find_by_uscc(SUBJECT_BY_KEY["H"].uscc)
        assert subject is not None
        work.session.execute(delete(Authorisation).where(Authorisation.subject_id == subject.id))
        work.commit()
    make_demo(tools, hashing=quick)
    with tools.database.read() as work:
        agent = work.accounts.find_by_username("applicant_b")
        assert agent is not None
        actor = work.accounts.find_actor(agent.id, today=local_date(tools.clock.now()))
        assert actor is not None
        names = [row.name for row in work.subjects.list_by_ids(actor.subject_ids)]
    assert "中牟砺石建筑劳务有限公司" in names
    assert "郑州云阶户外传媒有限公司" not in names
