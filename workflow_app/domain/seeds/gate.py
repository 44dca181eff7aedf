"""What follows from each check of the gate in each channel, as default values of parameters (rule 2.1)."""

from collections.abc import Iterator

from workflow_app.domain.gate import Channel, Outcome
from workflow_app.domain.gate_rules import CHECKS

EXCLUDED_FIELDS = (
    "NATIONAL_SECURITY,STATE_SECRET,PUBLIC_SAFETY,FINANCIAL_PRUDENCE,ECOLOGY,HEALTH,LIFE_AND_PROPERTY,FOREIGN_AFFAIRS,"
    "HIGH_RISK"
)
_DENY, _MANUAL, _ALLOW, _OFF = Outcome.DENY, Outcome.MANUAL, Outcome.ALLOW, Outcome.OFF
_CHANNELS = (Channel.PLEDGE_APPROVAL, Channel.DEFERRED_ACCEPTANCE, Channel.GREEN_CHANNEL, Channel.CREDIT_REPAIR)

_OUTCOMES: dict[str, tuple[Outcome, Outcome, Outcome, Outcome]] = {
    # pledge approval, deferred acceptance, green channel, credit repair
    "REPAIR_TOO_EARLY": (_OFF, _OFF, _OFF, _DENY),
    "SEVERE_MINIMUM": (_OFF, _OFF, _OFF, _DENY),
    "SUBJECT_GONE": (_DENY, _DENY, _DENY, _DENY),
    "SUBJECT_SUCCEEDED": (_DENY, _DENY, _DENY, _MANUAL),
    "LICENCE_REVOKED": (_DENY, _DENY, _DENY, _MANUAL),
    "SEVERE_ENTRY": (_DENY, _DENY, _DENY, _ALLOW),
    "FALSE_PLEDGE": (_DENY, _DENY, _DENY, _MANUAL),
    "OPEN_BREACH": (_DENY, _DENY, _DENY, _ALLOW),
    "SERIOUS_RECORD": (_DENY, _DENY, _DENY, _OFF),
    "UNREPAIRED_RECORD": (_MANUAL, _DENY, _DENY, _OFF),
    "RECORD_BEING_REMOVED": (_MANUAL, _DENY, _DENY, _OFF),
    "EXCLUDED_FIELD": (_DENY, _DENY, _OFF, _OFF),
    "WHITELIST_WITHOUT_BASIS": (_DENY, _DENY, _OFF, _OFF),
    "INSTANT_MATTER": (_OFF, _DENY, _OFF, _OFF),
    "APPEAL_PENDING": (_OFF, _OFF, _OFF, _MANUAL),
    "OTHER_PROCEDURE": (_OFF, _OFF, _OFF, _MANUAL),
}


def gate_defaults() -> Iterator[tuple[str, str, str, str]]:
    """Yield key, value, unit and origin of every outcome that can be changed, and of the fields left out."""
    for check in CHECKS:
        for channel in _CHANNELS if check.fixed is None else ():
            if channel in check.channels:
                outcome = _OUTCOMES[check.code][_CHANNELS.index(channel)]
                yield check.key(channel), outcome.value, "TEXT", check.origin
    yield "gate.excluded_fields", EXCLUDED_FIELDS, "TEXT", "国办发〔2020〕42号"
