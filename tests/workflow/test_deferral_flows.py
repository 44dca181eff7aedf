"""Every way to every end of acceptance with documents to follow is taken, on both databases."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from deferral_story import (
    AGREE,
    BACK,
    CONTRACT,
    DISAGREE,
    GAPS,
    GRANT,
    MORE,
    NO_MORE,
    REFUSE,
    REJECT,
    SUBJECT,
    VEHICLES,
    DeferralOffice,
)
from flow_walks import Diagram, Walk, Way
from inlet_acts import change
from publicity_modes import set_parameter

from workflow_app.domain.commands.cases import ExtendCase, WithdrawCase
from workflow_app.domain.commands.deferral import WishMoreTime
from workflow_app.domain.inlets import SubjectStatus
from workflow_app.services.audit_verify import verify
from workflow_app.services.due_kinds import KINDS
from workflow_app.services.extending import extend_case
from workflow_app.services.more_time import wish_more_time
from workflow_app.services.withdrawals import withdraw_case

SPECIAL = {"review_opinion": "SPECIAL", "special_kind": "EXPERTS", "special_reason": "需专家评审路线，十日。"}
JOINED = {
    "note_reviewed": ("note_reviewed_to_work_joined",),
    "note_supplied": ("note_supplied_to_work_joined",),
    "work_joined": ("work_joined_to_decide_application",),
}
"""Where a case may stay until the other branch has come, and the flow that leads on from there."""


class JoinedWalk(Walk):
    """A walk through a diagram with two branches: what waits at the join is a stop of its own."""

    def __init__(self, office: DeferralOffice, diagram: Diagram) -> None:
        super().__init__(office, diagram)
        diagram.stops |= {"note_ready", *JOINED}
        self._marks: dict[str, set[str]] = {}
        self._passed: dict[str, set[str]] = {}

    def note(self, case_id: str) -> None:
        """Add the flows of the step that a case has just taken."""
        row = self.office.case_row()
        self._fresh = set(row.passed) - self._passed.get(case_id, set())
        self._passed[case_id] = set(row.passed)
        before = self._marks.setdefault(case_id, set())
        new = [each for each in ("note_ready", *JOINED) if each in row.passed and each not in before]
        before |= set(new)
        self._note(case_id, new)
        for each in new:
            self.passed |= set(JOINED.get(each, ()))

    def _note(self, case_id: str, new: list[str]) -> None:
        rows = self.office.waits(case_id)
        over = set(self.office.case_row().passed) & self.diagram.ends
        ended = self._over.setdefault(case_id, set())
        new_rows = [each for each in rows if each.id not in self._done]
        done = [each.element for each in new_rows if each.status == "DONE"]
        closed = [each.element for each in new_rows if each.status == "CLOSED"]
        sources = done or [each for each in closed if each in self.diagram.boundaries]
        if not self._met & {each.id for each in rows}:
            sources.append(self.diagram.first)
        targets = [
            each.element for each in rows if each.id not in self._met and each.element not in self.diagram.boundaries
        ]
        for target in [*targets, *sorted(over - ended), *(each for each in new if each != "work_joined")]:
            if target == "decide_application" and "work_joined" in new:
                continue
            if target == "procedure_finished":  # from whichever end within, all of which lead on there
                self.passed.add("deferral_procedure_to_procedure_finished")
                continue
            left_from = ["note_ready"] if target == "note_reviewed" and "note_ready" in new else sources
            ways = {way for source in left_from for way in self.diagram.ways(source, target)}
            ways = self._gone(ways) if len(ways) > 1 else ways
            assert len(ways) == 1, (sources, target, ways)
            self.passed |= set(ways.pop())
        self._done |= {each.id for each in rows if each.status in ("DONE", "CLOSED")}
        self._met |= {each.id for each in rows}
        self._over[case_id] = over
        self.ends |= over

    def _gone(self, ways: set[Way]) -> set[Way]:
        """Return which of several ways between the same two stops was gone: the one with something new on it."""
        passed = set(self.office.case_row().passed)
        steps = {way: {self.diagram.flows[flow][1] for flow in way} for way in ways}
        possible = {way for way, entered in steps.items() if entered <= passed}
        new = {way for way in possible if steps[way] & self._fresh}
        return new if len(possible) > 1 else possible


class Story:
    """Cases that take one way after another, each step noted."""

    def __init__(self, office: DeferralOffice) -> None:
        self.office = office
        self.walk = JoinedWalk(office, Diagram.of("deferred_acceptance"))

    def submit(self, **wanted: object) -> None:
        self.office.begin()
        self.noted()
        self.do("applicant_s", **self.office.wish(**wanted))  # type: ignore[arg-type] # days and materials

    def accept(self, **wanted: object) -> None:
        self.submit(**wanted)
        self.do("intake", acceptance="ACCEPT")

    def do(self, who: str, **values: object) -> str:
        self.office.do(who, **values)
        return self.noted()

    def noted(self) -> str:
        self.walk.note(self.office.case_id)
        return self.office.case_row().state

    def later(self, **span: float) -> str:
        """Move time on, each instant at which something is due noted by itself."""
        end = self.office.clock.instant + timedelta(**span)
        while self.office.clock.instant < end:
            self.office.clock.instant = self._next_due(end)
            self.office.work()
            self.noted()
        return self.office.case_row().state

    def _next_due(self, end: datetime) -> datetime:
        with self.office.tools.database.read() as unit:
            upcoming = unit.due_work.next_due(after=self.office.clock.instant, kinds=KINDS)
        return min(upcoming, end) if upcoming else end

    def supply(self, material: str = CONTRACT) -> None:
        self.office.supply(material)
        self.noted()

    def check(self, verdict: str, material: str = CONTRACT) -> str:
        self.office.check(**{material: verdict})
        return self.noted()


@pytest.fixture
def story(database_url: str, tmp_path: Path) -> Iterator[Story]:
    made = DeferralOffice.ready(database_url, tmp_path)
    yield Story(made)
    made.close()


def test_every_flow_is_passed_and_every_end_is_reached(story: Story) -> None:
    assert ends_before_acceptance(story) == ["NOT_ACCEPTED", "LAPSED", "WITHDRAWN"]
    assert granted_after_a_second_try(story) == "GRANTED"
    assert refused_by_silence_and_special_procedure(story) == "REFUSED"
    assert wrong_twice(story) == "DA_TERMINATED"
    assert late_and_in_the_last_second(story) == "GRANTED"
    assert in_grace_and_in_its_last_second(story) == "GRANTED"
    assert uploaded_before_the_day_to_supply(story) == "GRANTED"
    assert returned(story) == ["RETURNED", "RETURNED"]
    assert asked_for_more_time(story) == "GRANTED"
    assert gone(story) == "TERMINATED"

    assert story.walk.left_out() == ([], [])
    assert verify(story.office.tools) == ()


def ends_before_acceptance(story: Story) -> list[str]:
    story.submit()
    states = [story.do("intake", **REJECT)]
    story.submit()
    story.do("intake", **GAPS)
    states.append(story.later(days=30))
    story.submit()
    command = WithdrawCase(story.office.case_id, "填错")
    withdraw_case(command, actor=story.office.people["applicant_s"], tools=story.office.tools)
    assert story.office.case_row().open_deferrable == 0
    return [*states, story.noted()]


def granted_after_a_second_try(story: Story) -> str:
    """Supply two documents, the second while the first is checked, one of them wrong at first."""
    story.submit(later=(CONTRACT, VEHICLES))
    story.do("intake", **GAPS)
    story.later(minutes=5)
    story.do("applicant_s", fix_material_disposal_plan=story.office.paper("fix_material_disposal_plan"))
    story.do("intake", acceptance="ACCEPT")
    story.supply(CONTRACT)
    story.supply(VEHICLES)
    story.office.check(**{CONTRACT: "WRONG", VEHICLES: "RIGHT"})
    assert story.noted() == "DA_ACCEPTED"
    story.supply(CONTRACT)
    story.check("RIGHT")
    assert story.do("first_reviewer", **AGREE) == "DECISION"
    assert story.do("decider", **BACK) == "RETURNED_TO_REVIEW"
    story.do("first_reviewer", **AGREE)
    return story.do("decider", **GRANT)


def refused_by_silence_and_special_procedure(story: Story) -> str:
    story.submit(days="5")
    assert story.later(days=8) == "DA_ACCEPTED"
    story.do("first_reviewer", **SPECIAL)
    story.do(
        "first_reviewer", special_result="评审通过。", special_done_on=story.office.clock.instant.date().isoformat()
    )
    story.do("first_reviewer", **DISAGREE)
    return story.do("decider", **REFUSE)


def wrong_twice(story: Story) -> str:
    story.accept()
    command = ExtendCase(story.office.case_id, "专家评审排期延后。")
    extend_case(command, actor=story.office.people["decider"], tools=story.office.tools)
    story.noted()
    story.do("first_reviewer", **AGREE)
    for _ in range(2):
        story.supply()
        state = story.check("WRONG")
    assert story.office.letters()[-1] == "T11_END"
    return state


def late_and_in_the_last_second(story: Story) -> str:
    """Bring one document late, and upload the other one before the promised end without handing it in."""
    story.accept(days="5", later=(CONTRACT, VEHICLES))
    assert story.later(days=13) == "LATE_SUPPLY"
    assert "T10_OVERDUE" in story.office.letters()
    story.supply(VEHICLES)
    story.check("RIGHT", VEHICLES)
    story.office.paper(f"material_{CONTRACT}")
    story.later(days=16)
    assert story.do("first_reviewer", **AGREE) == "MATERIAL_ARRIVED", "the office has it in hand, whoever is done"
    assert story.check("RIGHT") == "DECISION"
    return story.do("decider", **GRANT)


def in_grace_and_in_its_last_second(story: Story) -> str:
    story.accept(days="20", later=(CONTRACT, VEHICLES))
    assert story.later(days=30) == "GRACE"
    story.supply(VEHICLES)
    assert story.check("RIGHT", VEHICLES) == "GRACE"
    assert story.do("first_reviewer", **AGREE) == "GRACE"
    story.office.paper(f"material_{CONTRACT}")
    story.later(days=30)
    assert story.check("RIGHT") == "DECISION"
    return story.do("decider", **GRANT)


def uploaded_before_the_day_to_supply(story: Story) -> str:
    story.accept(days="5")
    story.office.paper(f"material_{CONTRACT}")
    story.later(days=10)
    story.check("RIGHT")
    assert story.do("first_reviewer", **AGREE) == "DECISION"
    return story.do("decider", **GRANT)


def returned(story: Story) -> list[str]:
    """Let everything pass, with grace and without."""
    story.accept(days="5")
    states = [story.later(days=80)]
    steps = [each for each in story.office.letters() if each not in {"T10_REMIND", "T10_REPRESENT"}]
    assert steps[-3:] == ["T10_OVERDUE", "T10_SUSPEND", "T11_RETURN"]
    set_parameter(story.office.tools, "da.grace_wd", 0)
    story.accept(days="5")
    return [*states, story.later(days=15)]


def asked_for_more_time(story: Story) -> str:
    """Ask twice, be given more time once, and supply by the new day."""
    story.accept()
    for answer in (NO_MORE, MORE):
        command = WishMoreTime(story.office.case_id)
        wish_more_time(command, actor=story.office.people["applicant_s"], tools=story.office.tools)
        story.noted()
        story.do("applicant_s", **story.office.request_ending(story.office.clock.instant.date()))
        story.office.answer(**answer)
        story.noted()
    story.supply()
    story.check("RIGHT")
    assert story.do("first_reviewer", **AGREE) == "DECISION"
    return story.do("decider", **GRANT)


def gone(story: Story) -> str:
    story.accept()
    change(story.office, SUBJECT, SubjectStatus.DEREGISTERED)
    story.later(minutes=2)
    assert story.office.case_row().open_deferrable == 0
    return story.office.case_row().state
