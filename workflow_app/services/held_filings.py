"""An application that was handed in while its process takes no new ones: received, numbered, and waiting."""

from dataclasses import replace

from workflow_app.domain.time import local_hour
from workflow_app.models import ProcessPause
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.pauses import FILING_KIND
from workflow_app.services.views import CaseView


def hold(work: CaseWork) -> None:
    """Let a case wait for the end of the pause it was handed in; nothing where there is none."""
    pause = work.pause
    if pause is None:
        return
    work.case.pause_id = pause.id
    work.leave(FILING_KIND, f"{FILING_KIND}:{work.case.id}", {"pause_id": pause.id}, due_at=pause.ends_at)
    work.audit("case.held", pause=pause.id, until=pause.ends_at.isoformat())
    facts = {"subject": work.subject.name, "until": pause.ends_at.isoformat(), "hour": local_hour(pause.ends_at)}
    work.tell_subject("FILING_WAITS", **facts, notice_zh=pause.notice_zh, notice_en=pause.notice_en)


def with_pause(view: CaseView, pause: ProcessPause | None) -> CaseView:
    """Return a case with until when what is filed waits, where it does."""
    return replace(view, paused_until=pause.ends_at) if pause else view
