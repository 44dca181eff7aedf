"""Papers of the service window: their marks, the time they may have come, and who may file."""

from datetime import date, datetime

import pytest

from workflow_app.domain.actors import Actor, Grant, Role
from workflow_app.domain.signed_papers import mark_of, new_sheet_no, read_mark, version_of
from workflow_app.domain.time import ZONE
from workflow_app.domain.window import may_file, on_behalf, wrong_time

NOW = datetime(2026, 9, 29, 9, 0, tzinfo=ZONE)


@pytest.mark.parametrize(
    "typed",
    ["YYNWECEQ-6163B6", " yynweceq 6163b6 ", "http://127.0.0.1:8000/desk/window/cases/1?sheet=YYNWECEQ-6163B6"],
)
def test_a_mark_is_read_as_typed_and_as_a_reader_of_codes_types_it(typed: str) -> None:
    assert read_mark(typed) == ("YYNWECEQ", "6163B6")


@pytest.mark.parametrize("typed", ["", "031", "YYNWECEQ", "修复-2026-0001", "YYNWECEQ-6163BZ"])
def test_what_is_no_mark_is_none(typed: str) -> None:
    assert read_mark(typed) is None


def test_every_new_paper_has_a_number_that_can_be_read_back() -> None:
    version = version_of("task", {"paid_on": "2026-05-20"})
    number = new_sheet_no()
    assert read_mark(mark_of(number, version)) == (number, version)


def test_other_answers_or_another_step_are_another_version() -> None:
    assert len({version_of("a", {"x": 1}), version_of("a", {"x": 2}), version_of("b", {"x": 1})}) == 3


def test_a_clerk_acts_for_one_subject_and_as_nothing_else() -> None:
    clerk = Actor(
        "clerk", "clerk", frozenset({Grant(Role.WINDOW, "here"), Grant(Role.INTAKE, "here")}), frozenset({"own"})
    )
    acting = on_behalf(clerk, "subject")
    assert (acting.id, acting.roles, acting.subject_ids) == ("clerk", {Role.APPLICANT}, {"subject"})
    assert may_file(clerk, authority_id="here", subject_id="subject").allowed
    assert may_file(clerk, authority_id="elsewhere", subject_id="subject").rule == "ROLE_NEEDED"
    assert may_file(clerk, authority_id="here", subject_id="own").rule == "CONFLICT_OF_INTEREST"


def test_the_minute_of_now_is_no_time_to_come() -> None:
    known = {"now": NOW, "decided_on": date(2026, 5, 8), "first_apply_on": date(2026, 8, 8)}
    assert not list(wrong_time(NOW, **known))
    assert [each.code for each in wrong_time(NOW.replace(minute=1), **known)] == ["RECEIVED_IN_FUTURE"]
