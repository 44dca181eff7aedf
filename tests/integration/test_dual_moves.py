"""What is to be reported of a permit follows the calendar, as the clocks of cases do."""

from collections.abc import Iterator
from pathlib import Path

import permit_process as trial
import pytest
from calendar_changes import change, holiday, worked
from inlet_acts import know
from office import Office

from workflow_app.domain.actors import Role
from workflow_app.domain.seeds.demo_subjects import SUBJECT_BY_KEY
from workflow_app.models import DualRecord, Notice, Subject
from workflow_app.services.audit_verify import verify

E = SUBJECT_BY_KEY["E"].uscc


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office(database_url, tmp_path)
    subject_id = know(made, "E")
    with made.tools.database.write() as unit:
        unit.session.get_one(Subject, subject_id).legal_representative = "刘洋"
        unit.commit()
    made.agent(E, "applicant_e")
    made.hire_everywhere("everywhere", Role.DECIDER)
    trial.publish(made.tools)
    trial.grant(made.tools, made.people["applicant_e"], made.people["everywhere"], E, "CONSTRUCTION_WASTE")
    made.work()
    yield made
    made.close()


def last_day(office: Office) -> str:
    with office.tools.database.read() as unit:
        return unit.session.query(DualRecord).one().due_on.isoformat()


def told(office: Office) -> list[str]:
    with office.tools.database.read() as unit:
        rows = unit.session.query(Notice).filter_by(code="DEADLINE_MOVED", role=Role.DATA_CLERK.value)
        return [each.code for each in rows]


def test_the_last_day_moves_with_the_holidays_and_who_reports_is_told(office: Office) -> None:
    assert last_day(office) == "2026-10-14", "seven working days over the holiday"
    change(office, holiday("2026-10-09"))
    assert last_day(office) == "2026-10-15"
    assert told(office) == ["DEADLINE_MOVED"]
    assert verify(office.tools) == ()


def test_a_change_that_touches_nothing_of_it_moves_nothing(office: Office) -> None:
    change(office, holiday("2026-12-01"))
    assert (last_day(office), told(office)) == ("2026-10-14", [])


def test_nobody_is_late_because_a_day_became_a_working_day(office: Office) -> None:
    office.clock.instant = office.clock.instant.replace(month=10, day=14)
    change(office, worked("2026-10-06"))
    assert last_day(office) == "2026-10-14", "it is today, and the sixth has passed"


def test_what_was_sent_stays_as_it_was(office: Office) -> None:
    with office.tools.database.write() as unit:
        unit.session.query(DualRecord).one().status = "SENT"
        unit.commit()
    change(office, holiday("2026-10-09"))
    assert last_day(office) == "2026-10-14"
