"""One process administrator publishes alone in an emergency; a second one confirms it, or security is told."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hiding_acts import trail
from office import Office
from scenario_steps import AGREE
from versions_taken import came_out, version_of

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.errors import ConflictError, ForbiddenError, InvalidError
from workflow_app.domain.process_findings import ProcessRefusedError
from workflow_app.domain.time import ZONE, local_date
from workflow_app.services.emergency_views import list_unconfirmed, list_unconfirmed_at_work
from workflow_app.services.migration_views import migrated
from workflow_app.services.notices import list_notices
from workflow_app.services.process_draft_views import get_draft, read_draft_file
from workflow_app.services.process_drafting import begin_draft, digest, save_file
from workflow_app.services.process_emergencies import Which, confirm_emergency, publish_alone
from workflow_app.services.process_terms import Terms
from workflow_app.services.processes import get_process
from workflow_app.services.taking_back import Which as Back
from workflow_app.services.taking_back import ask_take_back, confirm_take_back
from workflow_app.services.views import CaseView

KEY = "credit_repair"
DIAGRAM = f"{KEY}.bpmn"
WHY = "环节名称写错，今天的申请会被误导"
TERMS = Terms("改正环节名称")


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    made.hire("process_admin", Role.PROCESS_ADMIN)
    made.hire("process_admin_2", Role.PROCESS_ADMIN)
    yield made
    made.close()


def draft_of(office: Office, who: Actor, *, broken: bool = False) -> tuple[str, int]:
    """Begin a draft that changes the diagram, and return it with its revision."""
    draft_id = begin_draft(KEY, "改正", actor=who, tools=office.tools)
    before = read_draft_file(draft_id, DIAGRAM, actor=who, tools=office.tools)
    after = before.replace(b"case/register", b"case/nothing") if broken else before + b"<!-- mended -->"
    save_file(draft_id, DIAGRAM, after, seen=digest(before), actor=who, tools=office.tools)
    return draft_id, get_draft(draft_id, actor=who, tools=office.tools).draft.revision


def alone(office: Office, who: Actor, scope: str = "NEW") -> int:
    draft_id, seen = draft_of(office, who)
    return publish_alone(draft_id, replace(TERMS, scope=scope), WHY, seen=seen, actor=who, tools=office.tools)


def reviewed(office: Office) -> CaseView:
    """Return a case that was accepted and runs."""
    return office.complete(office.apply(), "first_reviewer", **AGREE)


def told(office: Office, actor: Actor) -> dict[str, dict[str, object]]:
    return {each.code: dict(each.facts) for each in list_notices(actor=actor, tools=office.tools).items}


def test_it_is_in_force_at_once_and_red_until_somebody_else_confirms(office: Office) -> None:
    writer, other = office.people["process_admin"], office.people["process_admin_2"]
    assert alone(office, writer) == 2
    assert office.open().process_version == 2
    (red,) = list_unconfirmed(actor=writer, tools=office.tools)
    assert (red.version, red.rule, red.emergency.reason) == (2, "SOD_VIOLATION", WHY)
    assert red.emergency.confirmers == ("process_admin_2",)
    reviewer, clerk = office.people["first_reviewer"], office.people["data_clerk"]
    assert [each.version for each in list_unconfirmed_at_work(actor=reviewer, tools=office.tools)] == [2]
    assert list_unconfirmed_at_work(actor=clerk, tools=office.tools) == ()
    assert told(office, other)["EMERGENCY_PUBLISHED"]["why"] == WHY
    assert "EMERGENCY_PUBLISHED" not in told(office, writer)  # nobody is told what they did themselves
    assert told(office, reviewer)["PROCESS_CHANGED"]["note"] == TERMS.note
    confirm_emergency(Which(KEY, 2), actor=other, tools=office.tools)
    assert list_unconfirmed(actor=writer, tools=office.tools) == ()
    version = get_process(KEY, tools=office.tools).versions[0]
    assert version.emergency is not None
    assert (version.approver, version.emergency.confirmer, version.is_unconfirmed) == (other.name, other.name, False)
    assert told(office, writer)["EMERGENCY_CONFIRMED"]["version"] == 2
    actions = [action for action, _ in trail(office, "process.")]
    assert {"process.published_alone", "process.emergency_confirmed"} <= {*actions}


def test_nobody_confirms_what_they_wrote_or_published(office: Office) -> None:
    writer, other = office.people["process_admin"], office.people["process_admin_2"]
    third = office.hire("process_admin_3", Role.PROCESS_ADMIN)
    draft_id, _ = draft_of(office, other)
    seen = get_draft(draft_id, actor=writer, tools=office.tools).draft.revision
    publish_alone(draft_id, TERMS, WHY, seen=seen, actor=writer, tools=office.tools)
    for each in (writer, other):
        with pytest.raises(ForbiddenError, match="SOD_VIOLATION"):
            confirm_emergency(Which(KEY, 2), actor=each, tools=office.tools)
    with pytest.raises(ForbiddenError, match="ROLE_NEEDED"):
        confirm_emergency(Which(KEY, 2), actor=office.people["decider"], tools=office.tools)
    confirm_emergency(Which(KEY, 2), actor=third, tools=office.tools)
    with pytest.raises(ConflictError, match="EMERGENCY_OVER"):
        confirm_emergency(Which(KEY, 2), actor=third, tools=office.tools)


def test_the_check_a_reason_and_a_note_are_asked_for_all_the_same(office: Office) -> None:
    writer = office.people["process_admin"]
    broken, seen = draft_of(office, writer, broken=True)
    with pytest.raises(ProcessRefusedError):
        publish_alone(broken, TERMS, WHY, seen=seen, actor=writer, tools=office.tools)
    whole, seen = draft_of(office, writer)
    day = Terms("改正环节名称", effective_on=local_date(office.clock.now()))
    for terms, reason, field in ((TERMS, " ", "/reason"), (Terms(""), WHY, "/note"), (day, WHY, "/effective_on")):
        with pytest.raises(InvalidError) as refused:
            publish_alone(whole, terms, reason, seen=seen, actor=writer, tools=office.tools)
        assert [each.field for each in refused.value.errors] == [field]
    with pytest.raises(ConflictError, match="STALE"):
        publish_alone(whole, TERMS, WHY, seen=seen + 1, actor=writer, tools=office.tools)
    with pytest.raises(ForbiddenError):
        publish_alone(whole, TERMS, WHY, seen=seen, actor=office.people["decider"], tools=office.tools)
    assert get_process(KEY, tools=office.tools).current_version == 1


def test_who_has_nobody_to_confirm_it_does_not_publish_alone(office: Office) -> None:
    writer = office.people["process_admin"]
    with office.tools.database.write() as unit:
        second = unit.accounts.find_by_username("process_admin_2")
        assert second is not None
        second.disabled = True
        unit.commit()
    with pytest.raises(ConflictError, match="NOBODY_CONFIRMS"):
        alone(office, writer)
    assert get_process(KEY, tools=office.tools).current_version == 1


@pytest.mark.parametrize("way", ["nobody", "confirmed", "taken back"])
def test_security_is_told_after_a_working_day_unless_it_is_settled(office: Office, way: str) -> None:
    writer, other = office.people["process_admin"], office.people["process_admin_2"]
    security = office.hire("security", Role.SECURITY_ADMIN)
    alone(office, writer)
    if way == "confirmed":
        confirm_emergency(Which(KEY, 2), actor=other, tools=office.tools)
    if way == "taken back":
        request = ask_take_back(Back(KEY, 2), "改正写错了，名称不对", actor=other, tools=office.tools)
        confirm_take_back(Back(KEY, 2, request), actor=writer, tools=office.tools)
    office.reach(datetime(2026, 9, 30, 23, 59, tzinfo=ZONE))
    assert "EMERGENCY_UNCONFIRMED" not in told(office, security)
    office.reach(datetime(2026, 10, 1, 0, 1, tzinfo=ZONE))
    assert ("EMERGENCY_UNCONFIRMED" in told(office, security)) is (way == "nobody")
    shown = list_unconfirmed(actor=security, tools=office.tools)
    assert [each.emergency.escalated_at is not None for each in shown] == ([True] if way == "nobody" else [])
    if way == "taken back":
        with pytest.raises(ConflictError, match="EMERGENCY_OVER"):
            confirm_emergency(Which(KEY, 2), actor=other, tools=office.tools)


@pytest.mark.parametrize("way", ["confirmed", "taken back"])
def test_running_cases_move_only_once_somebody_else_has_confirmed(office: Office, way: str) -> None:
    writer, other = office.people["process_admin"], office.people["process_admin_2"]
    case = reviewed(office)
    assert alone(office, writer, "ALL") == 2
    office.pass_time(hours=1)  # also the second look
    assert (version_of(office, case.id), came_out(office, case.id)) == (1, [])
    assert get_process(KEY, tools=office.tools).versions[0].scope == "ALL"
    if way == "confirmed":
        confirm_emergency(Which(KEY, 2), actor=other, tools=office.tools)
    else:
        request = ask_take_back(Back(KEY, 2), "改正写错了，名称不对", actor=other, tools=office.tools)
        confirm_take_back(Back(KEY, 2, request), actor=writer, tools=office.tools)
    office.work()
    moved = way == "confirmed"
    assert version_of(office, case.id) == (2 if moved else 1)
    assert came_out(office, case.id) == ([("MOVED", None, None)] if moved else [])
    assert migrated(KEY, 2, actor=writer, tools=office.tools).came["moved"] == int(moved)


def test_what_is_not_filed_yet_takes_it_at_once_as_ever(office: Office) -> None:
    draft = office.open()
    alone(office, office.people["process_admin"], "ALL")
    office.work()
    assert version_of(office, draft.id) == 2
