"""Classes: seats and a queue, changes that are told, attendance, certificates for many at once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from office import Office
from training_school import BEGINS, CLASS, School

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.training import ChangeSession, PlanSession
from workflow_app.domain.errors import ConflictError, ForbiddenError, InvalidError
from workflow_app.services.session_views import get_session
from workflow_app.services.training_attendance import issue_certificates
from workflow_app.services.training_seats import give_back
from workflow_app.services.training_sessions import cancel_session, change_session, plan_session

USCC_E = "91410122MA9F77X8XL"
ENDS = BEGINS + timedelta(minutes=150)


@pytest.fixture
def school(database_url: str, tmp_path: Path) -> Iterator[School]:
    office = Office.with_sample(database_url, tmp_path / "data")
    yield School(office)
    office.close()


def two(school: School) -> tuple[Actor, Actor]:
    return school.office.agent(), school.office.agent(USCC_E, "applicant_e")


def change(school: School, session_id: str, version: int | None = None, **changes: str) -> None:
    command = ChangeSession(session_id, version, BEGINS, ENDS, {**CLASS, **changes})
    change_session(command, actor=school.trainer, tools=school.tools)


def give(school: School, session_id: str, who: Actor) -> None:
    give_back(session_id, subject_id=next(iter(who.subject_ids)), actor=who, tools=school.tools)


def test_who_comes_when_all_seats_are_taken_waits_and_moves_up(school: School) -> None:
    b, e = two(school)
    session_id = school.plan()
    assert (school.enrol(session_id, b, "王建军"), school.enrol(session_id, e, "程思远")) == ("ENROLLED", "WAITING")
    give(school, session_id, b)
    assert school.seats(session_id) == {"程思远": "ENROLLED", "王建军": "CANCELLED"}
    assert school.notices(e) == ["TRAINING_SEAT_FREE"]
    assert school.enrol(session_id, b, "王建军") == "WAITING", "who comes back stands at the end of the queue"


def test_a_second_click_takes_no_second_seat(school: School) -> None:
    b, _ = two(school)
    session_id = school.plan()
    assert [school.enrol(session_id, b) for _ in range(2)] == ["ENROLLED", "ENROLLED"]
    assert len(school.seats(session_id)) == 1


def test_two_who_want_the_last_seat_at_once_get_one(school: School) -> None:
    b, e = two(school)
    session_id = school.plan()
    with ThreadPoolExecutor(2) as pool:
        found = pool.map(lambda who: school.enrol(session_id, who, who.name), (b, e))
    assert sorted(found) == ["ENROLLED", "WAITING"]


def test_more_seats_let_the_queue_move_up_and_fewer_than_taken_are_refused(school: School) -> None:
    b, e = two(school)
    session_id = school.plan()
    school.enrol(session_id, b, "王建军")
    school.enrol(session_id, e, "程思远")
    change(school, session_id, capacity="2")
    assert set(school.seats(session_id).values()) == {"ENROLLED"}
    with pytest.raises(InvalidError) as caught:
        change(school, session_id, capacity="1")
    assert [each.code for each in caught.value.errors] == ["SEATS_TAKEN"]


def test_a_change_of_place_is_told_and_one_of_a_note_is_not(school: School) -> None:
    b, _ = two(school)
    session_id = school.plan()
    school.enrol(session_id, b)
    change(school, session_id, note="请带身份证")
    assert school.notices(b) == []
    change(school, session_id, place="二楼会议室")
    assert school.notices(b) == ["TRAINING_CHANGED"]


def test_a_page_that_is_old_changes_nothing(school: School) -> None:
    session_id = school.plan()
    change(school, session_id, 1, place="二楼会议室")
    with pytest.raises(ConflictError, match="STALE"):
        change(school, session_id, 1, place="四楼会议室")


def test_a_cancelled_class_is_told_with_its_reason_and_takes_nobody(school: School) -> None:
    b, e = two(school)
    session_id = school.plan()
    school.enrol(session_id, b)
    with pytest.raises(InvalidError):
        cancel_session(session_id, " ", version=None, actor=school.trainer, tools=school.tools)
    cancel_session(session_id, "场地停电", version=None, actor=school.trainer, tools=school.tools)
    assert school.notices(b) == ["TRAINING_CANCELLED"]
    with pytest.raises(ConflictError, match="TRAINING_OVER"):
        school.enrol(session_id, e)
    with pytest.raises(ConflictError, match="TRAINING_OVER"):
        issue_certificates(session_id, actor=school.trainer, tools=school.tools)


def test_a_class_that_has_begun_changes_no_more(school: School) -> None:
    b, _ = two(school)
    session_id = school.plan()
    school.enrol(session_id, b)
    school.office.clock.instant = BEGINS
    for act in (lambda: give(school, session_id, b), lambda: school.enrol(session_id, b)):
        with pytest.raises(ConflictError, match="TRAINING_STARTED"):
            act()


def test_certificates_go_to_those_who_were_there_long_enough_and_passed(school: School) -> None:
    b, e = two(school)
    session_id = school.plan(capacity="2", tested="on")
    school.enrol(session_id, b, "王建军")
    school.enrol(session_id, e, "程思远")
    with pytest.raises(ConflictError, match="TRAINING_NOT_STARTED"):
        school.attend(session_id, {"王建军": ""})
    school.office.clock.instant = BEGINS
    school.attend(session_id, {"王建军": "120"}, score="80")
    school.attend(session_id, {"程思远": "119"}, score="100")
    with pytest.raises(ConflictError, match="TRAINING_NOT_OVER"):
        issue_certificates(session_id, actor=school.trainer, tools=school.tools)
    school.office.clock.instant = ENDS
    assert issue_certificates(session_id, actor=school.trainer, tools=school.tools).count == 1
    assert issue_certificates(session_id, actor=school.trainer, tools=school.tools).count == 0
    (certificate,) = school.certificates()
    assert (certificate.attendee, certificate.score, certificate.hours) == ("王建军", 80, 3)
    school.attend(session_id, {"程思远": ""}, score="79")
    assert issue_certificates(session_id, actor=school.trainer, tools=school.tools).count == 0
    school.attend(session_id, {"程思远": "", "王建军": "1"}, score="80")
    assert issue_certificates(session_id, actor=school.trainer, tools=school.tools).count == 1
    view = get_session(session_id, actor=school.trainer, tools=school.tools)
    assert [each.minutes for each in view.seats] == [120, 150], "what has a certificate stays as it is"


def test_two_clicks_at_once_issue_each_certificate_once(school: School) -> None:
    b, _ = two(school)
    session_id = school.plan()
    school.enrol(session_id, b)
    school.office.clock.instant = ENDS
    school.attend(session_id, {"王建军": ""})
    with ThreadPoolExecutor(3) as pool:
        found = pool.map(lambda _: issue_certificates(session_id, actor=school.trainer, tools=school.tools), range(3))
    assert sum(each.count for each in found) == 1


def test_wrong_numbers_are_named_by_seat_and_nothing_is_noted(school: School) -> None:
    b, _ = two(school)
    session_id = school.plan()
    school.enrol(session_id, b)
    school.office.clock.instant = BEGINS
    with pytest.raises(InvalidError) as caught:
        school.attend(session_id, {"王建军": "151"}, score="一百")
    assert [each.code for each in caught.value.errors] == ["NOT_WITHIN", "NOT_WITHIN"]
    (seat,) = get_session(session_id, actor=school.trainer, tools=school.tools).seats
    assert seat.checked_in_at is None


def test_a_trainer_notes_and_certifies_nothing_of_an_enterprise_of_their_own(school: School) -> None:
    b, _ = two(school)
    session_id = school.plan()
    school.enrol(session_id, b)
    school.office.clock.instant = ENDS
    own = replace(school.trainer, subject_ids=b.subject_ids)
    colleague, school.trainer = school.trainer, own
    with pytest.raises(ForbiddenError, match="CONFLICT_OF_INTEREST"):
        school.attend(session_id, {"王建军": ""})
    school.trainer = colleague
    school.attend(session_id, {"王建军": ""})
    assert issue_certificates(session_id, actor=own, tools=school.tools).count == 0
    assert issue_certificates(session_id, actor=colleague, tools=school.tools).count == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "/title"),
        ({"mode": "ONLINE", "place": "javascript:alert(1)"}, "/place"),
        ({"mode": "BY_POST"}, "/mode"),
        ({"capacity": "0"}, "/capacity"),
        ({"capacity": "201"}, "/capacity"),
        ({"hours": "-1"}, "/hours"),
        ({"language": "FR"}, "/language"),
        ({"note": "长" * 1001}, "/note"),
    ],
)
def test_each_wrong_field_of_a_class_is_named(school: School, changes: dict[str, str], field: str) -> None:
    with pytest.raises(InvalidError) as caught:
        school.plan(**changes)
    assert [each.field for each in caught.value.errors] == [field]


def test_a_class_lies_ahead_and_ends_after_it_begins(school: School) -> None:
    now = school.office.clock.now()
    for begins, ends in ((now, now), (None, None), (ENDS, BEGINS), (BEGINS, BEGINS + timedelta(days=2))):
        command = PlanSession(school.office.authority.id, begins, ends, CLASS)
        with pytest.raises(InvalidError):
            plan_session(command, actor=school.trainer, tools=school.tools)
