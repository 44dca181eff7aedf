"""What each outcome of the gate is called: the check, and the way that it closes or opens."""

from collections.abc import Iterator

from workflow_app.domain.gate import Channel, Outcome
from workflow_app.domain.seeds.gate import gate_defaults

PATTERN = "|".join(outcome.value for outcome in Outcome)
FIELDS_KEY = "gate.excluded_fields"
FIELDS_PATTERN = r"[A-Z_]{2,40}(,[A-Z_]{2,40}){0,19}"

_CHECKS = {
    "repair_too_early": ("未满最短公示期", "Shortest display not over"),
    "severe_minimum": ("列入严重失信名单未满最短期限", "Severe entry younger than its minimum"),
    "subject_gone": ("主体已注销", "Subject deregistered"),
    "subject_succeeded": ("主体已由他人承继", "Subject succeeded by another"),
    "licence_revoked": ("营业执照被吊销", "Licence revoked"),
    "severe_entry": ("列入严重失信名单", "Entry in the severe list"),
    "false_pledge": ("虚假承诺尚未修复", "False pledge not repaired"),
    "open_breach": ("违诺尚未了结", "Open breach of a pledge"),
    "serious_record": ("严重失信记录尚未修复", "Serious record not repaired"),
    "unrepaired_record": ("失信记录尚未修复", "Record not repaired"),
    "record_being_removed": ("已修复记录仍在公示", "Repaired record still on show"),
    "excluded_field": ("事项属于除外领域", "Matter of an excluded field"),
    "whitelist_without_basis": ("列入清单但无依据", "On the list without a legal basis"),
    "instant_matter": ("即办件", "Matter decided at once"),
    "appeal_pending": ("复议或诉讼未结", "Appeal pending"),
    "other_procedure": ("适用其他程序", "Another procedure applies"),
}
_CHANNELS = {
    Channel.PLEDGE_APPROVAL: ("告知承诺", "approval by pledge"),
    Channel.DEFERRED_ACCEPTANCE: ("容缺受理", "acceptance with materials to follow"),
    Channel.GREEN_CHANNEL: ("绿色通道", "green channel"),
    Channel.CREDIT_REPAIR: ("信用修复", "credit repair"),
}


def gate_words() -> Iterator[tuple[str, str, str, str]]:
    """Yield key, subject, Chinese and English of every outcome of the gate that can be changed."""
    channels = {channel.value.lower(): words for channel, words in _CHANNELS.items()}
    for key, *_ in gate_defaults():
        if key == FIELDS_KEY:
            yield key, "gate", "不适用告知承诺、容缺受理的领域", "Fields closed to pledges and late materials"
            continue
        _gate, check, channel = key.split(".")
        (zh, en), (way_zh, way_en) = _CHECKS[check], channels[channel]
        yield key, "gate", f"{way_zh}：{zh}", f"{en}: {way_en}"
