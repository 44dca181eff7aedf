"""Training before a browser: the course, its test, classes, the trainer's desk."""

import io
from dataclasses import replace
from datetime import date

import pytest
from builders import URBAN, USCC_B, Service, hire
from lesson_pages import begin, course_page
from page_readers import Reader, fill_in, reader, start_application

from workflow_app.domain.actors import Role
from workflow_app.domain.course_files import read_course
from workflow_app.domain.resources import find
from workflow_app.domain.training import Training
from workflow_app.services.background import run_due
from workflow_app.services.rule_seeding import parameter_row
from workflow_app.services.trainings import training_of_record
from workflow_app.web.pages.checks import training_checks

CLASS = {
    "title": "Credit repair class",
    "mode": "ONLINE",
    "place": "https://meeting.example.cn/j/1",
    "starts_at": "2026-10-15T09:00",
    "ends_at": "2026-10-15T11:30",
    "capacity": "1",
    "hours": "3",
    "language": "ZH",
    "trainer": "叶书白",
}
SOURCE = (find("courses") / "credit_repair.toml").read_bytes()


@pytest.fixture
def trainer(service: Service) -> Reader:
    hire(service, "trainer", Role.TRAINER, authority=URBAN)
    return reader(service, "trainer")


def plan(trainer: Reader) -> str:
    trainer.get("/desk/training/sessions/new")
    return trainer.post("/desk/training/sessions/new", dict(CLASS)).location


def right_answers(service: Service, test: str) -> dict[str, object]:
    with service.tools.database.read() as unit:
        row = unit.trainings.get_test(test.rsplit("/", 1)[1])
        return {each["key"]: [str(place) for place in each["right"]] for each in row.questions}


def require_training(service: Service) -> None:
    with service.tools.database.write() as unit:
        for row in unit.authorities.parameters(None, keys=("repair.training",)):
            if row.regime is None:
                made = parameter_row(row)
                made.authority_id = unit.authorities.get_by_code(URBAN, lock=True).id
                made.value = "REQUIRED"
                unit.add(made)
        unit.authorities.get_by_code(URBAN).parameter_version += 1
        unit.commit()


def test_a_course_is_read_page_by_page_and_its_test_gives_a_certificate(service: Service) -> None:
    who = reader(service, "applicant_b")
    test = begin(who)
    page = who.get(test)
    assert "would have been right" not in page.text
    assert "10 questions are not answered yet" in who.post(test, {}, expect=422).text
    answers = right_answers(service, test)
    half = {key: answers[key] for key in list(answers)[:5]}
    refused = who.submit(page, "test", half, at=test, expect=422)
    assert "5 questions are not answered yet" in refused.text
    assert len(refused.all("//input[@checked]")) == sum(len(str(each).split(",")) for each in half.values())
    done = who.submit(page, "test", answers, at=test)
    assert "Passed with 100 of 100 points" in who.get(done.location).text
    run_due(service.tools)
    shown = who.get("/my/training")
    assert "牟城管信修培证〔2026〕1号" in shown.text
    assert "牟城管信修培证〔2026〕1号" in who.get("/my/letters").text
    pdf = who.get(shown.link("Download PDF"))
    assert pdf.answer.mimetype == "application/pdf"
    public = reader(service).get(shown.link("Verify"))
    assert "This letter is genuine." in public.text
    assert "王建军" not in public.text, "who was trained is nobody's business"


def test_the_page_of_a_test_holds_nothing_of_what_is_right(service: Service) -> None:
    who = reader(service, "applicant_b")
    page = who.get(begin(who))
    told = {each.explanation.en for each in read_course(SOURCE.decode()).questions}
    assert not [each for each in told if each in page.text]
    (form,) = page.all("//form[@id='test']")
    assert set(form.xpath(".//input/@*[name() != 'id' and name() != 'value' and name() != 'name']")) <= {
        "form-check-input", "radio", "checkbox", "hidden"
    }  # fmt: skip


