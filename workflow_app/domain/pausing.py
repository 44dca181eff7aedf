"""A process that takes no new filings for a while: what is filed gets its number and time, and waits."""

from dataclasses import replace
from datetime import datetime, timedelta

from workflow_app.domain.errors import FieldError, InvalidError
from workflow_app.domain.process_facts import ProcessFacts, Words

HELD = "WAITS_FOR_PROCESS"
"""The state of what was filed in a pause: the one that no diagram names, because it may befall every process."""
HELD_WORDS = Words("等候（流程暂停）", "Waiting, procedure paused")
REGISTERS = "case/register"
"""The operation that hands an application in; a case that is held stays at its element."""
LONGEST_PAUSE = timedelta(days=90)
LONGEST_NOTICE = 500


def refuse_notices(zh: str, en: str) -> None:
    """Refuse a public notice that one language lacks, or that is long; raises InvalidError on `/notice_zh` or `_en`."""
    wrong = [
        FieldError(f"/{name}", "TOO_LONG", {"maximum": LONGEST_NOTICE}) if text else FieldError(f"/{name}", "REQUIRED")
        for name, text in (("notice_zh", zh), ("notice_en", en))
        if not text or len(text) > LONGEST_NOTICE
    ]
    if wrong:
        raise InvalidError(*wrong)


def refuse_end(ends_at: datetime | None, *, now: datetime) -> datetime:
    """Return when a pause ends; raises InvalidError on `/ends_at` for none, one that is over, or one too far away."""
    if ends_at is None:
        raise InvalidError(FieldError("/ends_at", "REQUIRED"))
    if ends_at <= now:
        raise InvalidError(FieldError("/ends_at", "PAUSE_PAST"))
    if ends_at > now + LONGEST_PAUSE:
        raise InvalidError(FieldError("/ends_at", "PAUSE_TOO_LONG", {"days": LONGEST_PAUSE.days}))
    return ends_at


def with_held(facts: ProcessFacts) -> ProcessFacts:
    """Return what a process says of itself with the state of a pause, in which an application may be withdrawn too."""
    withdrawn = facts.withdrawal_states | {HELD} if facts.withdrawal_message else facts.withdrawal_states
    return replace(facts, states={HELD: HELD_WORDS, **facts.states}, withdrawal_states=withdrawn)
