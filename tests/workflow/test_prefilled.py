"""A certificate that the enterprise holds stands in the application before anybody types it (section 4.5)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from office import Office
from training_school import School

from workflow_app.services.tasks import get_task, save_draft
from workflow_app.services.views import CaseView

NUMBER = "training_certificate_no"


@pytest.fixture
def school(database_url: str, tmp_path: Path) -> Iterator[School]:
    office = Office.with_sample(database_url, tmp_path)
    yield School(office)
    office.close()


def shown(school: School, case: CaseView) -> object:
    """Return what stands in the field of the certificate."""
    return get_task(case.tasks[0].id, actor=school.office.agent(), tools=school.tools).values.get(NUMBER)


def test_the_certificate_stands_in_the_form_until_the_applicant_says_something_else(school: School) -> None:
    case = school.office.open()
    assert not shown(school, case)
    school.pass_test(school.office.agent())
    (certificate,) = school.certificates()
    assert shown(school, case) == certificate.number

    for typed in ("", "另一份证书"):
        save_draft(case.tasks[0].id, {NUMBER: typed}, actor=school.office.agent(), tools=school.tools)
        assert shown(school, case) == typed


def test_what_was_handed_in_is_not_filled_in_afterwards(school: School) -> None:
    case = school.office.open()
    school.office.complete(case, "applicant_b", **school.office.application(case))
    school.pass_test(school.office.agent())
    assert not shown(school, case)