def test_an_application_without_required_training_leads_to_it_and_keeps_what_was_typed(service: Service) -> None:
    require_training(service)
    who = reader(service, "applicant_b")
    page = fill_in(who, start_application(who))
    sent = who.submit(page, "submit", {"act": "submit"})
    assert sent.location.startswith("/my/training/records/")
    told = who.get(sent.location)
    assert "your application is kept" in told.text
    assert "Without a certificate the application cannot be handed in." in told.text
    assert "required before a repair" in who.get(told.link("To the online course")).text
    test = begin(who)
    who.submit(who.get(test), "test", right_answers(service, test), at=test)
    assert who.submit(page, "submit", {"act": "submit"}).location.startswith("/my/cases/")


@pytest.mark.parametrize(
    ("lang", "blocked", "free", "wrong", "counts"),
    [
        ("en", "cannot be handed in", "1 seat free", "on or before the day of this decision", "that counts"),
        ("zh", "不能提交申请", "余 1 个名额", "培训日期不晚于本决定之日", "可以提交申请"),
    ],
)
def test_s44_who_is_held_up_sees_the_free_classes_and_why_an_old_certificate_does_not_count(
    service: Service, trainer: Reader, lang: str, blocked: str, free: str, wrong: str, counts: str
) -> None:
    require_training(service)
    here = plan(trainer).replace("/desk/", "/my/")
    who = reader(service, "applicant_b", lang=lang)
    page = fill_in(who, start_application(who))
    held_up = who.submit(page, "submit", {"act": "submit"}).location
    shown = who.get(held_up)
    assert blocked in shown.text
    assert free in shown.text
    assert here in shown.all("//a/@href")
    test = begin(who)
    who.submit(who.get(test), "test", right_answers(service, test), at=test)
    after = trained_on(service, date(2026, 5, 8))
    assert who.submit(page, "submit", {"act": "submit"}).location == held_up
    shown = who.get(held_up)
    assert wrong in shown.text
    assert here in shown.all("//a/@href")
    trained_on(service, after)
    assert counts in who.get(held_up).text
    assert who.submit(page, "submit", {"act": "submit"}).location.startswith("/my/cases/")


def trained_on(service: Service, day: date) -> date:
    """Date the one certificate otherwise; returns what it said before."""
    with service.tools.database.write() as unit:
        (found,) = unit.trainings.search_certificates(None, limit=2)
        before, found.certificate.trained_on = found.certificate.trained_on, day
        unit.commit()
    return before


def test_what_training_a_record_of_somebody_else_asks_for_is_nobodys_business(service: Service) -> None:
    record = next(
        each for each in reader(service, "applicant_b").get("/my").all("//a/@href") if each.startswith("/my/records/")
    )
    page = f"/my/training/records/{record.split('/')[-1]}"
    assert "not required" in reader(service, "applicant_b").get(page).text
    reader(service, "applicant_e").get(page, expect=404)


def test_a_class_is_planned_taken_and_its_sheet_printed(service: Service, trainer: Reader) -> None:
    here = plan(trainer)
    b, e = reader(service, "applicant_b"), reader(service, "applicant_e")
    mine = here.replace("/desk/", "/my/")
    page = b.get(mine)
    assert "meeting.example.cn" not in page.text, "the link is for those who have a seat"
    b.submit(page, "enrol", {"attendee": "", "capacity": ""}, expect=422)
    b.submit(page, "enrol", {"attendee": "王建军", "capacity": "LEGAL_REPRESENTATIVE"})
    assert "meeting.example.cn" in b.get(mine).text
    e.submit(e.get(mine), "enrol", {"attendee": "程思远", "capacity": "MANAGER"})
    assert "place 1 on the waiting list" in e.get(mine).text
    sheet = trainer.get(f"{here}/sheet")
    assert "王建军" in sheet.text
    assert USCC_B in sheet.text
    assert "程思远" not in b.get(mine).text, "who else comes is nobody's business"
    assert "Credit repair class" in trainer.get(f"/desk/training?q={USCC_B}").text
    assert "No class found" in trainer.get("/desk/training?q=nothing").text


def test_a_class_is_planned_once_however_often_one_clicks(trainer: Reader) -> None:
    page = trainer.get("/desk/training/sessions/new")
    first, again = (trainer.submit(page, "class", CLASS, at="/desk/training/sessions/new").location for _ in range(2))
    assert first == again


