from datetime import UTC, datetime, timedelta

from workflow_app.adapters.time import FixedClock, MovedClock, RealClock
from workflow_app.adapters.wake import NoWake, ThreadWake
from workflow_app.domain.time import machine_now


def test_real_time_is_machine_time_and_fixed_time_stands_still() -> None:
    instant = datetime(2026, 9, 29, 1, tzinfo=UTC)
    assert abs(RealClock().now() - machine_now()) < timedelta(seconds=5)
    assert FixedClock(instant).now() == FixedClock(instant).now() == instant


def test_moved_time_asks_for_its_offset_once_a_second_and_when_told() -> None:
    asked = []

    def read() -> timedelta:
        asked.append(1)
        return timedelta(days=len(asked))

    clock = MovedClock(read)
    for _ in range(100):
        clock.now()
    assert len(asked) == 1
    clock.refresh()
    assert timedelta(days=1, hours=23) < clock.now() - machine_now() < timedelta(days=2, hours=1)


def test_nudges_that_come_before_somebody_waits_are_one() -> None:
    wake = ThreadWake()
    wake.nudge()
    wake.nudge()
    assert wake.wait(1)
    assert not wake.wait(0.01)
    NoWake().nudge()
