"""Permits, pledges and the studio on the first morning of the demonstration: each stands where its story leaves it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from told_story import FILE, Story, opened, settings_of, told_once

from workflow_app.domain.commands.permits import FindPermits
from workflow_app.domain.concerns import Group
from workflow_app.domain.seeds.demo_subjects import SUBJECT_BY_KEY
from workflow_app.models import GateResult, Pledge, Task
from workflow_app.services.change_set_lines import list_sets
from workflow_app.services.change_set_views import get_set
from workflow_app.services.concern_desk import ConcernView, get_concern, list_concerns
from workflow_app.services.permits import search_permits
from workflow_app.services.pledge_archive import list_of_staff
from workflow_app.services.process_draft_checks import check_draft
from workflow_app.services.process_draft_views import list_drafts
from workflow_app.services.window_views import window_case

ORDINARY, DEFERRED, PLEDGE, BREACH = "ordinary_approval", "deferred_acceptance", "pledge_approval", "pledge_breach"
REPAIR = "credit_repair"
BY_PLEDGE = ["T03_NOTICE", "T09_ACCEPT", "PERMIT_GRANT", "PERMIT"]
PROMISED = ["T07_DEFER", "T10_REMIND"]
"""What the office sealed; the promise itself is the paper of the applicant, which nobody seals."""


@pytest.fixture(scope="module")
def story(run_folder: Path, sqlite_template: Path) -> Iterator[Story]:
    folder = told_once(run_folder, sqlite_template)
    with opened(settings_of(f"sqlite:///{folder / FILE}", folder)) as told:
        yield told


@pytest.mark.parametrize(
    ("key", "process", "state", "letters"),
    [
        ("S", DEFERRED, "READY_PENDING_MATERIAL", PROMISED),
        ("T", DEFERRED, "GRACE", [*PROMISED, "T10_OVERDUE", "T10_SUSPEND", "T10_REPRESENT"]),
        ("U", DEFERRED, "DECISION", PROMISED),
        ("AD", ORDINARY, "GRANTED", ["T09_ACCEPT", "PERMIT_GRANT", "PERMIT"]),
        ("AF", ORDINARY, "IN_REVIEW", ["T09_ACCEPT"]),
        ("AJ", ORDINARY, "GRANTED", ["T09_ACCEPT", "PERMIT_GRANT", "PERMIT"]),
        ("R", PLEDGE, "POST_CHECK_PENDING", BY_PLEDGE),
        ("G", PLEDGE, "AWAITING_REPLY", [*BY_PLEDGE, "T12_RECORD", "T13_RECTIFY", "T14_NOTICE"]),
        ("J", PLEDGE, "POST_CHECK_PENDING", ["T03_NOTICE", "PERMIT_GRANT", "PERMIT"]),
        ("AB", BREACH, "AWAITING_REPLY", ["T15_NOTICE"]),
        ("AF", BREACH, "BREACH_CONFIRMED", ["T15_NOTICE", "T15_DECISION"]),
        ("AF", REPAIR, "REPAIR_PUBLICITY", ["T20_ACCEPT", "T21_INTENT"]),
    ],
)
def test_each_case_stands_where_its_story_leaves_it(
    story: Story, key: str, process: str, state: str, letters: list[str]
) -> None:
    case = story.approval(key, process)
    assert case.state == state
    assert list(dict.fromkeys(story.letters_of(case))) == letters, "each kind once, however often it was sent"


@pytest.mark.parametrize(
    ("key", "process", "clock", "status", "due_on"),
    [
        ("S", DEFERRED, "da.supplement", "RUNNING", date(2026, 10, 9)),
        ("S", DEFERRED, "da.promised", "RUNNING", date(2026, 10, 15)),
        ("T", DEFERRED, "da.promised", "STOPPED", date(2026, 9, 14)),
        ("T", DEFERRED, "da.grace", "RUNNING", date(2026, 10, 10)),
        ("R", PLEDGE, "commitment.post_check", "EXPIRED", date(2026, 9, 1)),
        ("G", PLEDGE, "commitment.reply", "RUNNING", date(2026, 9, 30)),
        ("J", PLEDGE, "commitment.post_check", "RUNNING", date(2026, 11, 30)),
        ("AB", BREACH, "pledge.reply", "RUNNING", date(2026, 10, 9)),
        ("AF", REPAIR, "repair.publicity", "RUNNING", date(2026, 10, 8)),
        ("AF", REPAIR, "repair.result", "RUNNING", date(2026, 10, 12)),
    ],
)
def test_what_is_due_is_due_on_the_day_of_the_story(
    story: Story, key: str, process: str, clock: str, status: str, due_on: date
) -> None:
    assert story.clocks(story.approval(key, process))[clock] == (status, due_on)


def test_everything_has_arrived_and_the_decider_has_only_to_grant(story: Story) -> None:
    case = story.approval("U")
    assert case.open_deferrable == 0
    assert [(each.element, each.role) for each in _open(story, case.id)] == [("decide_application", "DECIDER")]
    assert [each.element for each in _open(story, story.approval("S").id)] == [], "the office waits for the contract"


def test_permits_by_pledge_are_in_force_until_somebody_revokes_them(story: Story) -> None:
    permits = search_permits(FindPermits(), tools=story.tools).items
    holders = {each.holder: each.standing for each in permits}
    assert holders == {SUBJECT_BY_KEY[key].name: "VALID" for key in ("AD", "AJ", "G", "J", "R")}


def test_the_permit_of_the_window_was_signed_on_paper_and_every_letter_handed_over(story: Story) -> None:
    case = window_case(story.approval("AJ", ORDINARY).id, actor=story.person("window"), tools=story.tools)
    assert (case.person.name, case.signed_pages) == (SUBJECT_BY_KEY["AJ"].representative, 1)
    served = {each.kind: (each.service, each.way) for each in case.case.letters if each.service}
    assert served == dict.fromkeys(("T09_ACCEPT", "PERMIT_GRANT"), ("SERVED", "DIRECT"))


def test_a_check_that_is_late_leaves_the_pledge_as_it_stood(story: Story) -> None:
    with story.tools.database.read() as unit:
        by_case = select(Pledge.status).where(Pledge.case_id == story.approval("R", PLEDGE).id)
        assert unit.session.scalars(by_case).all() == ["IN_FULFILMENT"]


def test_who_has_a_record_to_repair_was_told_so_by_the_gate(story: Story) -> None:
    with story.tools.database.read() as unit:
        subject = unit.subjects.find_by_uscc(SUBJECT_BY_KEY["B"].uscc)
        assert subject is not None
        asked = select(GateResult.outcome).where(GateResult.subject_id == subject.id, GateResult.channel == DEFERRED)
        assert unit.session.scalars(asked).all() == ["DENY"]


def test_pledges_stand_where_they_were_left(story: Story) -> None:
    with story.tools.database.read() as unit:
        own = select(Pledge.title, Pledge.status).where(Pledge.kind == "VOLUNTARY").order_by(Pledge.signed_at)
        found = [tuple(row) for row in unit.session.execute(own)]
    assert found == [
        ("户外广告牌月月检修", "BREACH_CONFIRMED"),
        ("渣土运输全程密闭", "IN_FULFILMENT"),
        ("搅拌车防遗撒", "BREACH_ALLEGED"),
        ("门前三包", "SIGNED"),
    ]
    assert [each.title for each in list_of_staff(actor=story.person("first_reviewer"), tools=story.tools)] == [
        "依法公正审查"
    ]


def _open(story: Story, case_id: str) -> list[Task]:
    with story.tools.database.read() as unit:
        return [each for each in unit.tasks.of_case(case_id) if each.status == "OPEN"]


def test_objections_and_a_report_stand_where_they_were_left_with_names_masked(story: Story) -> None:
    handler = story.person("complaint_handler")

    def of(group: Group) -> list[ConcernView]:
        listed, _counts = list_concerns(group, actor=handler, tools=story.tools)
        return [get_concern(each.id, actor=handler, tools=story.tools) for each in listed.items]

    assert of(Group.NEW) == []
    (running,) = of(Group.TAKEN)
    assert (running.kind, running.due_on) == ("OBJECTION", date(2026, 10, 16))
    over = of(Group.OVER)
    assert {(each.kind, each.status) for each in over} == {("OBJECTION", "NOT_TAKEN"), ("REPORT", "ANSWERED")}
    for each in (running, *over):
        assert each.contact is not None
        assert "*" in each.contact.name
        assert "*" in each.contact.phone


def test_a_process_administrator_has_a_draft_in_hand_that_lacks_a_default(story: Story) -> None:
    author = story.person("process_admin")
    (draft,) = [each for each in list_drafts(actor=author, tools=story.tools) if each.status == "OPEN"]
    found = check_draft(draft.id, actor=author, tools=story.tools).errors

    assert draft.title == "罚款超 50 万元增设三审"
    assert draft.note.startswith("罚款超过五十万元")
    assert [(each.code, each.element) for each in found] == [("NO_DEFAULT", "fine_large")]


def test_a_change_of_the_rules_waits_for_the_second_process_administrator(story: Story) -> None:
    second = story.person("process_admin_2")
    (line,) = list_sets(actor=second, tools=story.tools)
    page = get_set(line.id, actor=second, tools=story.tools)
    assert (line.status, line.title) == ("SUBMITTED", "R2026：补正期限 10 日改为 5 日")
    assert line.filename, "with the file of its legal basis"
    assert [(each.lane.kind, bool(each.by)) for each in page.lanes] == [("PROCESS", False), ("RULE", True)]
    assert page.may_consent