def test_a_class_is_changed_and_cancelled(service: Service, trainer: Reader) -> None:
    here = plan(trainer)
    page = trainer.get(f"{here}/change")
    trainer.submit(page, "class", {"place": "nowhere"}, at=f"{here}/change", expect=422)
    trainer.submit(page, "class", {"place": "https://meeting.example.cn/j/2"}, at=f"{here}/change")
    trainer.submit(page, "class", {"title": "too late"}, at=f"{here}/change", expect=409)
    page = trainer.get(here)
    trainer.submit(page, "cancel", {"reason": ""}, expect=422)
    trainer.submit(page, "cancel", {"reason": "no electricity"})
    assert (
        "This class is cancelled: no electricity"
        in reader(service, "applicant_b").get(here.replace("/desk/", "/my/")).text
    )


def test_a_wrong_course_file_is_shown_line_by_line_and_a_right_one_published(trainer: Reader) -> None:
    trainer.get("/desk/training/courses")
    bad = SOURCE.replace(b'kind = "SINGLE"', b'kind = "SINGEL"', 1)
    page = trainer.post("/desk/training/courses", {"file": (io.BytesIO(bad), "bad.toml")}, expect=422)
    line = bad[: bad.index(b"SINGEL")].count(b"\n") + 1
    assert f"{line} questions/0/kind" in page.text
    trainer.post("/desk/training/courses", {}, expect=422)
    good = SOURCE.replace("不予理会".encode(), "坚决不予理会".encode())
    sent = trainer.post("/desk/training/courses", {"file": (io.BytesIO(good), "good.toml")})
    page = trainer.get(sent.location)
    assert "version 2" in page.text
    assert trainer.get(page.link("Download the course file")).answer.get_data() == good


def test_what_is_not_for_somebody_is_not_there(service: Service, trainer: Reader) -> None:
    here = plan(trainer)
    hire(service, "elsewhere", Role.TRAINER, authority="ZZ_ECOLOGY")
    stranger, applicant = reader(service, "elsewhere"), reader(service, "applicant_b")
    stranger.get(here, expect=403)
    stranger.post(f"{here}/cancel", {"reason": "none of mine"}, expect=403)
    stranger.post(f"{here}/certificates", {}, expect=403)
    for path in ("/desk/training", here, "/desk/training/courses", "/desk/training/certificates"):
        applicant.get(path, expect=403)
    assert "Credit repair class" not in stranger.get("/desk/training").text
    other = reader(service, "applicant_e")
    other.get(begin(applicant), expect=404)
    trainer.get("/my/training", expect=403)


@pytest.mark.parametrize("path", ["lessons/0", "lessons/7", "lessons/99999"])
def test_a_lesson_that_is_not_there_is_a_page_that_is_not_there(service: Service, path: str) -> None:
    who = reader(service, "applicant_b")
    course = course_page(who)
    address = course.all("//a[contains(@href, '/lessons/1')]/@href")[0]
    who.get(address.replace("lessons/1", path), expect=404)


@pytest.mark.parametrize("subject", ["", "x", "0" * 32, "00000000-0000-7000-8000-000000000000"])
def test_a_subject_that_is_not_ones_own_is_refused(service: Service, subject: str) -> None:
    who = reader(service, "applicant_b")
    course = course_page(who).all("//a[contains(@href, '/lessons/1')]/@href")[0].split("/lessons")[0]
    who.get(f"{course}?subject={subject}", expect=200 if not subject else 403)


def test_a_reviewer_sees_how_an_application_stands_with_training(service: Service) -> None:
    who = reader(service, "applicant_b")
    record = next(each for each in who.get("/my").all("//a/@href") if each.startswith("/my/records/")).split("/")[-1]
    for rule, told, tone in (
        ("REQUIRED", "Training: required, and no certificate that counts", "danger"),
        ("OFFERED", "Training: offered, not required; none taken", "success"),
    ):
        found = training_of_record(record, actor=service.actor("applicant_b"), tools=service.tools)
        with service.app.test_request_context("/?lang=en"):
            (check,) = training_checks(replace(found, rule=Training(rule)))
            assert (str(check.text), check.tone) == (told, tone)
