"""Words of permits: how one stands, by which way it was granted, how its check is, and what is reported of it."""

from flask_babel import gettext as _

from workflow_app.domain.dual_publicity import Act, Sending
from workflow_app.domain.permits import PostCheck, Standing
from workflow_app.services.matter_guides import Length
from workflow_app.services.permit_views import PermitView

_TONES = {
    Standing.VALID: "success",
    Standing.EXPIRED: "neutral",
    Standing.REVOKED: "danger",
    Standing.CANCELLED: "neutral",
}


def permit_tone(standing: str) -> str:
    """Return the tone of how a permit stands."""
    return _TONES[Standing(standing)]


def permit_word(standing: str) -> str:
    """Return how a permit stands."""
    words: dict[str, str] = {
        Standing.VALID: _("in force"),
        Standing.EXPIRED: _("expired"),
        Standing.REVOKED: _("revoked"),
        Standing.CANCELLED: _("struck off"),
    }
    return words[standing]


def permit_standings() -> tuple[Standing, ...]:
    """Return how permits may stand, for those who narrow a list."""
    return tuple(Standing)


def permit_way_word(permit: PermitView) -> str:
    """Return by which way a permit was granted."""
    if permit.granted_by_pledge:
        return str(_("By pledge, to be checked afterwards"))
    return str(
        _("With documents handed in later, before it was granted") if permit.deferred else _("Ordinary procedure")
    )


def post_check_word(status: str) -> str:
    """Return how the check after a grant by pledge stands."""
    words: dict[str, str] = {
        PostCheck.NONE: _("none is made"),
        PostCheck.PENDING: _("still to be made"),
        PostCheck.PASSED: _("made: what was promised is kept"),
        PostCheck.RECTIFYING: _("made: to be put right"),
        PostCheck.RECTIFIED: _("made: put right since"),
        PostCheck.FAILED: _("made: what was promised is not kept"),
    }
    return words[status]


def report_act_word(act: str) -> str:
    """Return what is reported."""
    words: dict[str, str] = {Act.GRANT: _("permit granted"), Act.END: _("permit ended before its time")}
    return words[act]


def report_status_word(status: str) -> str:
    """Return how far the report is."""
    words: dict[str, str] = {Sending.PREPARED: _("prepared, not sent yet")}
    return words.get(status, status)


def report_fault_word(fault: str) -> str:
    """Return what stands against a field of a record."""
    words: dict[str, str] = {"MISSING": _("missing"), "TOO_LONG": _("too long")}
    return words[fault]


def length_of(amount: int, unit: str) -> Length:
    """Return a length of time, for those who put it into words."""
    return Length(amount, unit)


WORDS = (
    permit_tone,
    permit_word,
    permit_standings,
    permit_way_word,
    post_check_word,
    report_act_word,
    report_status_word,
    report_fault_word,
    length_of,
)
