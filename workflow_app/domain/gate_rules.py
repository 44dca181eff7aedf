"""The table of the gate (rule 2.1): one row a check, its test a small pure function over the picture of the facts.

Tests of the subject, its other records and the matter are here, those of the record that is asked about in
`gate_record`.

What follows from a check in a channel is not here but in the parameters, dated and per authority; what stands here as
fixed cannot be otherwise, because there is nothing left to decide.
"""

from collections.abc import Iterator

from workflow_app.domain.gate import ACTIVE, Channel, Check, GateSnapshot, Outcome, RecordFact, Values
from workflow_app.domain.gate_kinds import BREACH, SERIOUS, SEVERE_ENTRY
from workflow_app.domain.gate_record import (
    appeal_pending,
    not_displayed,
    not_in_force,
    open_case,
    other_procedure,
    refused_before,
    repair_too_early,
    repaired_before,
    severe_minimum,
)

REPAIRED = "REPAIRED"
GONE = frozenset({"DEREGISTERED", "MERGED", "SPLIT"})
LICENCE_REVOKED = "REVOKED"
FALSE_PLEDGE = "FALSE_PLEDGE"

_ALL = frozenset(Channel)
_EASIER = _ALL - {Channel.CREDIT_REPAIR}
_PROMISED = frozenset({Channel.PLEDGE_APPROVAL, Channel.DEFERRED_ACCEPTANCE})
_REPAIR = frozenset({Channel.CREDIT_REPAIR})


def _about(record: RecordFact) -> Values:
    return {"document_no": record.document_no, "decided_on": record.decided_on, "record_id": record.id}


def _others(snapshot: GateSnapshot) -> Iterator[RecordFact]:
    """Return the records of the subject but for the one whose repair is asked for."""
    asked = snapshot.record.id if snapshot.record else None
    return (record for record in snapshot.records if record.id != asked)


def _gone(snapshot: GateSnapshot, _: Channel) -> Iterator[Values]:
    if snapshot.subject_status in GONE and snapshot.successor is None:
        yield {"status": snapshot.subject_status, "since": snapshot.subject_status_on}


def _succeeded(snapshot: GateSnapshot, _: Channel) -> Iterator[Values]:
    if snapshot.subject_status in GONE and snapshot.successor is not None:
        yield {"successor": snapshot.successor, "since": snapshot.subject_status_on}


def _licence_revoked(snapshot: GateSnapshot, _: Channel) -> Iterator[Values]:
    if snapshot.subject_status == LICENCE_REVOKED:
        yield {"since": snapshot.subject_status_on}


def _severe(snapshot: GateSnapshot, _: Channel) -> Iterator[Values]:
    for record in _others(snapshot):
        in_time = record.max_until is None or snapshot.on <= record.max_until
        if record.kind == SEVERE_ENTRY and record.status == ACTIVE and in_time:
            yield {**_about(record), "removable_from": record.first_apply_on}


def _unrepaired(snapshot: GateSnapshot, *, serious: bool) -> Iterator[Values]:
    for record in _others(snapshot):
        counts = record.kind not in {SEVERE_ENTRY, BREACH} and record.is_displayed(snapshot.on)
        if counts and (record.severity == SERIOUS) is serious:
            yield {**_about(record), "first_apply_on": record.first_apply_on}


def _ordinary_record(snapshot: GateSnapshot, _: Channel) -> Iterator[Values]:
    return _unrepaired(snapshot, serious=False)


def _serious_record(snapshot: GateSnapshot, _: Channel) -> Iterator[Values]:
    return _unrepaired(snapshot, serious=True)


def _being_removed(snapshot: GateSnapshot, _: Channel) -> Iterator[Values]:
    """Find records whose repair is granted while a site still shows them: the way is free when all have followed.

    A breach closes it no longer than to its grant, whatever a site still shows (rule 2.4 point 9).
    """
    for record in _others(snapshot):
        if record.kind != BREACH and record.status == REPAIRED and record.on_show:
            yield _about(record)


def _breaches(snapshot: GateSnapshot, *, false: bool) -> Iterator[Values]:
    for record in _others(snapshot):
        if record.kind == BREACH and record.status == ACTIVE and (record.breach_kind == FALSE_PLEDGE) is false:
            yield {**_about(record), "first_apply_on": record.first_apply_on}


def _false_pledge(snapshot: GateSnapshot, _: Channel) -> Iterator[Values]:
    return _breaches(snapshot, false=True)


def _open_breach(snapshot: GateSnapshot, _: Channel) -> Iterator[Values]:
    return _breaches(snapshot, false=False)


