"""Objections by telephone and at the counter: when they came counts, and who of the staff took them down is kept."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from calendar_changes import change, holiday
from objections import NAME, PHONE, STATEMENT, judge, now, object_to, on_display, open_office
from office import Office
from repair_detours import SENT_BACK

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.objections import FileObjection, RegisterObjection
from workflow_app.domain.errors import ConflictError, InvalidError, NotFoundError
from workflow_app.services.audit_verify import verify
from workflow_app.services.cases import case_history
from workflow_app.services.notices import list_notices
from workflow_app.services.objection_desk import get_objection, list_undecided_repairs
from workflow_app.services.objection_following import follow_objection
from workflow_app.services.objection_views import ObjectionView
from workflow_app.services.taking_down_objections import register_objection
from workflow_app.services.views import CaseView


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = open_office(Office.with_sample(database_url, tmp_path))
    yield made
    made.close()


def take_down(
    office: Office, case: CaseView, *, who: str = "handler", way: str = "TELEPHONE", came: datetime | None = None
) -> ObjectionView:
    said = FileObjection(case.id, "NOT_RECTIFIED", STATEMENT, NAME, PHONE, relation="NEIGHBOUR", language="zh")
    made = register_objection(RegisterObjection(said, way, came), actor=office.people[who], tools=office.tools)
    office.work()
    return get_objection(made, actor=office.people["handler"], tools=office.tools).objection


def codes(office: Office, who: str) -> list[str]:
    return [each.code for each in list_notices(actor=office.people[who], tools=office.tools).items]


def test_a_call_is_taken_down_with_who_took_it_and_when_and_suspends_like_any_other(office: Office) -> None:
    case = on_display(office)
    came = office.clock.instant
    office.pass_time(minutes=40)
    found = take_down(office, case, came=came)
    assert (found.source, found.received_at, found.accept_due_on) == ("TELEPHONE", came, date(2026, 8, 11))
    assert found.contact is not None
    assert (found.contact.taken_by, found.contact.taken_at) == (
        office.people["handler"].name,
        came + timedelta(minutes=40),
    )
    assert NAME not in found.statement
    history = case_history(case.id, actor=office.people["decider"], tools=office.tools)
    (entry,) = [each for each in history if each.action == "objection.taken_down"]
    assert (entry.actor_name, entry.data["source"]) == (office.people["handler"].name, "TELEPHONE")
    assert follow_objection(found.number, found.follow_code, tools=office.tools).status == "RECEIVED"
    judge(office, found.id)
    assert now(office, case).state == "OBJECTION_SUSPENDED"
    assert verify(office.tools) == ()


def test_who_called_in_time_is_taken_down_also_while_the_decider_has_sent_the_case_back(office: Office) -> None:
    case = on_display(office)
    came = office.clock.instant
    office.pass_time(days=4)
    office.complete(now(office, case), "decider", **SENT_BACK)
    (listed,) = list_undecided_repairs(actor=office.people["handler"], tools=office.tools)
    assert (listed.id, listed.until) == (case.id, date(2026, 8, 13))
    judge(office, take_down(office, case, came=came).id)
    with pytest.raises(ConflictError, match="PUBLICITY_OVER"):
        take_down(office, case)
    office.complete(now(office, case), "second_reviewer", second_opinion="AGREE")
    office.work()
    assert now(office, case).state == "OBJECTION_SUSPENDED"


def test_nobody_can_have_called_before_the_intention_was_published(office: Office) -> None:
    office.pass_time(hours=2)
    case = on_display(office)
    office.pass_time(hours=1)
    with pytest.raises(InvalidError) as refused:
        take_down(office, case, came=datetime(2026, 8, 10, 2, 59, tzinfo=UTC))
    (wrong,) = refused.value.errors
    assert (wrong.field, wrong.code) == ("/received_at", "BEFORE_PUBLICITY")
    assert wrong.values == {"first": "2026-08-10 11:00"}
    assert take_down(office, case, came=datetime(2026, 8, 10, 3, 0, tzinfo=UTC)).source == "TELEPHONE"


def test_what_came_on_the_last_afternoon_is_in_time_the_morning_after_and_what_came_later_is_not(
    office: Office,
) -> None:
    case = on_display(office)
    handler = office.people["handler"]
    assert list_undecided_repairs(actor=handler, tools=office.tools) == ()
    office.clock.instant = datetime(2026, 8, 14, 1, 0, tzinfo=UTC)  # Friday; the 13th was the last day
    office.work()
    assert now(office, case).state == "DECISION"
    (listed,) = list_undecided_repairs(actor=handler, tools=office.tools)
    assert listed.id == case.id
    with pytest.raises(ConflictError, match="PUBLICITY_OVER"):
        take_down(office, case)
    found = take_down(office, case, way="COUNTER", came=datetime(2026, 8, 13, 8, 50, tzinfo=UTC))
    assert found.accept_due_on == date(2026, 8, 14), "one working day from when it came, not from when it was typed"
    assert "OBJECTION_DUE" not in codes(office, "head")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"way": "PUBLIC"}, "/way"),
        ({"way": ""}, "/way"),
        ({"came": datetime(2026, 8, 12, 1, 0, tzinfo=UTC)}, "/received_at"),
        ({"came": datetime(2026, 8, 7, 1, 0, tzinfo=UTC)}, "/received_at"),
    ],
)
def test_what_cannot_be_is_refused_by_field(office: Office, changed: dict[str, object], field: str) -> None:
    case = on_display(office)
    with pytest.raises(InvalidError) as refused:
        take_down(office, case, **changed)  # type: ignore[arg-type] # of a test
    assert [each.field for each in refused.value.errors] == [field]


def test_those_who_handle_no_objections_there_take_none_down(office: Office) -> None:
    case = on_display(office)
    office.hire("elsewhere", Role.INTAKE)
    for who in ("decider", "elsewhere"):
        with pytest.raises(NotFoundError, match="REPAIR_NOT_ON_DISPLAY"):
            take_down(office, case, who=who)


def test_a_holiday_moves_the_day_by_which_an_objection_is_accepted_and_its_reminders(office: Office) -> None:
    case = on_display(office)
    receipt = object_to(office, case)
    assert receipt.accept_due_on == date(2026, 8, 11)
    change(office, holiday("2026-08-11"))
    handler = office.people["handler"]
    assert get_objection(receipt.id, actor=handler, tools=office.tools).objection.accept_due_on == date(2026, 8, 12)
    moved = [each for each in list_notices(actor=handler, tools=office.tools).items if each.code == "DEADLINE_MOVED"]
    assert "2026-08-12" in {each.facts["new"] for each in moved}
    history = case_history(case.id, actor=office.people["decider"], tools=office.tools)
    assert "objection.due_moved" in [each.action for each in history]
    office.pass_time(hours=16)  # the 11th, 01:00: it would have been the last day
    assert "OBJECTION_DUE" not in codes(office, "handler")
    office.pass_time(hours=24)
    assert codes(office, "handler").count("OBJECTION_DUE") == 1
    assert "OBJECTION_LATE" not in codes(office, "handler")
    office.pass_time(hours=24)
    assert codes(office, "handler").count("OBJECTION_LATE") == 1
