"""The tales of the crowd: most go straight to the end, some are asked for papers, refused, or taken back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from workflow_app.domain.calendar import Calendar
from workflow_app.domain.time import ZONE
from workflow_app.services.demo_story import applying, office_acts, outside_acts
from workflow_app.services.demo_story.cast import AGENTS
from workflow_app.services.demo_story.crowd import SEED, Neighbour
from workflow_app.services.demo_story.tales import Act, Penalty, Step, Tale
from workflow_app.services.demo_story.time import YEAR

SHOWN_DAYS = 3
FATES = {
    "straight": 70,
    "corrected": 9,
    "looked_at": 6,
    "refused": 5,
    "not_accepted": 4,
    "withdrawn": 4,
    "lapsed": 2,
}
BAD_WEEK = (date(YEAR, 7, 13), date(YEAR, 7, 17))
HAND_WORK = "郑州市生态环境局"
"""At this authority one site is told by people."""
BLURRED = "凭证照片不清晰，请重新拍摄后上传。"
NOT_OURS = "所附凭证不能证明罚款已经缴清。"
ELSEWHERE = "该处罚正在行政复议期间，请待复议决定作出后再申请。"
CHANGED_MIND = "材料尚未备齐，补齐后再申请。"
READ_AT = "请核查现场整改情况。"


@dataclass
class Pace:
    """Goes through working days: each step some of them later, at an hour by lot; the bad week takes longer."""

    day: date
    lots: Random
    calendar: Calendar

    def after(self, fastest: int, slowest: int, act: Act) -> Step:
        """Return a step between so many working days after the one before."""
        for _each in range(self.lots.randint(fastest, slowest) + self._slower()):
            self.day = self.calendar.next_working_day(self.day)
        return Step(self._moment(), act)

    def shown(self) -> None:
        """Let the intended repair be on display."""
        for _each in range(SHOWN_DAYS):
            self.day = self.calendar.next_working_day(self.day)

    def _slower(self) -> int:
        return 2 if BAD_WEEK[0] <= self.day <= BAD_WEEK[1] else 0

    def _moment(self) -> datetime:
        """Return an hour of work that is after the step before, which was on an earlier day or in the morning."""
        minute = self.lots.randrange(0, 7 * 60)
        hour = time(9 + minute // 60, minute % 60)
        return datetime.combine(self.day, hour, tzinfo=ZONE)


def crowd_tales(people: list[Neighbour], calendar: Calendar) -> Iterator[Tale]:
    """Return the tale of each."""
    lots = Random(SEED + 1)  # noqa: S311 - no secret: the same in every run
    names, weights = list(FATES), list(FATES.values())
    for each in people:
        fate = lots.choices(names, weights)[0]
        pace = Pace(each.applied_on, lots, calendar)
        paid_on = each.decided_on + timedelta(days=lots.randint(2, 13))
        yield Tale(
            penalty=Penalty.of(each.cells),
            applicant=AGENTS[each.number % len(AGENTS)],
            paid_on=paid_on,
            rectified_on=paid_on + timedelta(days=lots.randint(0, 20)),
            steps=tuple(_steps(fate, pace, each)),
        )


def _steps(fate: str, pace: Pace, each: Neighbour) -> Iterator[Step]:
    first, second = _reviewers(each)
    yield pace.after(0, 0, applying.applies())
    if fate == "withdrawn":
        yield pace.after(1, 1, applying.withdraws(CHANGED_MIND))
    elif fate == "not_accepted":
        yield pace.after(1, 2, office_acts.does_not_accept(ELSEWHERE))
    elif fate == "lapsed":
        yield pace.after(1, 1, office_acts.asks_for(receipt=BLURRED))
    else:
        if fate == "corrected":
            yield pace.after(1, 1, office_acts.asks_for(receipt=BLURRED))
            yield pace.after(2, 6, applying.supplies(fix_receipt="receipt"))
        yield pace.after(1, 2, office_acts.accepts())
        yield from _reviewed(fate, pace, first, second, each)


def _reviewed(fate: str, pace: Pace, first: str, second: str, each: Neighbour) -> Iterator[Step]:
    if fate == "looked_at":
        yield pace.after(1, 1, office_acts.sends_to_look(READ_AT, first))
        yield pace.after(1, 3, outside_looks())
        yield pace.after(1, 1, office_acts.confirms())
    quick = first == "first_reviewer"
    if fate == "refused":
        yield pace.after(1, 2, office_acts.disagrees(NOT_OURS, first))
        yield pace.after(1, 1, office_acts.seconds(second))
        yield pace.after(1, 1, office_acts.refuses(NOT_OURS))
        return
    yield pace.after(1, 1 if quick else 2, office_acts.agrees(first))
    yield pace.after(1, 1 if second == "second_reviewer" else 2, office_acts.seconds(second))
    pace.shown()
    yield pace.after(1, 1, office_acts.grants())
    if each.cells["CF_CFJG"] == HAND_WORK:
        yield pace.after(1, 1, outside_acts.takes_down_by_hand())
        yield pace.after(1, 1, outside_acts.sees_it_gone())


def outside_looks() -> Act:
    """Find everything in order at the place."""
    return office_acts.looks("现场整改到位，与申请材料一致。")


def _reviewers(each: Neighbour) -> tuple[str, str]:
    """Share the work: the second of each pair has a third of it."""
    first = "first_reviewer_2" if each.number % 3 == 0 else "first_reviewer"
    second = "second_reviewer_2" if each.number % 5 in (0, 1) else "second_reviewer"
    return first, second
