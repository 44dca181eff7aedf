"""Two who decide about change sets at the same moment: everything once, and nobody waits for ever."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from change_set_office import KEY, Change, ChangeSetOffice, change_set_office

from workflow_app.domain.change_sets import SetStatus
from workflow_app.domain.errors import DomainError
from workflow_app.services.audit_verify import verify
from workflow_app.services.change_set_deciding import consent
from workflow_app.services.change_set_joining import begin_process


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[ChangeSetOffice]:
    with change_set_office(database_url, tmp_path) as made:
        yield made


def at_once(*acts: Callable[[], SetStatus]) -> list[str]:
    """Run acts at the same moment and return how the set stood after each, or the code of its refusal."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], SetStatus]) -> str:
        barrier.wait()
        try:
            return act().value
        except DomainError as error:
            return error.code

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


def last(change: Change, who: str = "process_admin_2") -> Callable[[], SetStatus]:
    seen = change.seen()
    return lambda: consent(change.id, seen=seen, actor=change.office.people[who], tools=change.office.tools)


def versions(office: ChangeSetOffice) -> int:
    with office.tools.database.read() as unit:
        process = unit.processes.find(KEY)
        assert process is not None
        return len(unit.processes.versions(process.id))


def test_of_two_sets_about_one_process_one_is_in_force(office: ChangeSetOffice) -> None:
    changes = [office.begin(), office.begin(title="另一项修改")]
    for number, change in enumerate(changes):
        change.draft(words=f"Your application {number}")
        change.proposal(value=str(5 + number))
        change.submit()
        change.consent("rules_approver")
    assert at_once(*map(last, changes)) == ["CHANGE_SET_REFUSED", "CONFIRMED"]
    assert versions(office) == 2
    with office.tools.database.read() as unit:
        assert len(unit.rules.list_values("repair.correction_wd")) == 2
    assert sorted(each.page().line.status for each in changes) == [SetStatus.CONFIRMED, SetStatus.SUBMITTED]
    assert not verify(office.tools)


def test_the_last_two_consents_at_once_put_it_in_force_once(office: ChangeSetOffice) -> None:
    change = office.begin()
    change.draft()
    change.proposal()
    change.submit()
    ways = at_once(last(change), last(change, "rules_approver"))
    assert ways == ["CONFIRMED", "SUBMITTED"]
    assert versions(office) == 2
    assert change.statuses() == [("PROCESS", "PUBLISHED"), ("RULE", "APPROVED")]
    assert not verify(office.tools)


def test_many_clicks_on_the_last_consent_are_one(office: ChangeSetOffice) -> None:
    change = office.begin()
    change.draft()
    change.submit()
    assert at_once(*[last(change)] * 3) == [*["CHANGE_SET_NOT_WAITING"] * 2, "CONFIRMED"]
    assert versions(office) == 2


def test_two_who_begin_a_draft_of_one_process_write_in_the_same(office: ChangeSetOffice) -> None:
    change = office.begin()
    people = [office.people[name] for name in ("process_admin", "process_admin_2")]
    with ThreadPoolExecutor(2) as pool:
        begun = pool.map(lambda actor: begin_process(change.id, KEY, actor=actor, tools=office.tools), people)
    assert len(set(begun)) == 1
    assert len(change.page().parts) == 1
