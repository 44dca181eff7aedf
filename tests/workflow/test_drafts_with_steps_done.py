"""A draft that has a step behind it takes a version that does not know that step, or knows it by another name."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from office import Office
from versions_taken import BUNDLE, DIAGRAM, came_out, take

from workflow_app.domain.errors import RefusedError
from workflow_app.services.bundle_reading import read_bundle
from workflow_app.services.case_answers import case_answers
from workflow_app.services.cases import get_case
from workflow_app.services.replay_reading import read_past
from workflow_app.services.tasks import get_task, save_draft
from workflow_app.services.views import CaseView

FIRST, SECOND = "apply_for_repair", "say_more"
RECEIPT = "豫财410122-0001"
_AFTER_FIRST = re.compile(rf'<bpmn:sequenceFlow id="([^"]+)"([^>]*)sourceRef="{FIRST}"([^>]*)/>')


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    yield made
    made.close()


def two_steps() -> dict[str, bytes]:
    """Return the process in which the applicant says more before the application is filed."""
    files = dict(read_bundle(BUNDLE))
    text = files[DIAGRAM].decode()
    found = _AFTER_FIRST.search(text)
    assert found is not None
    more = (
        f'<bpmn:userTask id="{SECOND}" name="补充" xn:nameEn="Say more" xn:role="APPLICANT" xn:form="correction" />'
        f'<bpmn:sequenceFlow id="more_on" sourceRef="{FIRST}" targetRef="{SECOND}" />'
        f'<bpmn:sequenceFlow id="{found[1]}"{found[2]}sourceRef="{SECOND}"{found[3]}/>'
    )
    return files | {DIAGRAM: text.replace(found[0], more).encode()}


def renamed(files: Mapping[str, bytes], *names: str) -> dict[str, bytes]:
    """Return a process in which steps have other names."""
    found = dict(files)
    for path in (DIAGRAM, "process.toml"):
        for name in names:
            found[path] = found[path].replace(name.encode(), b"other_" + name.encode())
    return found


def half_way(office: Office) -> CaseView:
    """Return an application of which the first step is done and the second waits."""
    take(office, two_steps(), scope="NEW")
    case = office.submit()
    assert [each.key for each in case.tasks if each.status == "OPEN"] == [SECOND]
    return case


def now(office: Office, case: CaseView) -> CaseView:
    return get_case(case.id, actor=office.agent(), tools=office.tools)


def open_one(office: Office, case: CaseView) -> str:
    (found,) = [each.id for each in now(office, case).tasks if each.status == "OPEN"]
    return found


@pytest.mark.parametrize(
    ("names", "came"), [((FIRST,), "MOVED"), ((FIRST, SECOND), "BEGUN_ANEW")], ids=["goes on", "begun anew"]
)
def test_the_step_that_was_done_is_shown_as_it_was_asked(office: Office, names: tuple[str, ...], came: str) -> None:
    case = half_way(office)
    take(office, renamed(two_steps(), *names), scope="NEW")
    office.work()
    assert came_out(office, case.id) == [(came, None, None)]
    shown = get_task(open_one(office, case), actor=office.agent(), tools=office.tools)
    asked = case_answers(case.id, actor=office.agent(), tools=office.tools)
    assert [each.element for each in shown.answers] == [each.element for each in asked] == [FIRST]
    assert shown.answers[0].values["receipt_no"] == RECEIPT


def test_what_was_answered_in_steps_that_were_done_is_there_when_it_is_begun_anew(office: Office) -> None:
    case = half_way(office)
    typed = {"fix_receipt_no": "补正的号码", "receipt_no": "改过的号码"}
    save_draft(open_one(office, case), typed, actor=office.agent(), tools=office.tools)
    take(office, renamed(two_steps(), FIRST, SECOND), scope="NEW")
    office.work()
    shown = get_task(open_one(office, case), actor=office.agent(), tools=office.tools)
    assert shown.task.key == f"other_{FIRST}"
    assert shown.values["paid_amount"] == "20000"
    assert shown.values["receipt_no"] == "改过的号码", "what was typed last"
    assert "pledge" not in shown.values, "it is signed with the step that is sent"


def test_a_case_of_which_a_step_was_done_under_other_rules_is_not_done_again(office: Office) -> None:
    case = half_way(office)
    take(office, renamed(two_steps(), FIRST), scope="NEW")
    office.work()
    with office.tools.database.read() as unit, pytest.raises(RefusedError, match="REPLAY_MOVED"):
        read_past(unit, case.id, tools=office.tools)
