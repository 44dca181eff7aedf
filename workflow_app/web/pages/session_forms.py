"""What the form of a class reads from a request, and what it shows of a class that is to be changed."""

from datetime import datetime

from workflow_app.domain.time import ZONE
from workflow_app.services.session_views import SessionView
from workflow_app.web.pages.inlet_forms import text

FIRST_YEAR = 2000


def instant(name: str) -> datetime | None:
    """Return an instant of Beijing time as a browser sends it, or None."""
    try:
        found = datetime.fromisoformat(text(name))
    except ValueError:
        return None
    return found.replace(tzinfo=ZONE) if found.tzinfo is None and found.year >= FIRST_YEAR else None


def as_typed(view: SessionView) -> dict[str, str]:
    """Return a class as its form shows it."""
    return {
        "title": view.title,
        "mode": view.mode,
        "place": view.place,
        "language": view.language,
        "trainer": view.trainer,
        "hours": str(view.hours),
        "capacity": str(view.capacity),
        "tested": "on" if view.tested else "",
        "note": view.note,
        "starts_at": _local(view.starts_at),
        "ends_at": _local(view.ends_at),
    }


def _local(at: datetime) -> str:
    return at.astimezone(ZONE).strftime("%Y-%m-%dT%H:%M")
