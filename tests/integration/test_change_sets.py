"""Change sets: parts of every kind, checked, confirmed and in force together; on both databases."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from change_set_office import DAY, KEY, LETTER, NEW_WORDS, TERMS, ChangeSetOffice, change_set_office
from matter_drafts import HERE, WASTE

from workflow_app.domain.actors import Role
from workflow_app.domain.change_sets import ChangeSetRefusedError, PartKind, SetStatus
from workflow_app.domain.errors import ConflictError, ForbiddenError, InvalidError
from workflow_app.domain.matters import Way
from workflow_app.domain.time import ZONE, start_of_day
from workflow_app.services.audit_verify import verify
from workflow_app.services.bundles import unpack
from workflow_app.services.change_set_deciding import consent, give_back_set
from workflow_app.services.change_set_submitting import submit_set, take_back_set
from workflow_app.services.change_sets import change_terms
from workflow_app.services.matter_guides import get_guide
from workflow_app.services.notices import list_notices
from workflow_app.services.process_drafting import digest, save_file

ALL = ["process_admin_2", "rules_approver", "head"]
NIGHT_BEFORE = start_of_day(DAY) - timedelta(seconds=1)


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[ChangeSetOffice]:
    with change_set_office(database_url, tmp_path) as made:
        yield made


def now_in_force(office: ChangeSetOffice) -> tuple[bool, object, bool]:
    """Return whether letters have the new words, the period of correction, and whether the guide is the old one."""
    with office.tools.database.read() as unit:
        now = office.clock.now()
        version = unit.processes.get_current(KEY, now=now)
        words = unpack(unit.processes.bundle(version.version_id))[LETTER].decode()
        here = unit.authorities.get(office.authority.id)
        kept = office.tools.calendars.parameters(here, unit.authorities, regime="R2026", on=now.date())
        days = kept.content["repair.correction_wd"]["value"]
    offers = Way.DEFERRED in get_guide(HERE, WASTE, tools=office.tools).line.ways
    return NEW_WORDS in words, days, offers


def test_everything_is_in_force_at_the_same_instant(office: ChangeSetOffice) -> None:
    change = office.whole()
    change.submit()
    assert change.statuses() == [("PROCESS", "SUBMITTED"), ("RULE", "PROPOSED"), ("MATTER", "PROPOSED")]
    assert [change.consent(who) for who in ALL] == [SetStatus.SUBMITTED, SetStatus.SUBMITTED, SetStatus.CONFIRMED]
    assert change.statuses() == [("PROCESS", "PUBLISHED"), ("RULE", "APPROVED"), ("MATTER", "CONFIRMED")]
    assert now_in_force(office) == (False, 10, True)
    office.at(NIGHT_BEFORE)
    assert now_in_force(office) == (False, 10, True)
    office.at(start_of_day(DAY))
    assert now_in_force(office) == (True, 5, False)
    assert not verify(office.tools)


def codes(refused: pytest.ExceptionInfo[ChangeSetRefusedError]) -> set[tuple[str, str]]:
    return {(each.code, each.part) for each in refused.value.findings}


def test_what_stands_against_any_part_stands_against_the_set(office: ChangeSetOffice) -> None:
    change = office.begin(with_file=False)
    with pytest.raises(ChangeSetRefusedError) as nothing:
        change.submit()
    assert codes(nothing) == {("PARTS_MISSING", ""), ("BASIS_FILE_MISSING", "")}
    draft, proposal = change.draft(words="Your %{nothing} application {nothing_known}"), change.proposal()
    office.approve(office.propose("PARAMETER", {**_alone(), "value": "7"}))
    with pytest.raises(ChangeSetRefusedError) as several:
        change.submit()
    found = codes(several)
    assert {part for _, part in found} == {"", draft, proposal}
    assert ("LATER_ROW_EXISTS", proposal) in found or ("STALE_PROPOSAL", proposal) in found
    assert change.page().line.status is SetStatus.OPEN
    assert change.statuses() == [("PROCESS", "OPEN"), ("RULE", "PROPOSED")]


def _alone() -> dict[str, str]:
    return {
        "key": "repair.correction_wd", "regime": "R2026", "valid_from": "2026-10-10",
        "origin": "局务会议纪要", "reason": "另一项修改先批准了",
    }  # fmt: skip


def test_one_part_that_fails_undoes_all(office: ChangeSetOffice) -> None:
    change = office.whole()
    change.submit()
    change.consent("rules_approver")
    change.consent("head")
    office.approve(office.propose("PARAMETER", _alone(), value="7"))
    with pytest.raises(ChangeSetRefusedError) as refused:
        change.consent("process_admin_2")
    assert {each.part for each in refused.value.findings} == {
        each.id for each in change.page().parts if each.kind is PartKind.RULE
    }
    assert change.statuses() == [("PROCESS", "SUBMITTED"), ("RULE", "PROPOSED"), ("MATTER", "PROPOSED")]
    with office.tools.database.read() as unit:
        process = unit.processes.find(KEY)
        assert process is not None
        assert len(unit.processes.versions(process.id)) == 1
    give_back_set(change.id, "先批准的修改在前", seen=change.seen(), actor=office.actor("head"), tools=office.tools)
    assert change.statuses() == [("PROCESS", "OPEN"), ("RULE", "PROPOSED"), ("MATTER", "DRAFT")]


def test_the_day_that_has_passed_is_no_day_to_begin_on(office: ChangeSetOffice) -> None:
    change = office.whole()
    change.submit()
    for who in ALL[:2]:
        change.consent(who)
    office.at(start_of_day(DAY + timedelta(days=1)))
    with pytest.raises(ChangeSetRefusedError) as refused:
        change.consent("head")
    assert ("SET_DAY_PASSED", "") in codes(refused)


def test_whoever_wrote_anything_consents_to_nothing(office: ChangeSetOffice) -> None:
    office.people["both"] = office.appoint("both", Role.PROCESS_ADMIN, Role.SECURITY_ADMIN)
    change = office.begin("both")
    change.draft()
    change.proposal()
    draft = change.page().parts[0].id
    change.draft("process_admin")
    with pytest.raises(ConflictError, match="STALE"):
        submit_set(change.id, seen=1, actor=office.actor("process_admin"), tools=office.tools)
    change.submit("both")
    for who in ("process_admin", "both"):
        with pytest.raises(ForbiddenError, match="CHANGE_SET_YOURS"):
            change.consent(who)
    for who in ("rules_proposer", "writer", "head", "decider"):
        with pytest.raises(ForbiddenError, match="ROLE_NEEDED"):
            change.consent(who)
    assert change.consent("rules_approver") is SetStatus.SUBMITTED
    assert change.consent("rules_approver") is SetStatus.SUBMITTED, "a second click"
    assert [each.by for each in change.page().lanes] == ["", "rules_approver"]
    with pytest.raises(ConflictError, match="STALE"):
        consent(change.id, seen=1, actor=office.actor("process_admin_2"), tools=office.tools)
    assert change.consent("process_admin_2") is SetStatus.CONFIRMED
    with pytest.raises(ConflictError, match="CHANGE_SET_NOT_WAITING"):
        change.consent("process_admin_2")
    assert draft


def test_an_edit_voids_the_consents(office: ChangeSetOffice) -> None:
    change = office.whole()
    change.submit()
    change.consent("rules_approver")
    with pytest.raises(ForbiddenError, match="CHANGE_SET_NOT_YOURS"):
        take_back_set(change.id, actor=office.actor("process_admin_2"), tools=office.tools)
    take_back_set(change.id, actor=office.actor("process_admin"), tools=office.tools)
    assert {each.by for each in change.page().lanes} == {""}
    actor, tools = office.actor("process_admin"), office.tools
    change_terms(change.id, replace(TERMS, title="另一名称"), None, seen=change.seen(), actor=actor, tools=tools)
    change.submit()
    assert [each.by for each in change.page().lanes] == ["", "", ""]
    assert [change.consent(who) for who in ALL][-1] is SetStatus.CONFIRMED


def test_nobody_writes_in_what_waits(office: ChangeSetOffice) -> None:
    change = office.whole()
    change.submit()
    actor, tools = office.actor("process_admin"), office.tools
    draft = change.page().parts[0].id
    with pytest.raises(ConflictError, match="DRAFT_CLOSED"):
        save_file(draft, LETTER, b"x", seen=digest(b""), actor=actor, tools=tools)
    with pytest.raises(ConflictError, match="CHANGE_SET_FROZEN"):
        change.proposal(value="6")
    with pytest.raises(ConflictError, match="CHANGE_SET_FROZEN"):
        change_terms(change.id, TERMS, None, seen=change.seen(), actor=actor, tools=tools)


def test_another_day_moves_every_part(office: ChangeSetOffice) -> None:
    change = office.whole()
    later = date(2026, 11, 2)
    actor, tools = office.actor("process_admin"), office.tools
    change_terms(change.id, replace(TERMS, effective_on=later), None, seen=change.seen(), actor=actor, tools=tools)
    change.submit()
    for who in ALL:
        change.consent(who)
    office.at(start_of_day(later) - timedelta(seconds=1))
    assert now_in_force(office) == (False, 10, True)
    office.at(start_of_day(later))
    assert now_in_force(office) == (True, 5, False)


def test_what_is_missing_or_odd_in_the_terms_is_named(office: ChangeSetOffice) -> None:
    for more, field in (
        ({"title": " "}, "/title"),
        ({"basis": "无"}, "/basis"),
        ({"reason": "x"}, "/reason"),
        ({"effective_on": None}, "/effective_on"),
        ({"effective_on": date(2026, 9, 28)}, "/effective_on"),
        ({"effective_on": date(2036, 9, 28)}, "/effective_on"),
    ):
        with pytest.raises(InvalidError) as refused:
            office.begin(**more)
        assert [each.field for each in refused.value.errors] == [field]
    with pytest.raises(ForbiddenError, match="ROLE_NEEDED"):
        office.begin("head")


def test_everybody_is_told_once(office: ChangeSetOffice) -> None:
    change = office.whole()
    change.submit()

    def told(who: str) -> list[str]:
        page = list_notices(actor=office.actor(who), tools=office.tools)
        return [
            each.code for each in page.items if each.code.startswith(("CHANGE_SET", "PROCESS", "PROPOSAL", "MATTER"))
        ]

    assert [told(who) for who in ALL] == [["CHANGE_SET_WAITS"]] * 3
    for who in ALL:
        change.consent(who)
    assert told("rules_proposer") == ["CHANGE_SET_CONFIRMED"]
    assert told("process_admin") == ["CHANGE_SET_CONFIRMED"]  # who wrote in it cannot be waited for
    assert told("first_reviewer") == ["CHANGE_SET_CONCERNS"]
    assert told("head")[0] == "CHANGE_SET_WAITS" or told("head")[0] == "CHANGE_SET_CONCERNS"


def test_the_clock_is_that_of_the_office(office: ChangeSetOffice) -> None:
    office.at(datetime(2026, 10, 10, 23, 59, tzinfo=ZONE))
    change = office.whole()
    change.submit()
    for who in ALL:
        change.consent(who)
    assert now_in_force(office) == (True, 5, False), "today is at once"
