"""The steps of a case stand in the order in which they happen, and none is shown as done that is not."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from objections import examine, judge, now, object_to, on_display, open_office
from office import Office
from repair_detours import RETURN, VERIFY
from scenario_steps import seen

from workflow_app.services.views import CaseView


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = open_office(Office.with_sample(database_url, tmp_path))
    yield made
    made.close()


def steps(office: Office, case: CaseView) -> list[tuple[str, str]]:
    return [(each.element, each.status) for each in seen(office, case).steps][2:-1]


def test_publicity_that_an_objection_suspends_is_not_done_and_its_examination_stands_before_the_decision(
    office: Office,
) -> None:
    case = on_display(office)
    reviewed = [("review_first", "done"), ("review_second", "done")]
    assert steps(office, case) == [*reviewed, ("await_publicity", "current"), ("decide_repair", "todo")]
    judge(office, object_to(office, case).id)
    suspended = [("await_publicity", "paused"), ("examine_objection", "current"), ("decide_repair", "todo")]
    assert steps(office, case) == [*reviewed, *suspended]
    examine(office, case)
    again = [("await_publicity", "current"), ("examine_objection", "done"), ("decide_repair", "todo")]
    assert steps(office, case) == [*reviewed, *again]
    office.pass_time(days=10)
    over = [("await_publicity", "done"), ("examine_objection", "done"), ("decide_repair", "current")]
    assert steps(office, now(office, case)) == [*reviewed, *over]


def test_after_an_objection_that_was_upheld_the_publicity_is_still_to_come(office: Office) -> None:
    case = on_display(office)
    judge(office, object_to(office, case).id)
    examine(office, case, "UPHELD")
    assert dict(steps(office, case))["await_publicity"] == "todo"


def test_a_check_on_site_stands_after_the_review_that_ordered_it(office: Office) -> None:
    case = office.complete(office.apply(), "first_reviewer", **VERIFY)
    assert [element for element, _ in steps(office, case)][:3] == ["review_first", "verify_site", "review_second"]


def test_a_case_that_went_back_has_the_review_before_it_once_more(office: Office) -> None:
    agreed = {"first_opinion": "AGREE", "duties": ["FINE_PAID", "RECTIFIED"]}
    case = office.complete(office.apply(), "first_reviewer", **agreed)
    case = office.complete(case, "second_reviewer", **RETURN)
    first = ("review_first", "done")
    assert steps(office, case)[:3] == [first, ("review_again", "current"), ("review_second", "todo")]
    case = office.complete(case, "first_reviewer", **agreed)
    assert steps(office, case)[:3] == [first, ("review_again", "done"), ("review_second", "current")]
