"""The online course: read, tested, certified; and what of it a repair asks for."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from office import PENALTY_OF_B, Office
from training_school import Lessons, School

from workflow_app.domain.actors import Grant, Role
from workflow_app.domain.commands.tasks import CompleteTask
from workflow_app.domain.commands.training import HandInTest, StartTest
from workflow_app.domain.errors import ConflictError, ForbiddenError, InvalidError, NotFoundError, RefusedError
from workflow_app.domain.training import Training
from workflow_app.services.certificates import annul_certificate, dispute_certificate, keep_certificate
from workflow_app.services.completing import complete_task
from workflow_app.services.courses import end_course, publish_course
from workflow_app.services.letters import get_letter, open_letter_pdf, verify_letter
from workflow_app.services.training_tests import get_test, hand_in_test, start_test
from workflow_app.services.training_views import get_progress, my_training
from workflow_app.services.trainings import rules_of, training_of_record


@pytest.fixture
def school(database_url: str, tmp_path: Path) -> Iterator[School]:
    office = Office.with_sample(database_url, tmp_path / "data")
    yield School(office)
    office.close()


def test_a_passed_test_gives_one_numbered_certificate(school: School) -> None:
    who = school.office.agent()
    result = school.pass_test(who)
    assert (result.status, result.score) == ("PASSED", 100)
    (certificate,) = school.certificates()
    assert certificate.number == "牟城管信修培证〔2026〕1号"
    assert certificate.trained_on.isoformat() == "2026-09-29"
    assert certificate.valid_until.isoformat() == "2027-09-28", "a year ends the day before (rule A21)"
    school.office.work()
    view, pdf = open_letter_pdf(certificate.letter_id, actor=who, tools=school.tools)
    with pdf:
        assert pdf.read(5) == b"%PDF-"
    shown = verify_letter(view.code, tools=school.tools)
    assert (shown.number, shown.valid_until, shown.annulled_on) == (certificate.number, certificate.valid_until, None)
    assert school.notices(who) == ["TRAINING_CERTIFICATE_ISSUED"]


def test_a_test_handed_in_twice_has_one_result_and_one_certificate(school: School) -> None:
    who = school.office.agent()
    school.read_all(who)
    test_id = school.start(who)
    first = school.hand_in(who, test_id)
    again = school.hand_in(who, test_id, wrong=10)
    assert again == first
    assert len(school.certificates()) == 1


def test_a_test_handed_in_twice_at_once_has_one_certificate(school: School) -> None:
    who = school.office.agent()
    school.read_all(who)
    test_id = school.start(who)
    command = HandInTest(test_id, school.answers(test_id))
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: hand_in_test(command, actor=who, tools=school.tools).status, range(4)))
    assert found == ["PASSED"] * 4
    assert len(school.certificates()) == 1


def test_two_who_begin_at_once_have_one_test(school: School) -> None:
    who = school.office.agent()
    school.read_all(who)
    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(lambda _: school.start(who), range(4)))) == 1


def test_too_many_wrong_answers_give_no_certificate_and_say_what_was_right(school: School) -> None:
    who = school.office.agent()
    school.read_all(who)
    result = school.hand_in(who, school.start(who), wrong=3)
    assert (result.status, result.score, result.wrong) == ("FAILED", 70, 3)
    assert all(each.explanation_zh for each in result.questions)
    assert school.certificates() == []


def test_a_test_under_way_tells_nobody_what_is_right(school: School) -> None:
    who = school.office.agent()
    school.read_all(who)
    view = get_test(school.start(who), actor=who, tools=school.tools)
    assert {option.is_right for each in view.questions for option in each.options} == {None}
    assert {each.explanation_zh for each in view.questions} == {""}


def test_unanswered_questions_are_named_and_nothing_is_marked(school: School) -> None:
    who = school.office.agent()
    school.read_all(who)
    test_id = school.start(who)
    given = school.answers(test_id)
    left = min(given)
    with pytest.raises(InvalidError) as caught:
        hand_in_test(HandInTest(test_id, {**given, left: (99, -1)}), actor=who, tools=school.tools)
    assert [each.field for each in caught.value.errors] == [f"/{left}"]
    assert school.frozen(test_id).status == "OPEN"


def test_answers_after_the_time_do_not_count(school: School) -> None:
    who = school.office.agent()
    school.read_all(who)
    test_id = school.start(who)
    school.office.pass_time(minutes=31)
    result = school.hand_in(who, test_id)
    assert (result.status, result.score) == ("EXPIRED", None)
    assert school.certificates() == []
    assert school.start(who) != test_id


def test_the_test_opens_when_every_lesson_is_read(school: School) -> None:
    who = school.office.agent()
    with pytest.raises(ConflictError, match="LESSONS_UNREAD"):
        school.start(who)


def test_a_day_has_so_many_tests_as_the_parameter_says(school: School) -> None:
    who = school.office.agent()
    school.read_all(who)
    for _ in range(3):
        school.hand_in(who, school.start(who), wrong=10)
    with pytest.raises(RefusedError, match="TESTS_A_DAY"):
        school.start(who)
    school.office.pass_time(days=1)
    assert school.start(who)


def test_a_stranger_finds_no_test_and_reads_no_certificate(school: School) -> None:
    who = school.office.agent()
    result = school.pass_test(who)
    other = replace(who, id=school.trainer.id)
    for actor in (other, school.trainer):
        with pytest.raises(NotFoundError, match="TEST_UNKNOWN"):
            get_test(result.id, actor=actor, tools=school.tools)
    (certificate,) = school.certificates()
    with pytest.raises(NotFoundError, match="LETTER_UNKNOWN"):
        get_letter(certificate.letter_id, actor=replace(who, subject_ids=frozenset()), tools=school.tools)
    command = StartTest(school.course().id, next(iter(who.subject_ids)), "王建军", "MANAGER")
    with pytest.raises(ForbiddenError):
        start_test(command, actor=school.trainer, tools=school.tools)


def test_a_new_version_changes_no_test_under_way_and_asks_only_for_new_lessons(school: School) -> None:
    who = school.office.agent()
    school.read_all(who)
    test_id, before = school.start(who), school.course()
    source = before.source.replace('key = "truth"', 'key = "honesty"').replace("不予理会", "坚决不予理会")
    done = publish_course(school.office.authority.id, source.encode(), actor=school.trainer, tools=school.tools)
    assert (done.version, done.is_new) == (2, True)
    again = publish_course(school.office.authority.id, source.encode(), actor=school.trainer, tools=school.tools)
    assert (again.version, again.is_new) == (2, False)
    assert school.hand_in(who, test_id).status == "PASSED"
    (subject_id,) = who.subject_ids
    progress = get_progress(before.id, subject_id, actor=who, tools=school.tools)
    assert (progress.version, progress.next_lesson) == (2, 5)
    with pytest.raises(NotFoundError, match="LESSON_UNKNOWN"):
        Lessons(school, who).note("truth")


def test_a_course_that_is_offered_no_more_begins_no_test(school: School) -> None:
    who = school.office.agent()
    school.read_all(who)
    end_course(school.course().id, actor=school.trainer, tools=school.tools)
    assert my_training(actor=who, tools=school.tools).courses == ()
    with pytest.raises(ConflictError, match="COURSE_NOT_OFFERED"):
        school.start(who)


def test_only_the_trainer_of_an_authority_publishes_there(school: School) -> None:
    elsewhere = replace(school.trainer, grants=frozenset({Grant(Role.TRAINER, "0" * 36)}))
    for actor, rule in ((elsewhere, "OTHER_AUTHORITY"), (school.office.people["decider"], "ROLE_NEEDED")):
        with pytest.raises(ForbiddenError, match=rule):
            publish_course(school.office.authority.id, b"", actor=actor, tools=school.tools)


def test_a_bank_too_small_for_one_test_is_refused(school: School) -> None:
    school.set("training.questions", 25, "QUESTIONS")
    with pytest.raises(InvalidError) as caught:
        publish_course(
            school.office.authority.id, school.course().source.encode(), actor=school.trainer, tools=school.tools
        )
    assert [each.code for each in caught.value.errors] == ["COURSE_SMALL_BANK"]


def test_s44_without_training_that_is_required_an_application_is_refused_and_kept(school: School) -> None:
    school.set("repair.training", "REQUIRED")
    session_id = school.plan()
    case = school.office.open()
    application = school.office.application(case)
    with pytest.raises(RefusedError, match="TRAINING_REQUIRED"):
        complete_task(
            CompleteTask(case.tasks[0].id, application), actor=school.office.agent(), tools=school.office.tools
        )
    found = training_of_record(school.office.record_id(), actor=school.office.agent(), tools=school.tools)
    assert (found.rule, found.is_missing) == (Training.REQUIRED, True)
    assert [each.id for each in found.sessions] == [session_id], "the free classes are listed"
    school.pass_test(school.office.agent())
    handed_in = school.office.complete(case, "applicant_b", **application)
    assert handed_in.number


def test_s44_a_certificate_from_before_the_decision_does_not_count(school: School) -> None:
    who = school.office.agent()
    school.pass_test(who)
    with school.tools.database.write() as unit:
        record = unit.records.get(school.office.record_id(PENALTY_OF_B)).record
        for trained, counts in ((record.decided_on, False), (school.office.clock.now().date(), True)):
            row = unit.trainings.get_certificate(school.certificates()[0].id).certificate
            row.trained_on = trained
            unit.flush()
            found = unit.trainings.certificates_for(record, on=school.office.clock.now().date())
            assert bool(found) is counts


def test_a_certificate_counts_through_its_last_day(school: School) -> None:
    who = school.office.agent()
    school.pass_test(who)
    (certificate,) = school.certificates()
    with school.tools.database.read() as unit:
        record = unit.records.get(school.office.record_id()).record
        assert unit.trainings.certificates_for(record, on=certificate.valid_until)
        assert not unit.trainings.certificates_for(record, on=certificate.valid_until.replace(day=29))


def test_training_that_is_off_offers_no_course(school: School) -> None:
    school.set("repair.training", "OFF")
    assert my_training(actor=school.office.agent(), tools=school.tools).courses == ()


def test_a_value_for_one_kind_of_record_reaches_only_that_kind(school: School) -> None:
    school.set("repair.training", "REQUIRED", data_class="FOOD")
    with school.tools.database.write() as unit:
        record = unit.records.get(school.office.record_id()).record
        for data_class, rule in ((record.content.get("data_class"), "OFFERED"), ("FOOD", "REQUIRED")):
            record.content = {**record.content, "data_class": data_class}
            unit.flush()
            assert rules_of(unit, [record], tools=school.tools) == {record.authority_id: Training(rule)}


def test_two_people_annul_a_certificate_and_everybody_sees_it(school: School) -> None:
    who = school.office.agent()
    school.pass_test(who)
    (certificate,) = school.certificates()
    head = school.office.hire("section_head", Role.SECTION_HEAD)
    dispute_certificate(certificate.id, "由他人代为测验", actor=school.trainer, tools=school.tools)
    with pytest.raises(ForbiddenError, match="SELF_APPROVAL"):
        annul_certificate(certificate.id, actor=school.trainer, tools=school.tools)
    keep_certificate(certificate.id, actor=head, tools=school.tools)
    with pytest.raises(ConflictError, match="CERTIFICATE_NOT_DISPUTED"):
        annul_certificate(certificate.id, actor=head, tools=school.tools)
    dispute_certificate(certificate.id, "由他人代为测验", actor=school.trainer, tools=school.tools)
    annul_certificate(certificate.id, actor=head, tools=school.tools)
    with school.tools.database.read() as unit:
        record = unit.records.get(school.office.record_id()).record
        code = unit.trainings.get_certificate(certificate.id).letter.code
        assert not unit.trainings.certificates_for(record, on=school.office.clock.now().date())
    assert verify_letter(code, tools=school.tools).annulled_on == school.office.clock.now().date()
    assert school.notices(who)[0] == "TRAINING_CERTIFICATE_ANNULLED"
