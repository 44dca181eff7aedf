"""Training that was really taken: lessons read for their time, and by whom the certificate says."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from office import Office
from training_school import Lessons, School

from workflow_app.domain.commands.training import Enrol
from workflow_app.domain.errors import ConflictError, InvalidError
from workflow_app.services.training_seats import enrol
from workflow_app.services.training_views import get_progress
from workflow_app.services.trainings import training_of_record


@pytest.fixture
def school(database_url: str, tmp_path: Path) -> Iterator[School]:
    office = Office.with_sample(database_url, tmp_path / "data")
    yield School(office)
    office.close()


def test_a_lesson_counts_after_half_the_time_it_states_and_not_before(school: School) -> None:
    who = school.office.agent()
    read, course = Lessons(school, who), school.course()
    with pytest.raises(ConflictError, match="LESSON_NOT_BEGUN"):
        read.note("why")
    read.begin("why")
    school.office.pass_time(minutes=5, seconds=59)
    read.begin("why")
    with pytest.raises(ConflictError, match="LESSON_TOO_SOON") as caught:
        read.note("why")
    assert caught.value.values == {"minutes": 1}
    progress = get_progress(course.id, read.subject_id, actor=who, tools=school.tools)
    assert (progress.read_count, progress.waiting) == (0, {"why"})
    school.office.pass_time(seconds=1)
    read.note("why")
    read.note("why")
    progress = get_progress(course.id, read.subject_id, actor=who, tools=school.tools)
    assert (progress.read, progress.waiting, progress.next_lesson) == ({"why"}, set(), 2)


def test_how_long_a_lesson_is_read_is_a_value_of_the_authority(school: School) -> None:
    school.set("training.reading_share", 100, "PERCENT")
    read = Lessons(school, school.office.agent())
    read.begin("why")
    school.office.pass_time(minutes=11)
    with pytest.raises(ConflictError, match="LESSON_TOO_SOON"):
        read.note("why")
    school.office.pass_time(minutes=1)
    read.note("why")


def test_lessons_are_read_one_after_the_other(school: School) -> None:
    read = Lessons(school, school.office.agent())
    read.begin("why")
    for act in (read.begin, read.note):
        with pytest.raises(ConflictError, match="LESSONS_IN_ORDER") as caught:
            act("duties")
        assert caught.value.values == {"place": 1}


def test_a_legal_representative_whom_the_register_does_not_know_is_asked_about_at_once(school: School) -> None:
    who, session_id = school.office.agent(), school.plan()
    school.read_all(who)
    (subject_id,) = who.subject_ids
    with pytest.raises(InvalidError) as caught:
        school.start(who, attendee="别人")
    assert [(each.field, each.code, each.values) for each in caught.value.errors] == [
        ("/insists", "NOT_THE_REPRESENTATIVE", {"name": "王建军"})
    ]
    asked = Enrol(session_id, subject_id, "别人", "LEGAL_REPRESENTATIVE")
    with pytest.raises(InvalidError):
        enrol(asked, actor=who, tools=school.tools)
    assert enrol(replace(asked, insists=True), actor=who, tools=school.tools) == "ENROLLED"
    assert school.start(who, attendee="王 建军")


def test_the_certificate_of_another_says_by_whose_word_and_is_a_doubt_of_the_review(school: School) -> None:
    office = school.office
    who = office.agent()
    school.read_all(who)
    school.hand_in(who, school.start(who, attendee="别人", insists=True))
    (certificate,) = school.certificates()
    with school.tools.database.read() as unit:
        letter = unit.trainings.get_certificate(certificate.id).letter
    assert "自述为法定代表人，与登记不一致" in str(letter.data)
    case = office.complete(office.submit(training_certificate_no=certificate.number), "intake", acceptance="ACCEPT")
    answers = {"first_opinion": "AGREE", "duties": ["FINE_PAID", "RECTIFIED"]}
    with pytest.raises(InvalidError) as caught:
        office.complete(case, "first_reviewer", **answers)
    assert [each.field for each in caught.value.errors] == ["/values/answer_attendee_differs"]
    said = "法定代表人已变更，登记正在办理。"
    assert office.complete(case, "first_reviewer", **answers, answer_attendee_differs=said).state == "SECOND_REVIEW"


def test_where_training_is_required_a_certificate_that_is_not_named_is_looked_at_all_the_same(school: School) -> None:
    school.set("repair.training", "REQUIRED")
    office = school.office
    who = office.agent()
    school.read_all(who)
    school.hand_in(who, school.start(who, attendee="别人", insists=True))
    case = office.apply()
    answers = {"first_opinion": "AGREE", "duties": ["FINE_PAID", "RECTIFIED"]}
    with pytest.raises(InvalidError):
        office.complete(case, "first_reviewer", **answers)
    school.hand_in(who, school.start(who))
    assert not training_of_record(office.record_id(), actor=who, tools=school.tools).is_doubtful
    assert office.complete(case, "first_reviewer", **answers).state == "SECOND_REVIEW"
