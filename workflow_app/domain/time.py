"""The two clocks of the service and the zone people live in."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")


def machine_now() -> datetime:
    """Return real time in UTC, for leases, back-off, sessions, tokens and limits."""
    return datetime.now(UTC)


def local_date(instant: datetime) -> date:
    """Return the day in Shanghai on which an instant falls (rule K6)."""
    return instant.astimezone(ZONE).date()


def local_hour(instant: datetime) -> str:
    """Return the time of day in Shanghai at an instant, as 17:30."""
    return instant.astimezone(ZONE).strftime("%H:%M")


def end_of_day(day: date) -> datetime:
    """Return the first instant after a day, in UTC: an act is in time iff it came before this."""
    return start_of_day(day + timedelta(days=1))


def start_of_day(day: date) -> datetime:
    """Return 00:00 Shanghai of a day, in UTC."""
    return datetime.combine(day, time.min, tzinfo=ZONE).astimezone(UTC)
