"""The limits of objections and reports follow the calendar and outages, as those of cases do; reminders go along."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from calendar_changes import change, holiday, told, worked
from concern_office import report, take
from pledge_office import PledgeOffice
from scenario_steps import move_to

from workflow_app.domain.actors import Role
from workflow_app.models import Concern, Notice
from workflow_app.services.audit_verify import verify


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[PledgeOffice]:
    made = PledgeOffice.staffed(database_url, tmp_path)
    made.hire("handler", Role.COMPLAINT_HANDLER)
    report(made, made.published())
    yield made
    made.close()


def last_day(office: PledgeOffice) -> str:
    with office.tools.database.read() as unit:
        return unit.session.query(Concern).one().due_on.isoformat()


def reminded(office: PledgeOffice) -> list[str]:
    with office.tools.database.read() as unit:
        rows = unit.session.query(Notice).filter_by(role=Role.COMPLAINT_HANDLER.value).order_by(Notice.created_at)
        return [each.code for each in rows if each.code in {"CONCERN_DUE", "CONCERN_LATE"}]


def test_the_day_of_taking_it_up_moves_and_those_who_handle_it_are_told_and_reminded_anew(office: PledgeOffice) -> None:
    assert last_day(office) == "2026-09-08", "five working days from the first"
    change(office, holiday("2026-09-04"))
    assert last_day(office) == "2026-09-09"
    (facts,) = told(office, "handler", "CONCERN_MOVED")
    assert (facts["old"], facts["new"]) == ("2026-09-08", "2026-09-09")
    move_to(office, 2026, 9, 8, 12, 0)
    assert reminded(office) == [], "what was left for the old day tells nobody"
    move_to(office, 2026, 9, 10, 12, 0)
    assert reminded(office) == ["CONCERN_DUE", "CONCERN_LATE"]
    assert verify(office.tools) == ()


def test_a_limit_of_days_of_the_calendar_moves_only_at_its_end(office: PledgeOffice) -> None:
    take(office)
    assert last_day(office) == "2026-11-02", "sixty days end on a Saturday, and on the Monday after"
    change(office, holiday("2026-09-21"))
    assert last_day(office) == "2026-11-02"
    change(office, holiday("2026-11-02"))
    assert last_day(office) == "2026-11-03"


def test_what_is_settled_stays_and_nobody_is_late_because_a_day_is_worked(office: PledgeOffice) -> None:
    move_to(office, 2026, 9, 8, 9, 0)
    change(office, worked("2026-09-05"))
    assert last_day(office) == "2026-09-08", "it is today"
    take(office, taken=False)
    change(office, holiday("2026-09-04"))
    assert last_day(office) == "2026-09-08"
    assert told(office, "handler", "CONCERN_MOVED") == []


def test_doing_it_again_moves_nothing_again(office: PledgeOffice) -> None:
    change(office, holiday("2026-09-04"))
    change(office, holiday("2026-09-04", "防汛"))
    assert (last_day(office), len(told(office, "handler", "CONCERN_MOVED"))) == ("2026-09-09", 1)
