"""The past of a demonstration: every case that is shown first stands where its story leaves it, on the right days."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from builders import DEMO_PENALTIES
from sqlalchemy import func, select
from told_story import FILE, Story, opened, settings_of, tell, told_once

from workflow_app.adapters.demo_papers import FORMS, TypstPapers
from workflow_app.adapters.documents import inspect
from workflow_app.adapters.spreadsheets_sample import make_sample
from workflow_app.cli.demo_story import DRAFT
from workflow_app.domain.commands.appointments import AppointmentFilter
from workflow_app.domain.commands.cases import OpenCase
from workflow_app.domain.commands.records import ImportRecords
from workflow_app.domain.demo_papers import Paper
from workflow_app.domain.resources import find
from workflow_app.domain.time import ZONE, local_date
from workflow_app.models import Account, Delivery, DemoMessage
from workflow_app.parts import FONTS
from workflow_app.repositories.signatures import Signatures
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.appointment_views import list_appointments
from workflow_app.services.audit_verify import verify
from workflow_app.services.calls_to_make import list_calls
from workflow_app.services.demo_story.making import MAIL_SINCE
from workflow_app.services.demo_story.named import CELLS
from workflow_app.services.demo_story.tales import Penalty
from workflow_app.services.imports import import_records
from workflow_app.services.incidents import list_dead_work, list_incidents
from workflow_app.services.opening import open_case
from workflow_app.services.window_views import window_case

ACCEPTED = ["T20_ACCEPT"]
SHOWN = [*ACCEPTED, "T21_INTENT"]
GRANTED = [*SHOWN, "T22_GRANT", "REPAIR_PROOF"]


@pytest.fixture(scope="module")
def folder(run_folder: Path, sqlite_template: Path) -> Path:
    return told_once(run_folder, sqlite_template)


@pytest.fixture(scope="module")
def story(folder: Path) -> Iterator[Story]:
    with opened(settings_of(f"sqlite:///{folder / FILE}", folder)) as told:
        yield told


@pytest.mark.parametrize(
    ("key", "state", "letters"),
    [
        ("J/1", "CLOSED", [*GRANTED, "T24_DONE"]),
        ("B/1", "FIRST_REVIEW", ACCEPTED),
        ("F/1", "CORRECTION_REQUESTED", ["T08_CORRECT"]),
        ("A/1", "SITE_VERIFICATION", [*ACCEPTED, "T12_NOTICE"]),
        ("N/1", "RETURNED_TO_FIRST", ACCEPTED),
        ("H/1", "SECOND_REVIEW", ACCEPTED),
        ("G/1", "REPAIR_PUBLICITY", SHOWN),
        ("H/2", "OBJECTION_SUSPENDED", SHOWN),
        ("D/1", "SYNCING", GRANTED),
        ("P/1", "REFUSED", [*ACCEPTED, "T22_REFUSE"]),
        ("C/1", "MOOT", SHOWN),
        ("Q/1", "TERMINATED", SHOWN),
        ("H/3", "SECOND_REVIEW", ACCEPTED),
        ("H/4", "SECOND_REVIEW", ACCEPTED),
        ("H/5", "FIRST_REVIEW", ACCEPTED),
        ("AB/1", "SECOND_REVIEW", ACCEPTED),
        ("K/2", "SUBMITTED", []),
        ("L/1", "DRAFT", []),
        ("AA/2", "DRAFT", []),
        ("AG/2", "SUBMITTED", []),
        ("AE/2", "RETURNED_TO_SECOND", SHOWN),
    ],
)
def test_each_case_stands_where_its_story_leaves_it(story: Story, key: str, state: str, letters: list[str]) -> None:
    assert story.case(key).state == state
    assert story.letters(key) == letters


@pytest.mark.parametrize(
    ("key", "clock", "status", "due_on"),
    [
        ("B/1", "repair.result", "RUNNING", date(2026, 10, 12)),
        ("F/1", "repair.correction", "RUNNING", date(2026, 10, 16)),
        ("G/1", "repair.publicity", "RUNNING", date(2026, 9, 30)),
        ("D/1", "repair.share", "RUNNING", date(2026, 9, 29)),
        ("AG/2", "repair.accept", "RUNNING", date(2026, 10, 9)),
        ("AG/2", "repair.result", "RUNNING", date(2026, 10, 16)),
    ],
)
def test_what_is_due_is_due_on_the_day_of_the_story(
    story: Story, key: str, clock: str, status: str, due_on: date
) -> None:
    assert story.clock(key, clock) == (status, due_on)


@pytest.mark.parametrize(
    ("key", "clock"),
    [
        ("F/1", "repair.accept"),
        ("F/1", "repair.result"),
        ("A/1", "repair.result"),
        ("H/2", "repair.result"),
        ("H/2", "repair.publicity"),
    ],
)
def test_a_clock_stands_still_while_a_case_waits_for_others(story: Story, key: str, clock: str) -> None:
    assert story.clock(key, clock)[0] == "PAUSED"


def test_the_publicity_was_suspended_on_its_last_day(story: Story) -> None:
    with story.tools.database.read() as unit:
        row = {each.key: each for each in unit.cases.clocks([story.case("H/2").id])}["repair.publicity"]
        (objection,) = unit.objections.of_case(story.case("H/2").id)
    assert (row.started_on, row.due_on) == (date(2026, 9, 21), date(2026, 9, 24))
    assert objection.judged_at is not None
    assert local_date(objection.judged_at) == date(2026, 9, 24)


def test_the_finished_case_is_gone_from_every_site(story: Story) -> None:
    assert set(story.sites("J/1").values()) == {"VERIFIED"}
    assert len(story.sites("J/1")) == 4
    ended_at = story.case("J/1").ended_at
    assert ended_at is not None
    assert local_date(ended_at) == date(2026, 8, 19)


def test_one_removal_is_held_up_by_one_site_that_failed_three_times(story: Story) -> None:
    assert story.sites("D/1") == {"OWN": "VERIFIED", "CREDIT_ZZ": "VERIFIED", "NECIPS": "REFUSED"}
    with story.tools.database.read() as unit:
        (stuck,) = [each for each in unit.listings.list_removals([story.case("D/1").id]) if each.site.code == "NECIPS"]
    assert stuck.removal is not None
    assert stuck.removal.attempts == 3


def test_what_went_wrong_is_one_removal_that_was_given_up_and_one_that_was_confirmed_twice(story: Story) -> None:
    admin = story.person("process_admin")
    incidents = list_incidents(actor=admin, tools=story.tools).items
    assert [(each.code, each.kind, each.case_id) for each in incidents] == [
        ("SITE_ANSWERED_TWICE", "site_recheck", story.case("D/1").id),
        ("SITE_REFUSED", "site_remove", story.case("D/1").id),
    ]
    assert [each.kind for each in list_dead_work(actor=admin, tools=story.tools)] == ["site_remove"]


def test_a_missed_limit_belongs_to_who_holds_the_task(story: Story) -> None:
    task = story.task("H/1")
    assert (task.element, local_date(task.due_at)) == ("review_second", date(2026, 9, 29))  # the end of the 28th
    with story.tools.database.read() as unit:
        holder = unit.session.get(Account, task.assignee_id)
    assert holder is not None
    assert holder.name == "马骁"


def test_what_the_decider_sent_back_is_with_who_reviewed_it(story: Story) -> None:
    task = story.task("AE/2")
    assert (task.element, local_date(task.due_at)) == ("review_second_again", date(2026, 9, 30))  # the end of the 29th
    assert task.assignee_id == story.person("second_reviewer").id


def test_nobody_has_taken_what_another_site_pushed_this_morning(story: Story) -> None:
    case = story.case("AG/2")
    assert case.channel == "API"
    assert case.pushed_at is not None
    assert case.pushed_at.isoformat().startswith("2026-09-29T00:52")
    assert story.task("AG/2").assignee_id is None


def test_the_refusal_says_when_to_apply_again_and_the_notice_names_both_gaps(story: Story) -> None:
    assert "2026年11月24日" in story.letter("P/1", "T22_REFUSE").replace(" ", "")
    notice = story.letter("F/1", "T08_CORRECT")
    assert "凭证照片模糊" in notice
    assert "未加盖公章" in notice


def test_for_one_case_alone_nobody_is_left_and_the_head_of_the_section_is_asked(story: Story) -> None:
    page, waiting = list_appointments(AppointmentFilter(), actor=story.person("section_head"), tools=story.tools)
    assert waiting == 1
    (asked,) = page.items
    assert asked.case_id == story.case("AB/1").id


def test_one_call_is_to_be_made_it_is_due_today_and_nobody_was_told_too_late(story: Story) -> None:
    page, waiting = list_calls(ended=False, cursor=None, actor=story.person("intake"), tools=story.tools)
    assert waiting == 1
    (call,) = page.items
    assert (call.person, call.case_id, call.why) == ("周长顺", story.case("K/2").id, "REJECTED")
    assert (call.due_on, call.is_late) == (date(2026, 9, 29), False)
    with story.tools.database.read() as unit:
        late = select(func.count()).select_from(Delivery).where(Delivery.status == "EXPIRED")
        assert unit.session.scalar(late) == 0


def test_every_sms_went_out_within_the_hours_in_which_they_may(story: Story) -> None:
    with story.tools.database.read() as unit:
        sent = unit.session.scalars(select(DemoMessage.sent_at).where(DemoMessage.channel == "SMS")).all()
    assert len(sent) > 20
    assert {each.astimezone(ZONE).hour for each in sent} <= set(range(8, 20))


def test_mail_is_used_in_the_last_days_only(story: Story) -> None:
    with story.tools.database.read() as unit:
        first = unit.session.scalar(select(func.min(DemoMessage.sent_at)).where(DemoMessage.channel == "MAIL"))
    assert first is not None
    assert first >= MAIL_SINCE


def test_four_cases_of_one_enterprise_were_filed_together(story: Story) -> None:
    cases = [story.case(key) for key in ("H/1", "H/3", "H/4", "H/5")]
    assert len({each.batch_id for each in cases}) == 1
    assert cases[0].batch_id is not None
    assert story.case("H/2").batch_id is None


def test_the_head_gave_a_case_to_somebody_else_while_its_reviewer_is_on_leave(story: Story) -> None:
    with story.tools.database.read() as unit:
        holder = unit.session.get(Account, story.task("H/3").assignee_id)
    assert holder is not None
    assert holder.name == "周正"


def test_one_application_is_signed_by_link_and_one_waits_for_it(story: Story) -> None:
    with story.tools.database.read() as unit:
        (signed,) = Signatures(unit.session).of_task(_first_task(unit, story.case("B/1").id))
        (waits,) = Signatures(unit.session).of_task(_first_task(unit, story.case("AA/2").id))
    assert (signed.way, signed.standing, signed.signer, signed.phone_known) == ("LINK", "SIGNED", "王建军", True)
    assert signed.used_at is not None
    assert (waits.way, waits.standing, waits.signer) == ("LINK", "WAITING", "衡泰来")


def _first_task(unit: UnitOfWork, case_id: str) -> str:
    return min(each.id for each in unit.tasks.of_case(case_id))


def test_the_window_filed_for_an_owner_who_signed_on_paper(story: Story) -> None:
    filed = window_case(story.case("K/2").id, actor=story.person("window"), tools=story.tools)
    assert (story.case("K/2").channel, filed.person.name, filed.signed_pages) == ("WINDOW", "周长顺", 1)


def test_the_trail_is_whole(story: Story) -> None:
    assert verify(story.tools) == ()


def test_the_sample_still_comes_in_and_brings_what_was_decided_the_day_before(story: Story) -> None:
    command = ImportRecords("penalties.xlsx", BytesIO(make_sample()))
    done = import_records(command, actor=story.person("data_clerk"), tools=story.tools)
    good = sum(not each.is_bad for each in DEMO_PENALTIES)
    assert (done.added, done.unchanged, done.rejected) == (1, good - 1, 3)


def test_some_records_are_left_to_apply_for(story: Story) -> None:
    penalty = Penalty.of(CELLS["H/6"])
    with story.tools.database.read() as unit:
        subject = unit.subjects.find_by_uscc(penalty.uscc)
        assert subject is not None
        found = unit.records.find_by_number([penalty.document_no], authority_ids=[story.case("H/1").authority_id])
        (record,) = [each for each in found if each.subject_id == subject.id]
    command = OpenCase("credit_repair", penalty.uscc, {"record_id": record.id})
    assert open_case(command, actor=story.person("applicant_b"), tools=story.tools).state == "DRAFT"


def test_the_sites_keep_what_they_were_told(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "sites" / "8101" / "site.sqlite3")) as site:
        shown = {status for (status,) in site.execute("SELECT status FROM listing")}
    assert shown == {"SHOWN", "REMOVED"}
    assert not (folder / DRAFT).exists()


def test_every_paper_that_is_drawn_would_be_taken_at_the_desk() -> None:
    draw = TypstPapers(find("templates") / "papers", fonts=[FONTS], family="Noto Serif SC")
    words = {"party": "某公司", "authority": "某局", "paid_on": "2026-05-20", "rectified_on": "2026-05-18"}
    for kind, form in FORMS.items():
        paper = draw(kind, **words)
        facts = inspect(BytesIO(paper.content), paper.filename, paper.media_type)
        assert facts.media_type == form.media_type
        assert facts.pages == (3 if kind == "rectification" else 1)
        assert draw(kind, **words) == paper
    assert draw("receipt", **words) == _a_second_later(partial(draw, "receipt", **words))


def _a_second_later(draws: Callable[[], Paper]) -> Paper:
    """Draw once more when the clock of the machine shows another second, which a file could tell."""
    time.sleep(1)
    return draws()


@pytest.mark.long
def test_two_runs_tell_the_same(story: Story, database_url: str, tmp_path: Path) -> None:
    with opened(tell(database_url, tmp_path)) as again:
        assert again.outline() == story.outline()
        assert verify(again.tools) == ()
