"""A draft that nobody hands in: announced before it ends, kept longer by every change, and forgotten at last."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from hiding_acts import told_codes
from office import START, Office

from workflow_app.domain.commands.tasks import TaskFilter
from workflow_app.domain.drafts import mark_of
from workflow_app.services import background
from workflow_app.services.cases import get_case
from workflow_app.services.draft_keeping import Seen
from workflow_app.services.inbox import list_tasks
from workflow_app.services.tasks import get_task, save_draft
from workflow_app.services.views import CaseView


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office.with_sample(database_url, tmp_path)
    yield made
    made.close()


def at(office: Office, moment: datetime) -> None:
    """Let everything happen that is due up to a moment, each at its own."""
    background.run_due(office.tools)
    office.clock.instant = moment
    background.run_due(office.tools)


def type_on(office: Office, case: CaseView) -> None:
    save_draft(case.tasks[0].id, {"receipt_no": "豫财-77"}, actor=office.agent(), tools=office.tools)


def state(office: Office, case: CaseView) -> str:
    return get_case(case.id, actor=office.agent(), tools=office.tools).state


def told(office: Office) -> list[str]:
    return [code for code in told_codes(office) if code.startswith("DRAFT_")]


def test_a_draft_says_until_when_it_is_kept(office: Office) -> None:
    case = office.open()
    (task,) = list_tasks(TaskFilter(scope="mine"), actor=office.agent(), tools=office.tools).items
    shown = get_task(case.tasks[0].id, actor=office.agent(), tools=office.tools).task
    assert task.draft_until == shown.draft_until == date(2026, 10, 29)


def test_a_draft_is_announced_three_days_before_its_end_and_then_forgotten(office: Office) -> None:
    case = office.open()
    type_on(office, case)
    at(office, START + timedelta(days=26))
    assert (told(office), state(office, case)) == ([], "DRAFT")
    at(office, START + timedelta(days=27))
    assert (told(office), state(office, case)) == (["DRAFT_ENDS"], "DRAFT")
    at(office, START + timedelta(days=30))
    assert state(office, case) == "DRAFT", "its last day is not over"
    at(office, START + timedelta(days=31))
    assert (told(office), state(office, case)) == (["DRAFT_ENDS", "DRAFT_OVER"], "WITHDRAWN")
    with office.tools.database.read() as unit:
        assert unit.tasks.get(case.tasks[0].id)[0].draft is None
    assert office.open().tasks, "the record is free again"


def test_every_change_keeps_a_draft_longer(office: Office) -> None:
    case = office.open()
    at(office, START + timedelta(days=28))
    type_on(office, case)
    at(office, START + timedelta(days=40))
    at(office, START + timedelta(days=56))
    assert state(office, case) == "DRAFT"
    at(office, START + timedelta(days=59))
    assert state(office, case) == "WITHDRAWN"
    assert told(office) == ["DRAFT_ENDS", "DRAFT_ENDS", "DRAFT_OVER"]


def test_what_was_handed_in_never_ends_that_way(office: Office) -> None:
    case = office.submit()
    at(office, START + timedelta(days=40))
    assert told(office) == []
    assert state(office, case) != "WITHDRAWN"


def test_two_windows_keep_what_each_changed_and_are_asked_where_both_did(office: Office) -> None:
    task, save = office.open().tasks[0].id, partial(save_draft, actor=office.agent(), tools=office.tools)
    seen = Seen({key: mark_of("") for key in ("receipt_no", "paid_on", "paid_amount")})
    start = {"receipt_no": "", "paid_on": "", "paid_amount": ""}
    save(task, dict(start))
    save(task, {**start, "receipt_no": "P-1", "paid_amount": "1"}, seen=seen)
    merged = save(task, {**start, "paid_on": "2026-05-20", "paid_amount": "2"}, seen=seen)
    assert merged.clashes == {"paid_amount": "1"}
    kept = get_task(task, actor=office.agent(), tools=office.tools).values
    assert [kept[key] for key in start] == ["P-1", "2026-05-20", "1"]
