"""Reading a course before a browser, lesson by lesson."""

from datetime import timedelta

from builders import Service
from page_readers import Page, Reader
from sqlalchemy import select

from workflow_app.models import LessonReading


def course_page(who: Reader) -> Page:
    page = who.get("/my/training")
    return who.get(next(each for each in page.all("//a/@href") if each.startswith("/my/training/courses/")))


def let_time_pass(service: Service) -> None:
    """Let every lesson have been begun an hour earlier."""
    with service.tools.database.write() as unit:
        for row in unit.courses.session.scalars(select(LessonReading)):
            row.begun_at = row.begun_at - timedelta(hours=1) if row.begun_at else None
        unit.commit()


def begin(who: Reader) -> str:
    """Read every lesson and begin the test; returns where it is."""
    page = course_page(who)
    page = who.get(page.all("//a[contains(@class, 'btn-primary')]/@href")[0])
    for _ in range(6):
        let_time_pass(who.service)
        action, fields = page.form("//form[@id='read']")
        page = who.get(who.post(str(action), fields).location)
    who.submit(page, "begin", {"attendee": "", "capacity": ""}, expect=422)
    return who.submit(page, "begin", {"attendee": "王建军", "capacity": "MANAGER"}).location
