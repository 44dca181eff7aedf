"""The list of cases and the question whether one may be read agree, whoever asks."""

from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest
from office import Office

from workflow_app.domain.actors import Actor, Grant, Role
from workflow_app.domain.commands.cases import CaseFilter, WithdrawCase
from workflow_app.domain.commands.tasks import CompleteTask, TaskAct
from workflow_app.domain.errors import ForbiddenError, NotFoundError
from workflow_app.domain.ids import new_id
from workflow_app.domain.policies import ADMINISTRATORS
from workflow_app.services.cases import get_case, list_cases
from workflow_app.services.completing import complete_task
from workflow_app.services.tasks import claim_task, get_task, release_task, save_draft
from workflow_app.services.withdrawals import withdraw_case

HERE, ELSEWHERE, EVERYWHERE = "here", "elsewhere", None


@pytest.fixture(scope="module")
def case_at(module_database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, str]]:
    """Give an office with one case that was handed in, and its id."""
    office = Office(module_database_url, tmp_path_factory.mktemp("office"))
    office.import_sample()
    yield office, office.apply().id
    office.close()


@pytest.fixture
def draft_at(database_url: str, tmp_path: Path) -> Iterator[tuple[Office, str]]:
    """Give an office with one case that nobody has handed in, and its id."""
    office = Office(database_url, tmp_path / "office")
    office.import_sample()
    yield office, office.open().id
    office.close()


def somebody(office: Office, *held: tuple[Role, str | None], subjects: frozenset[str] = frozenset()) -> Actor:
    """Return somebody with roles here, at another authority, or everywhere."""
    with office.tools.database.read() as unit:
        other = unit.authorities.get_by_code("ZZ_ECOLOGY").id
    at = {HERE: office.authority.id, ELSEWHERE: other, EVERYWHERE: None}
    return Actor(new_id(), "somebody", frozenset(Grant(role, at[place]) for role, place in held), subjects)


def reads(office: Office, case_id: str, actor: Actor) -> bool:
    """Tell whether somebody reads the case, having asked the list and the search as well."""
    listed = [each.id for each in list_cases(CaseFilter(), actor=actor, tools=office.tools).items]
    assert [each.id for each in list_cases(CaseFilter(q="宏运"), actor=actor, tools=office.tools).items] == listed
    try:
        get_case(case_id, actor=actor, tools=office.tools)
    except (ForbiddenError, NotFoundError):
        assert listed == []
        return False
    assert listed == [case_id]
    return True


def test_each_role_reads_the_cases_of_its_authority_and_no_other(case_at: tuple[Office, str]) -> None:
    for role, place in product(Role, (HERE, ELSEWHERE, EVERYWHERE)):
        expected = place != ELSEWHERE and role not in ADMINISTRATORS | {Role.APPLICANT}
        assert reads(*case_at, somebody(case_at[0], (role, place))) is expected, (role, place)


def test_an_administrator_reads_where_another_role_is_to_read_every_case(case_at: tuple[Office, str]) -> None:
    for place in (HERE, EVERYWHERE):
        office, _ = case_at
        assert reads(*case_at, somebody(office, (Role.SYSTEM_ADMIN, place), (Role.SUPERVISOR, HERE)))
        assert not reads(*case_at, somebody(office, (Role.SYSTEM_ADMIN, place), (Role.SUPERVISOR, ELSEWHERE)))
        assert not reads(*case_at, somebody(office, (Role.SYSTEM_ADMIN, place), (Role.FIRST_REVIEWER, HERE)))
    assert reads(*case_at, somebody(office, (Role.SYSTEM_ADMIN, ELSEWHERE), (Role.FIRST_REVIEWER, HERE)))


def test_a_role_everywhere_opens_every_authority_but_the_one_that_is_administered(case_at: tuple[Office, str]) -> None:
    office, _ = case_at
    assert reads(*case_at, somebody(office, (Role.DECIDER, EVERYWHERE), (Role.SYSTEM_ADMIN, ELSEWHERE)))
    assert not reads(*case_at, somebody(office, (Role.DECIDER, EVERYWHERE), (Role.SYSTEM_ADMIN, HERE)))


def test_who_acts_for_the_subject_reads_the_case_as_an_applicant_only(case_at: tuple[Office, str]) -> None:
    office, _ = case_at
    subjects = office.agent().subject_ids
    assert reads(*case_at, somebody(office, (Role.APPLICANT, EVERYWHERE), subjects=subjects))
    assert reads(*case_at, somebody(office, (Role.APPLICANT, HERE), (Role.SYSTEM_ADMIN, HERE), subjects=subjects))
    assert not reads(*case_at, somebody(office, (Role.SYSTEM_ADMIN, HERE), subjects=subjects))
    assert not reads(*case_at, somebody(office, subjects=subjects))


def test_nobody_of_the_office_but_the_auditor_reads_what_was_not_handed_in(draft_at: tuple[Office, str]) -> None:
    office, case_id = draft_at
    for role, place in product(Role, (HERE, ELSEWHERE, EVERYWHERE)):
        expected = role == Role.AUDITOR and place != ELSEWHERE
        assert reads(office, case_id, somebody(office, (role, place))) is expected, (role, place)
    subjects = office.agent().subject_ids
    assert reads(office, case_id, somebody(office, (Role.APPLICANT, EVERYWHERE), subjects=subjects))
    (task,) = get_case(case_id, actor=office.agent(), tools=office.tools).tasks
    assert get_task(task.id, actor=office.agent(), tools=office.tools).task.key == "apply_for_repair"
    with pytest.raises(NotFoundError):
        get_task(task.id, actor=office.people["first_reviewer"], tools=office.tools)


def test_an_officer_who_acts_on_a_draft_learns_only_that_there_is_no_such_task(draft_at: tuple[Office, str]) -> None:
    office, case_id = draft_at
    (task,) = get_case(case_id, actor=office.agent(), tools=office.tools).tasks
    acts: tuple[Callable[[Actor], object], ...] = (
        lambda who: claim_task(TaskAct(task.id), actor=who, tools=office.tools),
        lambda who: release_task(TaskAct(task.id), actor=who, tools=office.tools),
        lambda who: save_draft(task.id, {}, actor=who, tools=office.tools),
        lambda who: complete_task(CompleteTask(task.id, {}), actor=who, tools=office.tools),
    )
    for act in acts:
        with pytest.raises(NotFoundError) as unseen:
            act(office.people["first_reviewer"])
        assert unseen.value.code == "TASK_UNKNOWN"
        with pytest.raises(ForbiddenError):  # who may read a draft is told why
            act(somebody(office, (Role.AUDITOR, HERE)))


def test_a_draft_that_was_given_up_stays_unknown_to_the_office(draft_at: tuple[Office, str]) -> None:
    office, case_id = draft_at
    withdraw_case(WithdrawCase(case_id, "不再申请"), actor=office.agent(), tools=office.tools)
    assert not reads(office, case_id, office.people["first_reviewer"])
    assert reads(office, case_id, office.agent())
