"""Whoever has a step in a process reads once what changes in it."""

from pathlib import Path

from office import Office

from workflow_app.domain.actors import Role
from workflow_app.domain.time import local_date
from workflow_app.models import AccountRole
from workflow_app.services.notices import list_notices
from workflow_app.services.process_confirming import confirm_draft, submit_draft
from workflow_app.services.process_draft_views import get_draft, read_draft_file
from workflow_app.services.process_drafting import begin_draft, digest, save_file
from workflow_app.services.process_terms import Terms

DIAGRAM = "credit_repair.bpmn"
NOTE = "初审改称第一次审查"


def publish_change(office: Office) -> None:
    """Have one administrator rename a step, and another one publish it."""
    writer, other = (office.hire(name, Role.PROCESS_ADMIN) for name in ("process_admin", "process_admin_2"))
    draft_id = begin_draft("credit_repair", "改名", actor=writer, tools=office.tools)
    before = read_draft_file(draft_id, DIAGRAM, actor=writer, tools=office.tools)
    changed = before.decode().replace('name="初审"', 'name="第一次审查"').encode()
    save_file(draft_id, DIAGRAM, changed, seen=digest(before), actor=writer, tools=office.tools)
    seen = get_draft(draft_id, actor=writer, tools=office.tools).draft.revision
    submit_draft(draft_id, Terms(NOTE), seen=seen, actor=writer, tools=office.tools)
    seen = get_draft(draft_id, actor=other, tools=office.tools).draft.revision
    confirm_draft(draft_id, seen=seen, actor=other, tools=office.tools)


def test_who_has_a_step_is_told_once_what_changes(database_url: str, tmp_path: Path) -> None:
    office = Office(database_url, tmp_path)
    publish_change(office)

    def told(name: str) -> list[object]:
        page = list_notices(actor=office.people[name], tools=office.tools)
        return [each.facts["note"] for each in page.items if each.code == "PROCESS_CHANGED"]

    assert told("first_reviewer") == told("decider") == [NOTE]
    assert told("data_clerk") == []
    office.close()


def test_who_works_at_several_authorities_is_told_once_all_the_same(database_url: str, tmp_path: Path) -> None:
    office = Office(database_url, tmp_path)
    with office.tools.database.write() as unit:
        first = unit.accounts.find_by_username("first_reviewer")
        assert first is not None
        others = [each for each in unit.authorities.list_all() if each.id != office.authority.id]
        unit.add(
            *(AccountRole(account_id=first.id, role=Role.SECOND_REVIEWER, authority_id=each.id) for each in others)
        )
        unit.commit()
    with office.tools.database.read() as unit:
        reviewer = unit.accounts.find_actor(first.id, today=local_date(office.clock.now()))
    assert reviewer is not None
    assert len(reviewer.grants) > 1
    publish_change(office)
    told = [each.code for each in list_notices(actor=reviewer, tools=office.tools).items]
    assert told.count("PROCESS_CHANGED") == 1
    office.close()


def test_nobody_is_told_what_they_did_or_asked_to_confirm_what_they_wrote(database_url: str, tmp_path: Path) -> None:
    office = Office(database_url, tmp_path)
    publish_change(office)

    def told(name: str) -> list[str]:
        page = list_notices(actor=office.people[name], tools=office.tools)
        return [each.code for each in page.items if each.code.startswith("PROCESS_")]

    assert told("process_admin") == ["PROCESS_PUBLISHED"]
    assert told("process_admin_2") == ["PROCESS_WAITS"]
    office.close()
