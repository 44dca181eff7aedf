"""A published version is taken back by two people: new cases take the one before it, and people are told."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hiding_acts import trail
from office import Office

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.commands.cases import CaseFilter
from workflow_app.domain.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from workflow_app.domain.resources import find
from workflow_app.domain.time import local_date
from workflow_app.services.bundle_reading import bundle_files
from workflow_app.services.cases import get_case, list_cases
from workflow_app.services.draft_tests import list_tests, remove_test
from workflow_app.services.notices import list_notices
from workflow_app.services.process_confirming import confirm_draft, submit_draft
from workflow_app.services.process_draft_views import get_draft, list_drafts, read_draft_file
from workflow_app.services.process_drafting import begin_draft, digest, save_file
from workflow_app.services.process_terms import Terms
from workflow_app.services.processes import get_process
from workflow_app.services.shipped_processes import take_shipped
from workflow_app.services.taking_back import (
    Which,
    ask_take_back,
    confirm_take_back,
    refuse_take_back,
    withdraw_take_back,
)
from workflow_app.services.version_cases import VersionPage, get_version, list_version_cases

KEY = "credit_repair"
DIAGRAM = f"{KEY}.bpmn"
WHY = "初审环节的名称写错了"


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    made.hire("process_admin", Role.PROCESS_ADMIN)
    made.hire("process_admin_2", Role.PROCESS_ADMIN)
    yield made
    made.close()


@pytest.fixture
def asker(office: Office) -> Actor:
    return office.people["process_admin"]


@pytest.fixture
def other(office: Office) -> Actor:
    return office.people["process_admin_2"]


def publish(office: Office, name: str, terms: Terms | None = None, path: str = DIAGRAM) -> int:
    """Publish a version in which the first review is called something else, and return its number."""
    writer, second = office.people["process_admin"], office.people["process_admin_2"]
    draft_id = begin_draft(KEY, name, actor=writer, tools=office.tools)
    return finish(office, draft_id, name, writer, second, terms, path)


def finish(
    office: Office,
    draft_id: str,
    name: str,
    writer: Actor,
    second: Actor,
    terms: Terms | None = None,
    path: str = DIAGRAM,
) -> int:
    for test in list_tests(draft_id, actor=writer, tools=office.tools):  # each takes a second, and none is about this
        remove_test(draft_id, test.path, seen=test.digest, actor=writer, tools=office.tools)
    before = read_draft_file(draft_id, path, actor=writer, tools=office.tools)
    after = before + (f"<!-- {name} -->" if path == DIAGRAM else f"# {name}\n").encode()
    save_file(draft_id, path, after, seen=digest(before), actor=writer, tools=office.tools)
    seen = get_draft(draft_id, actor=writer, tools=office.tools).draft.revision
    submit_draft(draft_id, terms or Terms(name), seen=seen, actor=writer, tools=office.tools)
    seen = get_draft(draft_id, actor=writer, tools=office.tools).draft.revision
    return confirm_draft(draft_id, seen=seen, actor=second, tools=office.tools)


def ask(office: Office, version: int, actor: Actor, why: str = WHY) -> Which:
    request = ask_take_back(Which(KEY, version), why, actor=actor, tools=office.tools)
    return Which(KEY, version, request)


def take_back(office: Office, version: int) -> None:
    asked = ask(office, version, office.people["process_admin"])
    confirm_take_back(asked, actor=office.people["process_admin_2"], tools=office.tools)


def page(office: Office, version: int, actor: Actor) -> VersionPage:
    return get_version(KEY, version, actor=actor, tools=office.tools)


def told(office: Office, actor: Actor) -> dict[str, dict[str, object]]:
    """Return what somebody was told, by code."""
    return {each.code: dict(each.facts) for each in list_notices(actor=actor, tools=office.tools).items}


def test_new_cases_take_the_version_before(office: Office, asker: Actor, other: Actor) -> None:
    assert publish(office, "二") == 2
    asked = ask(office, 2, asker)
    assert get_process(KEY, tools=office.tools).current_version == 2
    confirm_take_back(asked, actor=other, tools=office.tools)
    assert get_process(KEY, tools=office.tools).current_version == 1
    assert office.open().process_version == 1


def test_of_those_in_effect_the_highest_is_taken(office: Office) -> None:
    for name in ("二", "三", "四"):
        publish(office, name)
    take_back(office, 3)
    assert get_process(KEY, tools=office.tools).current_version == 4
    take_back(office, 4)
    assert get_process(KEY, tools=office.tools).current_version == 2


def test_a_version_ahead_never_comes(office: Office) -> None:
    day = local_date(office.clock.now()) + timedelta(days=3)
    publish(office, "二", Terms("三天以后", effective_on=day))
    take_back(office, 2)
    office.clock.instant += timedelta(days=4)
    assert get_process(KEY, tools=office.tools).current_version == 1


def test_nobody_confirms_or_refuses_what_they_asked_for(office: Office, asker: Actor) -> None:
    publish(office, "二")
    asked = ask(office, 2, asker)
    with pytest.raises(ForbiddenError, match="SOD_VIOLATION"):
        confirm_take_back(asked, actor=asker, tools=office.tools)
    with pytest.raises(ForbiddenError, match="SOD_VIOLATION"):
        refuse_take_back(asked, "不必了，没有错", actor=asker, tools=office.tools)
    assert page(office, 2, asker).rule == "SOD_VIOLATION"
    assert get_process(KEY, tools=office.tools).current_version == 2


def test_without_a_version_before_nothing_is_taken_back(office: Office, asker: Actor, other: Actor) -> None:
    with pytest.raises(ConflictError, match="NO_VERSION_BEFORE"):
        ask(office, 1, asker)
    publish(office, "二")
    publish(office, "三")
    third, second = ask(office, 3, asker), ask(office, 2, asker)
    confirm_take_back(second, actor=other, tools=office.tools)
    confirm_take_back(third, actor=other, tools=office.tools)
    assert get_process(KEY, tools=office.tools).current_version == 1
    assert not page(office, 1, asker).may_be_taken_back


def test_a_version_before_that_is_not_in_effect_yet_does_not_count(office: Office, asker: Actor) -> None:
    ahead = local_date(office.clock.now()) + timedelta(days=3)
    publish(office, "二", Terms("三天以后", effective_on=ahead))
    publish(office, "三", path="letters/t20_accept.toml")
    take_back(office, 3)
    assert get_process(KEY, tools=office.tools).current_version == 1
    with pytest.raises(ConflictError, match="VERSION_TAKEN_BACK"):
        ask(office, 3, asker)


def test_one_request_waits_at_a_time_and_is_decided_once(office: Office, asker: Actor, other: Actor) -> None:
    publish(office, "二")
    first = ask(office, 2, asker)
    with pytest.raises(ConflictError, match="TAKE_BACK_WAITS"):
        ask(office, 2, other)
    withdraw_take_back(first, actor=asker, tools=office.tools)
    again = ask(office, 2, asker, "另一个理由，写得更清楚")
    with pytest.raises(ConflictError, match="STALE"):
        confirm_take_back(first, actor=other, tools=office.tools)
    confirm_take_back(again, actor=other, tools=office.tools)
    with pytest.raises(ConflictError, match="TAKE_BACK_NOT_WAITING"):
        confirm_take_back(again, actor=other, tools=office.tools)
    requests = page(office, 2, asker).version.requests
    assert [(each.status, each.asker, each.decider) for each in requests] == [
        ("CONFIRMED", "process_admin", "process_admin_2"),
        ("WITHDRAWN", "process_admin", "process_admin"),
    ]


def test_a_refusal_is_told_with_its_reason(office: Office, asker: Actor, other: Actor) -> None:
    publish(office, "二")
    asked = ask(office, 2, asker)
    with pytest.raises(InvalidError):
        refuse_take_back(asked, " ", actor=other, tools=office.tools)
    refuse_take_back(asked, "名称没有写错", actor=other, tools=office.tools)
    assert told(office, asker)["TAKE_BACK_REFUSED"]["note"] == "名称没有写错"
    assert get_process(KEY, tools=office.tools).current_version == 2
    assert page(office, 2, asker).version.taken_back is None


def test_whoever_it_concerns_is_told(office: Office, asker: Actor, other: Actor) -> None:
    head = office.hire("head", Role.SECTION_HEAD)
    publish(office, "二")
    draft = office.open()
    asked = ask(office, 2, asker)
    assert told(office, other)["TAKE_BACK_WAITS"]["why"] == WHY
    assert "TAKE_BACK_WAITS" not in told(office, asker)
    confirm_take_back(asked, actor=other, tools=office.tools)
    assert told(office, office.agent())["DRAFT_OF_VERSION"]["why"] == WHY
    assert "CASES_OF_VERSION" not in told(office, head)  # only a draft was begun under it
    assert {"VERSION_TAKEN_BACK"} <= told(office, asker).keys()
    assert "VERSION_TAKEN_BACK" not in told(office, other)  # they did it themselves
    assert get_case(draft.id, actor=office.agent(), tools=office.tools).process_version == 2
    assert ("process.version_taken_back", "process_admin_2") in trail(office, "process.")
    assert ("process.take_back_asked", "process_admin") in trail(office, "process.")


def test_the_head_of_section_finds_the_cases_that_go_on(office: Office, asker: Actor) -> None:
    head = office.hire("head", Role.SECTION_HEAD)
    publish(office, "二")
    case = office.apply()
    take_back(office, 2)
    said = told(office, head)["CASES_OF_VERSION"]
    assert said["authority_en"] == "Zhongmou County Urban Management Bureau"
    assert (said["count"], said["path"]) == (1, "/desk/cases?process=credit_repair&process_version=2")
    for version, found in ((2, [case.id]), (1, [])):
        wanted = CaseFilter(process=KEY, process_version=version)
        assert [each.id for each in list_cases(wanted, actor=head, tools=office.tools).items] == found
    assert page(office, 2, asker).counts["RUNNING"] == 1


def test_the_cases_of_a_version_are_paged_with_their_state(office: Office, asker: Actor) -> None:
    publish(office, "二")
    running = office.apply()
    with pytest.raises(InvalidError):
        list_version_cases(KEY, 2, "RUNNING", cursor="no cursor", limit=1, actor=asker, tools=office.tools)
    found = list_version_cases(KEY, 2, "RUNNING", cursor=None, limit=1, actor=asker, tools=office.tools)
    (case,) = found.items
    assert (case.number, case.state_zh, case.waits_for) == (running.number, "初审中", ("FIRST_REVIEWER",))
    assert found.next_cursor is None
    assert not hasattr(case, "subject")
    nothing = list_version_cases(KEY, 2, "ENDED", cursor=None, limit=1, actor=asker, tools=office.tools)
    assert nothing.items == []


def test_only_process_administrators_ask_and_read(office: Office, asker: Actor) -> None:
    publish(office, "二")
    agent = office.agent()
    with pytest.raises(ForbiddenError, match="ROLE_NEEDED"):
        ask(office, 2, agent)
    with pytest.raises(ForbiddenError, match="ROLE_NEEDED"):
        page(office, 2, agent)
    with pytest.raises(ForbiddenError, match="ROLE_NEEDED"):
        confirm_take_back(ask(office, 2, asker), actor=agent, tools=office.tools)


@pytest.mark.parametrize("which", [Which(KEY, 9), Which("no_process", 1), Which(KEY, 0)])
def test_what_is_not_there_is_not_taken_back(office: Office, asker: Actor, which: Which) -> None:
    with pytest.raises(NotFoundError, match="VERSION_UNKNOWN"):
        ask_take_back(which, WHY, actor=asker, tools=office.tools)


def test_a_draft_goes_on_from_what_stands_or_from_what_it_puts_right(
    office: Office, asker: Actor, other: Actor
) -> None:
    publish(office, "二")
    mending = begin_draft(KEY, "改正", actor=asker, tools=office.tools)
    take_back(office, 2)
    fresh = begin_draft(KEY, "重来", actor=asker, tools=office.tools)
    assert get_draft(fresh, actor=asker, tools=office.tools).draft.base_version == 1
    assert finish(office, mending, "改正", asker, other) == 3
    with pytest.raises(ConflictError, match="DRAFT_BEHIND"):
        finish(office, fresh, "重来", asker, other)


def test_what_the_product_brings_after_one_of_its_own_was_taken_back_is_a_draft(office: Office, asker: Actor) -> None:
    files = bundle_files(find("bpmn") / KEY)

    def bring(name: str) -> None:
        changed = files | {DIAGRAM: files[DIAGRAM] + f"<!-- {name} -->".encode()}
        take_shipped(KEY, changed, tools=office.tools)

    bring("二")
    take_back(office, 2)
    bring("二")
    assert list_drafts(actor=asker, tools=office.tools, key=KEY) == ()
    bring("三")
    process = get_process(KEY, tools=office.tools)
    assert (process.current_version, len(process.versions)) == (1, 2)
    (left,) = list_drafts(actor=asker, tools=office.tools, key=KEY)
    assert left.editor == "service"
