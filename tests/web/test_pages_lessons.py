"""Lessons before a browser: they take their time, and whoever is trained is who the register says."""

from builders import Service
from lesson_pages import begin, course_page, let_time_pass
from page_readers import reader
from sqlalchemy import delete

from workflow_app.models import TrainingTest


def test_a_lesson_read_in_no_time_does_not_count_and_the_page_says_from_when_it_does(service: Service) -> None:
    who = reader(service, "applicant_b")
    course = course_page(who)
    (address,) = course.all("//a[contains(@class, 'btn-primary')]/@href")
    page = who.get(address)
    assert "It can be noted as read from 29 Sep, 09:06" in page.text
    action, fields = page.form("//form[@id='read']")
    again = who.get(who.post(str(action), fields).location)
    assert "This lesson counts as read in 6 minutes" in again.text
    later = who.get(address.replace("/lessons/1", "/lessons/2"), expect=303)
    back = who.get(later.location)
    assert "Lessons are read in their order; lesson 1 comes first" in back.text
    assert "begun, can be noted as read from 29 Sep, 09:06" in back.text
    assert "0 of 6 read" in back.text
    let_time_pass(service)
    assert "it can be noted as read." in who.get(address).text
    assert who.post(str(action), fields).location.split("?")[0].endswith("/lessons/2")


def test_whom_the_register_does_not_know_is_named_with_a_tick_that_stands_by_it(service: Service) -> None:
    who = reader(service, "applicant_b")
    begin(who)
    with service.tools.database.write() as unit:
        unit.trainings.session.execute(delete(TrainingTest))
        unit.commit()
    page = course_page(who)
    page = (
        who.get(page.all("//a[contains(@href, '/my/training/courses/')]/@href")[0])
        if not page.all("//form[@id='begin']")
        else page
    )
    other = {"attendee": "别人", "capacity": "LEGAL_REPRESENTATIVE"}
    told = who.submit(page, "begin", other, expect=422)
    assert "On record the legal representative is 王建军." in told.text
    assert told.all("//input[@name='attendee']/@value") == ["别人"]
    assert "/my/training/tests/" in who.submit(told, "begin", {"insists": "yes"}).location
