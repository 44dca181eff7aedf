"""A version that waits for its day: nothing of it holds early, and nothing of it gets lost; on both databases."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from ahead_office import ACCEPT, DIAGRAM, KEY, REFUSE, AheadOffice, ahead_office
from office import Office
from versions_taken import came_out, take, version_of, with_third_review

from workflow_app.domain.actors import SERVICE, Role
from workflow_app.domain.change_sets import ChangeSetRefusedError
from workflow_app.domain.errors import ConflictError, InvalidError
from workflow_app.domain.resources import find
from workflow_app.domain.time import local_date, start_of_day
from workflow_app.services.bundle_reading import bundle_files
from workflow_app.services.draft_bases import carry_draft
from workflow_app.services.migration_work import SECOND_LOOK
from workflow_app.services.process_confirming import save_terms
from workflow_app.services.process_draft_views import draft_files
from workflow_app.services.process_drafting import begin_draft, import_draft
from workflow_app.services.process_emergencies import Which, confirm_emergency, publish_alone
from workflow_app.services.process_publishing import Publication
from workflow_app.services.process_terms import Terms
from workflow_app.services.processes import get_process
from workflow_app.services.renewing import publish_and_renew
from workflow_app.services.taking_back import Which as Back
from workflow_app.services.taking_back import ask_take_back, confirm_take_back
from workflow_app.services.views import CaseView


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[AheadOffice]:
    with ahead_office(database_url, tmp_path) as made:
        yield made


def refused(error: pytest.ExceptionInfo[ConflictError]) -> tuple[str, dict[str, object]]:
    return error.value.code, dict(error.value.values)


def test_what_waits_for_its_day_holds_no_earlier_in_another_version(office: AheadOffice) -> None:
    writer, tools, ahead = office.people["process_admin"], office.tools, office.day(9)
    office.publish("waits-nine", ACCEPT, day=ahead)
    draft_id = office.draft("now", REFUSE, base=2)
    wanted = ("DRAFT_AHEAD", {"base": 2, "day": ahead, "held": 1})
    for day in (None, office.day(8)):
        with pytest.raises(ConflictError) as error:
            office.submit(draft_id, day)
        assert refused(error) == wanted
    seen = office.seen(draft_id).revision
    with pytest.raises(ConflictError) as error:
        publish_alone(draft_id, Terms("now"), "今天就要改，等不了", seen=seen, actor=writer, tools=tools)
    assert refused(error) == wanted
    office.submit(draft_id, ahead)
    assert office.confirm(draft_id) == 3
    assert b"waits-nine" not in office.in_effect(office.day(8))[1]
    both = office.in_effect(ahead)[1]
    assert b"waits-nine" in both
    assert b"# now" in both


def test_files_from_elsewhere_are_of_the_version_that_they_are_nearest_to(office: AheadOffice) -> None:
    writer, tools = office.people["process_admin"], office.tools
    begun = draft_files(office.draft("old", REFUSE), actor=writer, tools=tools)
    office.publish("waits-nine", ACCEPT, day=office.day(9))
    later = draft_files(office.draft("new", REFUSE, base=2), actor=writer, tools=tools)
    for files, base in ((begun, 1), (later, 2)):
        draft_id = import_draft(KEY, "zip", files, actor=writer, tools=tools)
        assert office.seen(draft_id).base_version == base
    with pytest.raises(ConflictError, match="DRAFT_AHEAD"):
        office.submit(draft_id)


def test_what_is_published_for_an_earlier_day_renews_what_is_ahead(office: AheadOffice) -> None:
    nearer, farther = office.day(9), office.day(20)
    office.publish("waits-nine", ACCEPT, day=nearer)
    third = office.draft("waits-twenty", DIAGRAM, base=2)
    office.submit(third, farther)
    assert office.confirm(third) == 3
    assert office.publish("mended-now", REFUSE) == 4
    assert office.in_effect()[0] == 4
    assert b"waits-nine" not in office.in_effect()[1]
    version, text = office.in_effect(nearer)
    assert (version, b"waits-nine" in text, b"mended-now" in text, b"waits-twenty" in text) == (5, True, True, False)
    version, text = office.in_effect(farther)
    assert (version, b"waits-nine" in text, b"mended-now" in text, b"waits-twenty" in text) == (6, True, True, True)
    newest, fifth, *_ = get_process(KEY, tools=office.tools).versions
    assert (newest.renews, newest.renewed_with, newest.note) == (3, 4, "waits-twenty")
    assert (fifth.renews, fifth.renewed_with, fifth.note) == (2, 4, "waits-nine")
    shown = {each.version: each.overtaken_by for each in get_process(KEY, tools=office.tools).versions}
    assert shown == {6: None, 5: None, 4: None, 3: 6, 2: 5, 1: None}
    renewed = {each.version: each.renewed_as for each in get_process(KEY, tools=office.tools).versions}
    assert renewed == {6: None, 5: None, 4: None, 3: 6, 2: 5, 1: None}


def test_what_both_change_is_refused_by_its_name(office: AheadOffice) -> None:
    ahead = office.day(9)
    office.publish("waits-nine", ACCEPT, day=ahead)
    draft_id = office.draft("mended-now", ACCEPT)
    with pytest.raises(ConflictError) as error:
        office.submit(draft_id)
    assert refused(error) == ("AHEAD_CLASH", {"version": 2, "day": ahead, "parts": ACCEPT})
    assert office.in_effect()[0] == 1


def test_what_does_not_pass_the_check_with_what_is_ahead_is_refused(office: AheadOffice) -> None:
    draft_id = office.draft_against_ahead()
    with pytest.raises(ConflictError) as error:
        office.submit(draft_id)
    assert refused(error) == ("AHEAD_FAILS", {"version": 2, "day": office.day(9)})


def test_what_is_to_hold_later_than_what_is_ahead_is_carried_onto_it(office: AheadOffice) -> None:
    writer, tools, ahead = office.people["process_admin"], office.tools, office.day(9)
    draft_id = office.draft("waits-twenty", REFUSE)
    office.publish("waits-nine", ACCEPT, day=ahead)
    with pytest.raises(ConflictError, match="DRAFT_BEHIND"):
        office.submit(draft_id, office.day(20))
    with pytest.raises(ConflictError, match="DRAFT_CARRIED"):
        carry_draft(draft_id, seen=office.seen(draft_id).revision, actor=writer, tools=tools)
    _save(office, draft_id)
    assert carry_draft(draft_id, seen=office.seen(draft_id).revision, actor=writer, tools=tools) == 2
    office.submit(draft_id, office.day(20))
    assert office.confirm(draft_id) == 3
    text = office.in_effect(office.day(20))[1]
    assert b"waits-nine" in text
    assert b"waits-twenty" in text


def filed(office: AheadOffice) -> CaseView:
    office.import_sample()
    case = office.open()
    return office.complete(case, "applicant_b", **office.application(case))


def _save(office: AheadOffice, draft_id: str) -> None:
    terms = Terms("later", effective_on=office.day(20))
    save_terms(draft_id, terms, actor=office.people["process_admin"], tools=office.tools)


def test_what_one_publishes_alone_renews_it_too(office: AheadOffice) -> None:
    writer, other, tools, ahead = (*_admins(office), office.tools, office.day(9))
    office.publish("waits-nine", ACCEPT, day=ahead)
    draft_id = office.draft("mended-now", REFUSE)
    seen = office.seen(draft_id).revision
    assert publish_alone(draft_id, Terms("x"), "今天就要改，等不了", seen=seen, actor=writer, tools=tools) == 3
    version, text = office.in_effect(ahead)
    assert (version, b"waits-nine" in text, b"mended-now" in text) == (4, True, True)
    renewed = get_process(KEY, tools=tools).versions[0]
    assert renewed.approver == ""
    confirm_emergency(Which(KEY, 3), actor=other, tools=tools)
    renewed = get_process(KEY, tools=tools).versions[0]
    assert renewed.approver == other.name


def test_running_cases_take_what_is_renewed_so_only_once_somebody_else_has_confirmed(office: AheadOffice) -> None:
    writer, other, tools, ahead = (*_admins(office), office.tools, office.day(9))
    office.publish("waits-nine", ACCEPT, day=ahead, scope="ALL")
    draft_id, case = office.draft("mended-now", REFUSE), filed(office)
    seen = office.seen(draft_id).revision
    publish_alone(draft_id, Terms("x"), "今天就要改，等不了", seen=seen, actor=writer, tools=tools)
    office.reach(start_of_day(ahead) + SECOND_LOOK)
    assert version_of(office, case.id) == 1
    confirm_emergency(Which(KEY, 3), actor=other, tools=tools)
    office.work()
    assert version_of(office, case.id) == 4


@pytest.mark.parametrize(("before", "then", "fits"), [("ALL", "NOT_ACCEPTED", False), ("NOT_ACCEPTED", "ALL", True)])
def test_what_takes_the_place_of_a_version_on_its_day_is_for_no_fewer_cases(
    office: AheadOffice, before: str, then: str, *, fits: bool
) -> None:
    ahead = office.day(9)
    office.publish("waits-nine", ACCEPT, day=ahead, scope=before)
    draft_id = office.draft("same-day", REFUSE, base=2)
    if fits:
        office.submit(draft_id, ahead, then)
        return
    with pytest.raises(ConflictError) as error:
        office.submit(draft_id, ahead, then)
    assert refused(error) == ("FEWER_CASES", {"version": 2, "day": ahead})
    office.submit(draft_id, office.day(10), then)


def test_without_the_renewed_one_the_first_one_holds_on_its_day(office: AheadOffice) -> None:
    writer, other, tools, ahead = (*_admins(office), office.tools, office.day(9))
    office.publish("waits-nine", ACCEPT, day=ahead)
    office.publish("mended-now", REFUSE)
    with pytest.raises(ConflictError, match="VERSION_RENEWED"):
        ask_take_back(Back(KEY, 2), "写错了，改回去", actor=writer, tools=tools)
    for number, dropped in ((4, True), (3, False)):
        request = ask_take_back(Back(KEY, number), "写错了，改回去", actor=writer, tools=tools)
        confirm_take_back(Back(KEY, number, request), actor=other, tools=tools)
        waiting = get_process(KEY, tools=tools).versions[2]
        assert (waiting.version, waiting.is_dropped) == (2, dropped)
    assert office.in_effect()[0] == 1
    version, text = office.in_effect(ahead)
    assert (version, b"waits-nine" in text, b"mended-now" in text) == (2, True, False)


def test_only_what_holds_or_is_ahead_is_written_on(office: AheadOffice) -> None:
    writer, tools = office.people["process_admin"], office.tools
    office.publish("two")
    office.publish("waits-nine", day=office.day(9))
    assert office.seen(begin_draft(KEY, "now", actor=writer, tools=tools)).base_version == 2
    assert office.seen(begin_draft(KEY, "then", actor=writer, tools=tools, base=3)).base_version == 3
    for base in (1, 4, -1):
        with pytest.raises(InvalidError):
            begin_draft(KEY, "x", actor=writer, tools=tools, base=base)


def test_a_set_is_written_on_what_holds_on_its_day(office: AheadOffice) -> None:
    office.publish("waits-nine", ACCEPT, day=office.day(9))
    earlier, later = (office.begin(effective_on=office.day(each)) for each in (5, 12))
    drafts = [each.draft() for each in (earlier, later)]
    assert [office.seen(each).base_version for each in drafts] == [1, 2]
    with pytest.raises(ChangeSetRefusedError) as error:
        earlier.submit()
    assert [(each.code, each.part) for each in error.value.findings] == [("AHEAD_CLASH", drafts[0])]
    later.submit()
    assert later.consent("process_admin_2") == "CONFIRMED"


def test_cases_take_the_renewed_version_and_not_the_first_one(database_url: str, tmp_path: Path) -> None:
    office = Office.with_sample(database_url, tmp_path)
    case, ahead = office.apply(), start_of_day(local_date(office.clock.now()) + timedelta(days=3))
    take(office, with_third_review(), at=ahead)
    files = bundle_files(find("bpmn") / KEY)
    with office.tools.database.write() as unit:
        facts = Publication(SERVICE.id, SERVICE.id)
        mended = files | {REFUSE: files[REFUSE] + b"# mended"}
        assert publish_and_renew(unit, KEY, mended, facts, now=office.clock.now()) == 3
        unit.commit()
    office.work()
    assert version_of(office, case.id) == 1
    office.reach(ahead)
    assert version_of(office, case.id) == 4
    assert [outcome for outcome, _, _ in came_out(office, case.id)] == ["MOVED"], "once, not by way of the first one"
    office.close()


def _admins(office: AheadOffice) -> tuple[object, object]:
    assert Role.PROCESS_ADMIN in office.people["process_admin"].roles
    return office.people["process_admin"], office.people["process_admin_2"]
