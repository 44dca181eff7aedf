"""What is noted as read is what was shown, and nothing that came after it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from office import Office
from versions_taken import take, with_other_form, with_third_review

from workflow_app.services.audit_verify import verify
from workflow_app.services.draft_changes import DraftChanges, changes_of_task, read_changes_of_task


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    yield made
    made.close()


def told(office: Office, task: str) -> DraftChanges:
    found = changes_of_task(task, actor=office.agent(), tools=office.tools)
    assert found is not None
    return found


def test_a_version_that_comes_between_page_and_button_is_still_to_be_read(office: Office) -> None:
    task = office.open().tasks[0].id
    take(office, with_other_form())
    office.work()
    shown = told(office, task).last
    take(office, with_third_review())
    office.work()

    def read(last: str) -> bool:
        return read_changes_of_task(task, last=last, actor=office.agent(), tools=office.tools)

    assert not read(shown)
    left = told(office, task)
    assert len(left.turns) == 1
    for strange in ("", "ffffffff-ffff-7fff-bfff-ffffffffffff", shown, "' OR 1=1"):
        assert not read(strange)
    assert told(office, task) == left, "nothing that was not shown"
    assert read(left.last)
    assert changes_of_task(task, actor=office.agent(), tools=office.tools) is None
    assert read(left.last), "a second click"
    assert verify(office.tools) == ()
