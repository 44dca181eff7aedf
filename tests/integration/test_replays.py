"""Finished cases go through a draft once more with what was recorded of them; a table says what became of each."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from past_office import DIAGRAM, KEY, PastOffice, draft_of
from sqlalchemy import func, select, update
from walkers import shipped

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.errors import ConflictError, ForbiddenError, NotFoundError
from workflow_app.domain.process_findings import ProcessRefusedError
from workflow_app.domain.replays import Came, ReplayStatus, Verdict, first_difference, read_came
from workflow_app.models import Case, DueWork, Letter, Notice, ReplayedCase, Task
from workflow_app.services.background import run_once
from workflow_app.services.due_kinds import KINDS
from workflow_app.services.process_drafting import digest, save_file
from workflow_app.services.replay_reading import Past
from workflow_app.services.replay_views import ReplayLine, find_summary, get_replay, get_replayed
from workflow_app.services.replaying import replay
from workflow_app.services.replays import KIND, begin_replay, stop_replay
from workflow_app.services.sandbox_grounds import Ground
from workflow_app.services.tools import Tools


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[PastOffice]:
    made = PastOffice.with_sample(database_url, tmp_path)
    made.hire("process_admin", Role.PROCESS_ADMIN)
    yield made
    made.close()


@pytest.fixture
def writer(office: PastOffice) -> Actor:
    return office.people["process_admin"]


def came(lines: list[ReplayLine]) -> list[Came]:
    found = [each.came for each in lines]
    assert all(found)
    return [each for each in found if each]


def test_in_a_draft_that_changes_nothing_every_case_takes_its_own_course(office: PastOffice, writer: Actor) -> None:
    ends = [each().state for each in (office.granted, office.refused, office.withdrawn, office.silent)]
    assert ends == ["GRANTED", "REFUSED", "WITHDRAWN", "GRANTED"]
    office.submitted()  # has not ended, and takes no part
    lines = office.replayed(draft_of(office, writer), writer)
    assert [each.verdict for each in came(lines)] == [Verdict.SAME] * 4, came(lines)
    assert [each.recorded.end for each in lines] == ends
    assert [each.passed for each in came(lines)] == [each.recorded.passed for each in lines]


def test_where_a_draft_decides_otherwise_a_case_takes_another_course(office: PastOffice, writer: Actor) -> None:
    office.granted()
    office.withdrawn()
    swapped = draft_of(
        office, writer, DIAGRAM, lambda text: text.replace(b"decision == 'GRANT'", b"decision == 'NEVER'")
    )
    other, same = came(office.replayed(swapped, writer))
    assert (other.verdict, other.element, other.end, other.waits_at) == (Verdict.OTHER, "issue_refusal", "REFUSED", "")
    assert same.verdict is Verdict.SAME


def test_a_step_that_nobody_did_is_where_the_case_waits(office: PastOffice, writer: Actor) -> None:
    office.granted()
    anew = draft_of(office, writer, DIAGRAM, lambda text: text.replace(b"review_application", b"review_anew"))
    (other,) = came(office.replayed(anew, writer))
    assert (other.verdict, other.element, other.waits_at, other.end) == (
        Verdict.OTHER,
        "review_anew",
        "review_anew",
        "",
    )


def test_what_goes_to_another_role_is_done_by_somebody_of_that_role(office: PastOffice, writer: Actor) -> None:
    office.granted()

    def change(text: bytes) -> bytes:
        at = text.index(b'id="review_application"')
        return text[:at] + text[at:].replace(b"FIRST_REVIEWER", b"SECOND_REVIEWER", 1)

    assert came(office.replayed(draft_of(office, writer, DIAGRAM, change), writer))[0].verdict is Verdict.SAME


def test_an_answer_that_does_not_fit_the_form_is_where_the_case_is_stuck(office: PastOffice, writer: Actor) -> None:
    office.granted()

    def ask_more(content: bytes) -> bytes:
        form = json.loads(content)
        asked = {"type": "textfield", "id": "f_more", "key": "more", "label": "再问", "validate": {"required": True}}
        form["components"].append(asked | {"properties": {"label_en": "More"}})
        return json.dumps(form, ensure_ascii=False).encode()

    (stuck,) = came(office.replayed(draft_of(office, writer, "forms/review.form.json", ask_more), writer))
    assert (stuck.verdict, stuck.element, stuck.code, stuck.fields) == (
        Verdict.STUCK, "review_application", "INVALID", ("more",),
    )  # fmt: skip
    assert "decide_application" not in stuck.passed


def test_a_question_that_is_gone_is_not_asked(office: PastOffice, writer: Actor) -> None:
    office.granted()

    def ask_less(content: bytes) -> bytes:
        form = json.loads(content)
        form["components"] = [each for each in form["components"] if each.get("key") != "review_findings"]
        return json.dumps(form, ensure_ascii=False).encode()

    (same,) = came(office.replayed(draft_of(office, writer, "forms/review.form.json", ask_less), writer))
    assert same.verdict is Verdict.SAME


def test_what_cannot_be_done_again_is_said_so_and_blames_no_draft(office: PastOffice, writer: Actor) -> None:
    gone, odd = office.granted(), office.refused()
    with office.tools.database.write() as unit:
        unit.session.execute(update(Task).where(Task.case_id == gone.id).values(outcome=None))
        unit.session.execute(update(Case).where(Case.id == odd.id).values(passed=["somewhere_else"]))
        unit.commit()
    first, second = came(office.replayed(draft_of(office, writer), writer))
    assert (first.verdict, first.code) == (Verdict.UNREPLAYED, "REPLAY_ANSWERS_GONE")
    assert (second.verdict, second.code) == (Verdict.UNREPLAYED, "REPLAY_DIFFERS_ANYWAY")


def test_a_fault_of_the_service_holds_up_no_other_case(office: PastOffice, writer: Actor) -> None:
    office.granted()
    office.withdrawn()

    def fails(past: Past, files: Mapping[str, bytes], ground: Ground, tools: Tools) -> Came:
        if past.course.end == "GRANTED":
            raise KeyError(past.about)
        return replay(past, files, ground, tools)

    assert office.tools.sandboxes is not None
    office.tools.sandboxes.replay = fails
    first, second = came(office.replayed(draft_of(office, writer), writer))
    assert (first.verdict, first.code, first.fields) == (Verdict.UNREPLAYED, "REPLAY_FAILED", ("KeyError",))
    assert second.verdict is Verdict.SAME


def test_a_draft_that_cannot_run_is_refused_before_anything_is_begun(office: PastOffice, writer: Actor) -> None:
    office.granted()
    broken = draft_of(office, writer, DIAGRAM, lambda _text: b"<definitions/>")
    with pytest.raises(ProcessRefusedError):
        begin_replay(broken, actor=writer, tools=office.tools)
    assert get_replay(broken, actor=writer, tools=office.tools) is None


def test_nothing_of_a_replay_is_seen_outside_it_and_no_answer_is_kept(office: PastOffice, writer: Actor) -> None:
    office.granted()
    office.work()
    with office.tools.database.read() as unit:
        before = [unit.session.scalar(select(func.count()).select_from(each)) for each in (Case, Letter, Task, Notice)]
    office.replayed(draft_of(office, writer), writer)
    with office.tools.database.read() as unit:
        after = [unit.session.scalar(select(func.count()).select_from(each)) for each in (Case, Letter, Task, Notice)]
        kept = json.dumps([each.result for each in unit.session.scalars(select(ReplayedCase))], ensure_ascii=False)
    assert before == after
    for answer in ("广惠街", "13800000000", "王建军", "材料齐全"):
        assert answer not in kept


def test_a_replay_says_that_the_draft_is_another_by_now(office: PastOffice, writer: Actor) -> None:
    office.granted()
    draft = draft_of(office, writer)
    office.replayed(draft, writer)
    summary = find_summary(draft, actor=writer, tools=office.tools)
    assert summary is not None
    assert (summary.is_current, summary.done, summary.differ) == (True, 1, 0)
    content = shipped(KEY)[DIAGRAM]
    save_file(draft, DIAGRAM, content + b"\n", seen=digest(content), actor=writer, tools=office.tools)
    summary = find_summary(draft, actor=writer, tools=office.tools)
    assert summary is not None
    assert not summary.is_current


def test_a_replay_is_stopped_and_stops_when_the_draft_changes(office: PastOffice, writer: Actor) -> None:
    for _case in range(3):
        office.granted()
    draft = draft_of(office, writer)
    with pytest.raises(ConflictError):
        stop_replay(draft, actor=writer, tools=office.tools)
    begin_replay(draft, actor=writer, tools=office.tools)
    one_case(office)
    stop_replay(draft, actor=writer, tools=office.tools)
    office.work()
    assert standing(office, draft, writer) == (ReplayStatus.STOPPED, 1)
    begin_replay(draft, actor=writer, tools=office.tools)
    one_case(office)
    content = shipped(KEY)[DIAGRAM]
    save_file(draft, DIAGRAM, content + b"\n", seen=digest(content), actor=writer, tools=office.tools)
    office.work()
    assert standing(office, draft, writer) == (ReplayStatus.STOPPED, 1)


def test_who_asks_twice_gets_one_replay_and_another_one_when_it_is_done(office: PastOffice, writer: Actor) -> None:
    office.granted()
    draft = draft_of(office, writer)
    begin_replay(draft, actor=writer, tools=office.tools)
    begin_replay(draft, actor=writer, tools=office.tools)
    with office.tools.database.read() as unit:
        assert unit.session.scalar(select(func.count()).select_from(DueWork).where(DueWork.kind == KIND)) == 1
    office.work()
    office.granted()
    begin_replay(draft, actor=writer, tools=office.tools)
    office.work()
    assert standing(office, draft, writer) == (ReplayStatus.DONE, 2)


def test_only_so_many_cases_are_replayed_those_that_ended_last(office: PastOffice, writer: Actor) -> None:
    ended = [office.withdrawn().id for _case in range(3)]
    draft = draft_of(office, writer)
    begin_replay(draft, actor=writer, tools=office.tools, most=2)
    with office.tools.database.read() as unit:
        kept = unit.session.scalars(select(ReplayedCase.case_id).order_by(ReplayedCase.position)).all()
    assert set(kept) <= set(ended)
    assert len(kept) == 2


def test_a_draft_without_finished_cases_and_a_stranger_are_refused(office: PastOffice, writer: Actor) -> None:
    draft = draft_of(office, writer)
    with pytest.raises(ConflictError) as refused:
        begin_replay(draft, actor=writer, tools=office.tools)
    assert refused.value.code == "REPLAY_NO_CASES"
    assert get_replay(draft, actor=writer, tools=office.tools) is None
    for act in (begin_replay, stop_replay, get_replay, find_summary):
        with pytest.raises(ForbiddenError):
            act(draft, actor=office.people["decider"], tools=office.tools)  # type: ignore[operator] # each takes these
    with pytest.raises(NotFoundError):
        get_replayed(draft, 1, actor=writer, tools=office.tools)


def test_courses_part_at_the_first_element_that_differs() -> None:
    assert first_difference(("a", "b"), ("a", "b")) == ""
    assert first_difference(("a", "b"), ("a", "c", "b")) == "c"
    assert first_difference(("a", "b"), ("a",)) == "b"
    kept = Came(Verdict.STUCK, "a", "INVALID", ("paid_on",), passed=("x",))
    assert read_came(json.loads(json.dumps(kept.to_json()))) == kept


def one_case(office: PastOffice) -> None:
    """Let the background do one case of a replay."""
    run_once(office.tools, owner="test", kinds={KIND: KINDS[KIND]})


def standing(office: PastOffice, draft: str, writer: Actor) -> tuple[ReplayStatus, int]:
    summary = find_summary(draft, actor=writer, tools=office.tools)
    assert summary is not None
    return summary.status, summary.done
