"""Editions of the catalogue: written, confirmed by somebody else, in force from their day; on both databases."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from calendar_changes import told
from inlet_acts import ask, know
from matter_drafts import HERE, NEXT, TERMS, WASTE, Draft, begin, matter_id, without_deferral, written
from office import START, Office

from workflow_app.adapters.calendars import seed_days
from workflow_app.domain.actors import Grant, Role
from workflow_app.domain.audit import authority_chain
from workflow_app.domain.commands.matters import FindMatters
from workflow_app.domain.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError
from workflow_app.domain.matters import MatterContent, Way
from workflow_app.domain.plain_json import read, write
from workflow_app.domain.seeds.demo_subjects import SUBJECT_BY_KEY
from workflow_app.models import MatterEdition
from workflow_app.services.matter_beginning import begin_matter
from workflow_app.services.matter_deciding import confirm_edition, reject_edition
from workflow_app.services.matter_desk import get_edition, list_catalogue
from workflow_app.services.matter_editing import Terms, discard_edition, propose_edition, save_edition, take_back
from workflow_app.services.matter_guides import get_guide, search_matters
from workflow_app.services.seeding import seed_installation

E = SUBJECT_BY_KEY["E"].uscc


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office(database_url, tmp_path)
    for name, role in (
        ("credit_office", Role.CREDIT_OFFICE),
        ("writer", Role.CREDIT_OFFICE),
        ("second", Role.CREDIT_OFFICE),
        ("head", Role.SECTION_HEAD),
    ):
        made.hire(name, role)
    yield made
    made.close()


def test_an_edition_is_in_force_from_its_day_and_the_gate_goes_by_it(office: Office) -> None:
    know(office, "E")
    draft = written(office)
    draft.propose()
    draft.confirm()
    assert ask(office, E, WASTE, "deferred_acceptance").outcome == "ALLOW", "the day has not come"
    before = get_guide(HERE, WASTE, tools=office.tools)
    assert (before.line.edition, [each.number for each in before.coming]) == (1, [2])
    assert before.until == NEXT - timedelta(days=1)
    office.clock.instant = START.replace(month=10, day=9)
    denied = ask(office, E, WASTE, "deferred_acceptance")
    assert [each.code for each in denied.reasons] == ["WAY_NOT_OFFERED"]
    now = get_guide(HERE, WASTE, tools=office.tools)
    assert (now.line.edition, now.line.ways, now.coming) == (2, (Way.ORDINARY, Way.PLEDGE), ())
    assert get_guide(HERE, WASTE, tools=office.tools, on=NEXT - timedelta(days=1)).line.edition == 1


def test_what_a_kept_answer_of_the_gate_saw_stays_as_it_was(office: Office) -> None:
    know(office, "E")
    kept = ask(office, E, WASTE, "deferred_acceptance")
    assert kept.snapshot["matter"]["edition"] == 1


def test_nobody_who_wrote_in_an_edition_confirms_it(office: Office) -> None:
    draft = written(office)
    draft.save(replace(draft.seen()[0], promised_wd=12), who="second")
    draft.propose("second")
    for who in ("writer", "second"):
        with pytest.raises(ForbiddenError, match="EDITION_YOURS"):
            draft.confirm(who)
    with pytest.raises(ForbiddenError, match="ROLE_NEEDED"):
        draft.confirm("first_reviewer")
    assert draft.status() == "PROPOSED"
    draft.confirm("head")
    assert draft.status() == "CONFIRMED"


def test_another_authority_neither_writes_nor_reads_nor_confirms(office: Office) -> None:
    draft = written(office)
    draft.propose()
    with office.tools.database.read() as unit:
        other = unit.authorities.get_by_code("ZZ_ECOLOGY").id
    for name, role in (("writer", Role.CREDIT_OFFICE), ("head", Role.SECTION_HEAD)):
        stranger = replace(office.people[name], id=office.people["second"].id, grants=frozenset({Grant(role, other)}))
        with pytest.raises(ForbiddenError, match="OTHER_AUTHORITY"):
            confirm_edition(draft.id, version=draft.seen()[1], actor=stranger, tools=office.tools)
        with pytest.raises(ForbiddenError, match="OTHER_AUTHORITY"):
            get_edition(draft.id, actor=stranger, tools=office.tools)
        assert all(row.line.authority != HERE for row in list_catalogue(actor=stranger, tools=office.tools))
    with pytest.raises(ForbiddenError, match="ROLE_NEEDED"):
        begin(office, "head")


def test_who_saves_second_is_told_and_nothing_is_lost(office: Office) -> None:
    draft = begin(office)
    content, version = draft.seen()
    draft.save(replace(content, promised_wd=14), version=version)
    with pytest.raises(ConflictError, match="STALE"):
        draft.save(replace(content, promised_wd=13), who="second", version=version)
    assert draft.seen()[0].promised_wd == 14


def test_saving_the_same_twice_is_one_change(office: Office) -> None:
    draft = begin(office)
    version = draft.save(without_deferral(draft.seen()[0]))
    assert draft.save(draft.seen()[0]) == version


def test_a_matter_has_one_open_edition_whoever_begins_it(office: Office) -> None:
    assert begin(office).id == begin(office, "second").id


def test_a_new_matter_is_public_only_when_it_is_confirmed(office: Office) -> None:
    actor = office.people["writer"]
    draft = Draft(office, begin_matter(office.authority.id, "tree_felling", actor=actor, tools=office.tools))
    again = begin_matter(office.authority.id, "TREE_FELLING", actor=actor, tools=office.tools)
    assert again == draft.id, "a second click"
    with pytest.raises(InvalidError) as caught:
        draft.propose()
    assert ("/name/zh", "REQUIRED") in {(each.field, each.code) for each in caught.value.errors}
    with office.tools.database.read() as unit:
        whole = unit.matters.get_in_force(HERE, WASTE, on=START.date()).edition.content
    draft.save(read(MatterContent, whole))
    draft.propose()
    with pytest.raises(NotFoundError, match="MATTER_UNKNOWN"):
        get_guide(HERE, "TREE_FELLING", tools=office.tools)
    draft.confirm("second")
    office.clock.instant = START.replace(month=10, day=9)
    assert get_guide(HERE, "TREE_FELLING", tools=office.tools).line.edition == 1


@pytest.mark.parametrize("code", ["A", "树木砍伐", "TREE FELLING", "X" * 41, WASTE])
def test_a_code_that_is_none_or_is_taken_begins_nothing(office: Office, code: str) -> None:
    with pytest.raises(InvalidError):
        begin_matter(office.authority.id, code, actor=office.people["writer"], tools=office.tools)


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        (Terms(START.date() - timedelta(days=1), "为何", "依据"), "/valid_from"),
        (Terms(date(2031, 1, 1), "为何", "依据"), "/valid_from"),
        (Terms(None, "为何", "依据"), "/valid_from"),
        (Terms(NEXT, " ", "依据"), "/note"),
        (Terms(NEXT, "为何", "无"), "/basis"),
        (Terms(NEXT, "长" * 1001, "依据"), "/note"),
    ],
)
def test_an_edition_needs_a_day_ahead_a_reason_and_a_law(office: Office, terms: Terms, field: str) -> None:
    draft = begin(office)
    content, version = draft.seen()
    actor = office.people["writer"]
    saved = save_edition(draft.id, write(content), terms, version=version, actor=actor, tools=office.tools)
    with pytest.raises(InvalidError) as caught:
        propose_edition(draft.id, version=saved.version, actor=actor, tools=office.tools)
    assert [each.field for each in caught.value.errors] == [field]


def test_what_stands_against_a_draft_is_told_and_does_not_keep_it_from_being_saved(office: Office) -> None:
    draft = begin(office)
    content, version = draft.seen()
    actor = office.people["writer"]
    late = write(replace(content, promised_wd=21))
    saved = save_edition(draft.id, late, TERMS, version=version, actor=actor, tools=office.tools)
    assert [each.code for each in saved.findings] == ["PROMISED_OVER_STATUTORY"]
    with pytest.raises(InvalidError):
        draft.propose()
    assert draft.status() == "DRAFT"


def test_a_rejected_edition_says_why_and_the_next_begins_on_what_is_in_force(office: Office) -> None:
    draft = written(office)
    draft.propose()
    head = office.people["head"]
    with pytest.raises(InvalidError):
        reject_edition(draft.id, "不", version=draft.seen()[1], actor=head, tools=office.tools)
    reject_edition(draft.id, "容缺受理不能取消，见144号文", version=draft.seen()[1], actor=head, tools=office.tools)
    assert [fact["note"] for fact in told(office, "writer", "MATTER_REJECTED")] == ["容缺受理不能取消，见144号文"]
    after = begin(office)
    assert (after.id != draft.id, after.seen()[0].deferral.offered) == (True, True)


def test_a_proposal_is_taken_back_changed_and_thrown_away(office: Office) -> None:
    draft = written(office)
    draft.propose()
    stale = draft.seen()[1]
    with pytest.raises(ConflictError, match="EDITION_NOT_OPEN"):
        draft.save(draft.seen()[0])
    writer, head = office.people["writer"], office.people["head"]
    take_back(draft.id, actor=writer, tools=office.tools)
    with pytest.raises(ConflictError, match="EDITION_NOT_OPEN"):
        confirm_edition(draft.id, version=stale, actor=head, tools=office.tools)
    draft.save(replace(draft.seen()[0], promised_wd=11))
    draft.propose()
    with pytest.raises(ConflictError, match="STALE"):
        confirm_edition(draft.id, version=stale, actor=head, tools=office.tools)
    discard_edition(draft.id, actor=writer, tools=office.tools)
    assert draft.status() == "WITHDRAWN"
    with pytest.raises(ConflictError, match="EDITION_NOT_OPEN"):
        discard_edition(draft.id, actor=writer, tools=office.tools)


def test_a_confirmed_edition_is_never_changed(office: Office) -> None:
    draft = written(office)
    draft.propose()
    draft.confirm()
    content, version = draft.seen()
    acts = (
        lambda: draft.save(content, version=version),
        lambda: take_back(draft.id, actor=office.people["writer"], tools=office.tools),
        lambda: discard_edition(draft.id, actor=office.people["writer"], tools=office.tools),
        lambda: reject_edition(draft.id, "来不及了", version=version, actor=office.people["head"], tools=office.tools),
    )
    for act in acts:
        with pytest.raises(ConflictError, match="EDITION_NOT_OPEN"):
            act()


def test_an_edition_whose_day_has_passed_is_not_confirmed_into_the_past(office: Office) -> None:
    draft = written(office)
    draft.propose()
    office.clock.instant = datetime(2026, 10, 12, 9, tzinfo=START.tzinfo)
    with pytest.raises(ConflictError, match="EDITION_DAY_PASSED"):
        draft.confirm()


def test_those_who_may_confirm_are_told_and_the_trail_says_all(office: Office) -> None:
    draft = written(office)
    draft.propose()
    draft.confirm()
    (fact,) = told(office, "head", "MATTER_WAITS")
    assert (fact["who"], fact["edition"], fact["path"]) == ("writer", 2, f"/desk/matters/editions/{draft.id}")
    assert len(told(office, "writer", "MATTER_CONFIRMED")) == 1
    with office.tools.database.read() as unit:
        entries = unit.audit.list_chain(authority_chain(office.authority.id))
        acts = [each.action for each in entries if each.action.startswith("matter.")]
    assert acts == ["matter.begun", "matter.proposed", "matter.confirmed"]


def test_what_an_edition_changes_is_said_field_by_field(office: Office) -> None:
    draft = begin(office)
    content = draft.seen()[0]
    moved = (content.materials[1], replace(content.materials[0], copies=2), *content.materials[2:-1])
    draft.save(replace(content, promised_wd=12, materials=moved))
    page = get_edition(draft.id, actor=office.people["head"], tools=office.tools)
    assert page.changed is not None
    assert [(each.field, each.turn.value, each.row) for each in page.changed] == [
        ("/promised_wd", "CHANGED", ""),
        ("/materials", "REMOVED", "wash_facility"),
        ("/materials/copies", "CHANGED", "application"),
        ("/materials", "MOVED", ""),
    ]


def test_matters_are_found_by_name_authority_and_way_page_by_page(office: Office) -> None:
    def codes(**wanted: object) -> list[str]:
        found = search_matters(FindMatters(**wanted), tools=office.tools)  # type: ignore[arg-type] # by keyword
        return sorted(each.code for each in found.items)

    assert codes(words="垃圾") == codes(words="waste") == codes(words=WASTE.lower()) == [WASTE]
    assert codes(words="100%_") == []
    assert codes(authority="ZZ_ECOLOGY") == ["DISCHARGE_PERMIT", "EIA_APPROVAL"]
    assert codes(authority=HERE, way=Way.PLEDGE) == [WASTE, "OUTDOOR_ADVERTISING"]
    assert "ROAD_OCCUPATION" not in codes(way=Way.DEFERRED)
    first = search_matters(FindMatters(), tools=office.tools, limit=4)
    rest = search_matters(FindMatters(), tools=office.tools, limit=4, cursor=first.next_cursor)
    assert len({each.code for each in (*first.items, *rest.items)}) == 7
    assert rest.next_cursor is None


def test_setting_up_again_leaves_what_an_authority_wrote(office: Office) -> None:
    draft = written(office)
    draft.propose()
    draft.confirm()
    seed_installation(office.tools, seed_days=seed_days)
    with office.tools.database.read() as unit:
        assert [each.number for each in unit.matters.list_editions([matter_id(office)])] == [2, 1]


def test_an_outline_from_before_there_were_editions_is_filled_in(office: Office) -> None:
    with office.tools.database.write() as unit:
        (edition,) = unit.matters.list_editions([matter_id(office)])
        edition.content = {**edition.content, "materials": []}
        unit.commit()
    seed_installation(office.tools, seed_days=seed_days)
    with office.tools.database.read() as unit:
        newest: MatterEdition = unit.matters.list_editions([matter_id(office)])[0]
        assert (newest.number, len(newest.content["materials"])) == (2, 6)