def _is_whitelisted(snapshot: GateSnapshot, channel: Channel) -> bool:
    matter = snapshot.matter
    if matter is None:
        return False
    return matter.pledge_whitelisted if channel is Channel.PLEDGE_APPROVAL else matter.da_whitelisted


def _excluded(snapshot: GateSnapshot, channel: Channel) -> Iterator[Values]:
    matter = snapshot.matter
    if matter and matter.field in snapshot.excluded_fields and not _is_whitelisted(snapshot, channel):
        yield {"field": matter.field, "matter": matter.code}


def _without_basis(snapshot: GateSnapshot, channel: Channel) -> Iterator[Values]:
    """Find a matter of an excluded field that is on the white list, though nobody wrote down by which law."""
    matter = snapshot.matter
    is_listed = matter and matter.field in snapshot.excluded_fields and _is_whitelisted(snapshot, channel)
    if matter and is_listed and not matter.legal_basis.strip():
        yield {"field": matter.field, "matter": matter.code}


def _not_offered(snapshot: GateSnapshot, channel: Channel) -> Iterator[Values]:
    """Find that the authority does not offer a way for a matter, where nothing else says so already."""
    matter = snapshot.matter
    is_said = any(_excluded(snapshot, channel)) or (
        channel is Channel.DEFERRED_ACCEPTANCE and any(_instant(snapshot, channel))
    )
    if matter and not matter.offered and not is_said:
        yield {"matter": matter.code}


def _instant(snapshot: GateSnapshot, _: Channel) -> Iterator[Values]:
    if snapshot.matter and snapshot.matter.is_instant:
        yield {"matter": snapshot.matter.code}


_LISTS = "国办发〔2020〕49号"
_PLEDGES = "国办发〔2020〕42号"
_DEFERRED = "各地容缺受理办法"
_ORDER_36 = "国家发展改革委令第36号"
_SEED_BREACH = "郑环办〔2022〕21号"

CHECKS: tuple[Check, ...] = (
    Check("RECORD_HAS_OPEN_CASE", open_case, _REPAIR, "一项处罚一件申请", fixed=Outcome.DENY),
    Check("RECORD_NOT_REPAIRABLE", not_in_force, _REPAIR, _ORDER_36, fixed=Outcome.DENY),
    Check("NOT_DISPLAYED", not_displayed, _REPAIR, _ORDER_36, fixed=Outcome.DENY),
    Check("REPAIR_TOO_EARLY", repair_too_early, _REPAIR, _ORDER_36),
    Check("REFUSED_BEFORE", refused_before, _REPAIR, "不予信用修复决定书", fixed=Outcome.DENY),
    Check("SAME_BEHAVIOUR_REPAIRED", repaired_before, _REPAIR, "芜湖市生态环境信用修复规定", fixed=Outcome.DENY),
    Check("SEVERE_MINIMUM", severe_minimum, _REPAIR, _LISTS),
    Check("SUBJECT_GONE", _gone, _ALL, "本系统默认值"),
    Check("SUBJECT_SUCCEEDED", _succeeded, _ALL, "本系统默认值"),
    Check("LICENCE_REVOKED", _licence_revoked, _ALL, "本系统默认值"),
    Check("SEVERE_ENTRY", _severe, _ALL, _LISTS),
    Check("FALSE_PLEDGE", _false_pledge, _ALL, _PLEDGES),
    Check("OPEN_BREACH", _open_breach, _ALL, _SEED_BREACH),
    Check("SERIOUS_RECORD", _serious_record, _EASIER, _DEFERRED),
    Check("UNREPAIRED_RECORD", _ordinary_record, _EASIER, _DEFERRED),
    Check("RECORD_BEING_REMOVED", _being_removed, _EASIER, _ORDER_36),
    Check("EXCLUDED_FIELD", _excluded, _PROMISED, _PLEDGES),
    Check("WHITELIST_WITHOUT_BASIS", _without_basis, _PROMISED, _PLEDGES),
    Check("INSTANT_MATTER", _instant, frozenset({Channel.DEFERRED_ACCEPTANCE}), _DEFERRED),
    Check("WAY_NOT_OFFERED", _not_offered, _PROMISED, "事项清单", fixed=Outcome.DENY),
    Check("APPEAL_PENDING", appeal_pending, _REPAIR, _ORDER_36),
    Check("OTHER_PROCEDURE", other_procedure, _REPAIR, _LISTS),
)
"""Every check, in the order in which reasons of the same weight are told."""


def origin_of(code: str) -> str:
    """Return the rule of law behind a check, or nothing for a code that is none."""
    return next((check.origin for check in CHECKS if check.code == code), "")
