"""What becomes of a message that nobody took over: all wait, this one waits, or a person must look.

One incident stands for a whole channel: a server that is away for a night is one thing to look at, not a thousand.
"""

from datetime import datetime

from workflow_app.domain.message_ports import ChannelDownError, ChannelError, MessageRefusedError
from workflow_app.models import DueWork
from workflow_app.repositories.channel_rests import DOWN, LONGEST_REST
from workflow_app.repositories.due_work_states import bury, postpone

NOT_NOW, REFUSED = "CHANNEL_NOT_NOW", "CHANNEL_REFUSED"
TRIES = 12
"""About seven hours of back-off for one message that is put off again and again."""
SILENT_TRIES = 24
"""About five hours and a half of rests; then the message that was the probe is given up, and the next one probes."""
SILENCES_BEFORE_INCIDENT = 8


def code_of(error: ChannelError) -> str:
    """Return the code by which administrators know a failure."""
    if isinstance(error, ChannelDownError):
        return DOWN
    return REFUSED if isinstance(error, MessageRefusedError) else NOT_NOW


def note_channel_failure(row: DueWork, error: ChannelError, *, said: str, machine: datetime) -> bool:
    """Write what becomes of the work, and tell whether a person must look."""
    if isinstance(error, ChannelDownError):
        if row.attempts + 1 >= SILENT_TRIES:
            bury(row, error=said)
            return True
        postpone(row, machine=machine, error=said)
        row.not_before = min(row.not_before, machine + LONGEST_REST)
        return error.soon or row.attempts == SILENCES_BEFORE_INCIDENT
    if isinstance(error, MessageRefusedError) or row.attempts + 1 >= TRIES:
        bury(row, error=said)
        return True
    postpone(row, machine=machine, error=said)
    return False
