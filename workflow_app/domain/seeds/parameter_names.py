"""What each parameter is called, what it belongs to, and what its value may be; beside the table of defaults."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from workflow_app.domain.parameters import Value
from workflow_app.domain.seeds.gate import gate_defaults
from workflow_app.domain.seeds.gate_names import FIELDS_KEY, FIELDS_PATTERN, PATTERN, gate_words
from workflow_app.domain.seeds.parameter_table import DEFAULTS


@dataclass(frozen=True, slots=True)
class ParameterName:
    """A parameter in words.

    `units` are those its value may have, the first unless said otherwise; `is_open` allows that no value is fixed.
    `pattern` is what a text must look like.
    """

    key: str
    group: str
    zh: str
    en: str
    units: tuple[str, ...]
    is_open: bool = False
    pattern: str = r".+"

    @property
    def choices(self) -> tuple[str, ...]:
        """Return the words that the value must be one of, where that is all it may be."""
        return tuple(self.pattern.split("|")) if re.fullmatch(r"[A-Z_]+([|][A-Z_]+)+", self.pattern) else ()


GROUPS = ("publicity", "repair", "service", "lists", "gate", "approval", "pledge", "objection", "training", "reporting")
"""The subjects in the order in which they are read."""

_WORDS: tuple[tuple[str, str, str, str], ...] = (
    ("publicity.minor.displayed", "publicity", "轻微失信信息是否公示", "Minor records are shown"),
    ("publicity.minor.min", "publicity", "轻微失信信息最短公示期", "Shortest display of a minor record"),
    ("publicity.minor.max", "publicity", "轻微失信信息最长公示期", "Longest display of a minor record"),
    ("publicity.general.displayed", "publicity", "一般失信信息是否公示", "General records are shown"),
    ("publicity.general.min", "publicity", "一般失信信息最短公示期", "Shortest display of a general record"),
    ("publicity.general.max", "publicity", "一般失信信息最长公示期", "Longest display of a general record"),
    ("publicity.serious.displayed", "publicity", "严重失信信息是否公示", "Serious records are shown"),
    ("publicity.serious.min", "publicity", "严重失信信息最短公示期", "Shortest display of a serious record"),
    ("publicity.serious.max", "publicity", "严重失信信息最长公示期", "Longest display of a serious record"),
    (
        "publicity.first_apply_offset",
        "publicity",
        "最短公示期届满后可申请修复的间隔",
        "From the end of the shortest display to the first application",
    ),
    (
        "publicity.shift_on_holiday",
        "publicity",
        "公示期届满日遇节假日是否顺延",
        "A display goes on over holidays",
    ),
    ("publicity.hiding_confirm_wd", "publicity", "紧急撤下复核期限", "Second person on an emergency hiding"),
    ("publicity.hiding_removal_wd", "publicity", "紧急撤下其他网站期限", "Removal from other sites in an emergency"),
    ("repair.accept_wd", "repair", "受理决定期限", "Decision on acceptance"),
    ("repair.accept_internal_wd", "repair", "受理内部时限", "Decision on acceptance, internal limit"),
    ("repair.first_review_wd", "repair", "初审内部时限", "First review, internal limit"),
    ("repair.second_review_wd", "repair", "复审内部时限", "Second review, internal limit"),
    ("repair.decision_wd", "repair", "决定内部时限", "Decision, internal limit"),
    ("clock.repair.accept.stopped_by", "repair", "受理期限的中止事由", "What stops the limit of acceptance"),
    ("clock.repair.result.stopped_by", "repair", "结果反馈期限的中止事由", "What stops the limit of the result"),
    ("clock.repair.publicity.stopped_by", "repair", "拟修复公示期的中止事由", "What stops the publicity of a repair"),
    ("repair.result_wd", "repair", "修复结果反馈期限", "Result of a repair"),
    ("repair.authority_result_wd", "repair", "认定单位反馈期限", "Answer of the determining authority"),
    ("repair.extend_wd", "repair", "修复办理可延长期限", "Extension of a repair"),
    ("repair.correction_wd", "repair", "申请人补正期限", "Time to supply missing items"),
    ("repair.correction_rounds", "repair", "可要求补正的次数", "How often items may be asked for"),
    ("repair.publicity_wd", "repair", "拟修复公示期", "Publication of an intended repair"),
    ("repair.publicity_mode", "repair", "拟修复公示方式", "How an intended repair is made public"),
    ("repair.verification_wd", "repair", "实地核查内部时限", "Site check, internal limit"),
    ("repair.payment_limit", "repair", "缴纳罚款的期限", "Time to pay a fine"),
    ("repair.surcharge_rate", "repair", "每日加处罚款的比例", "Surcharge a day on a fine paid late"),
    ("repair.own_site_wd", "repair", "本局网站撤下期限", "Removal from our own listing"),
    ("repair.share_wd", "repair", "通知其他网站撤下期限", "Removal from other sites"),
    ("repair.assistance_wd", "repair", "协助函催办间隔", "Reminder of a request for assistance"),
    ("repair.recheck_days", "repair", "撤下后第几日复查", "Days after a removal on which it is looked at again"),
    ("repair.staff_agent_opinion_wd", "repair", "代办人员意见期限", "Opinion of a staff agent"),
    ("repair.training", "repair", "修复前信用培训要求", "Training before a repair"),
    (
        "repair.social_responsibility_required",
        "repair",
        "修复前须履行社会责任",
        "Social service is required before a repair",
    ),
    ("repair.reoffence_lock", "repair", "再次失信后限制修复", "A new offence bars repair for a time"),
    ("repair.reoffence_lock_period", "repair", "再次失信后限制修复的期间", "How long a new offence bars repair"),
    (
        "repair.false_material_display",
        "repair",
        "提交虚假材料信息公示期",
        "How long false materials are on display",
    ),
    ("repair.pledge_bar", "repair", "违背修复承诺后不予修复的期间", "How long a broken repair pledge bars repair"),
    ("remedy.reconsideration_cd", "service", "申请行政复议期限", "Administrative reconsideration"),
    ("remedy.suit", "service", "提起行政诉讼期限", "Suit before a court"),
    ("service.public_notice_cd", "service", "公告送达期间", "Service by public notice"),
    ("service.attempts", "service", "送达失败后须另选方式的次数", "Failed attempts before another way of service"),
    ("notice.sms_from_hour", "service", "短信提醒每日开始时刻（时）", "Hour of the day from which SMS are sent"),
    ("notice.sms_until_hour", "service", "短信提醒每日停止时刻（时）", "Hour of the day until which SMS are sent"),
    ("notice.gather", "service", "工作人员提醒邮件的合并时间", "How long mail to the staff gathers what comes in"),
    ("notice.give_up", "service", "提醒无法送出时的放弃时限", "How long a message is tried before it is given up"),
    ("contact.code_valid", "service", "联系方式验证码有效时间", "How long a code for an address is valid"),
    ("contact.code_attempts", "service", "联系方式验证码可试次数", "Attempts at a code for an address"),
    ("contact.codes_per_hour", "service", "每小时可发验证码次数", "Codes that are sent in an hour"),
    (
        "letter.sealed_kinds",
        "service",
        "送达前须签章的文书（ALL 全部，NONE 均不，或文书代码）",
        "Letters that are sealed before service (ALL, NONE, or their codes)",
    ),
    (
        "letter.seal_way",
        "service",
        "签章方式（ELECTRONIC 电子，STAMP 盖章扫描）",
        "How letters are sealed (ELECTRONIC, or STAMP: stamped and scanned)",
    ),
    ("abnormal_list.remove_wd", "lists", "移出经营异常名录期限", "Removal from the list of abnormal operations"),
    (
        "abnormal_list.window",
        "lists",
        "列入经营异常名录后的补救期间",
        "How long an entry of abnormal operations can be cured",
    ),
    ("severe.min", "lists", "列入严重失信名单最短期限", "Shortest time on the severe list"),
    ("severe.max", "lists", "列入严重失信名单最长期限", "Longest time on the severe list"),
    ("severe.unpublish_wd", "lists", "移出严重失信名单后停止公示期限", "Taking down a serious entry that has ended"),
    ("da.allowed_wd", "approval", "容缺补正可选工作日数", "Working days on offer for late documents"),
    ("da.cap", "approval", "容缺补正期限的上限", "Upper bound for late documents"),
    ("da.grace_wd", "approval", "容缺宽限期", "Grace after the promised day"),
    ("onetime_notice_wd", "approval", "一次性告知期限", "One-time notice of what is missing"),
    ("commitment.post_check_due", "approval", "告知承诺事后核查期限", "Check after approval on a pledge"),
    ("pledge.publish_wd", "pledge", "承诺书上网公示的办理期限", "Putting a pledge on public display"),
    ("pledge.display", "pledge", "承诺书公示期", "How long a pledge is on public display"),
    ("pledge.reply_wd", "pledge", "涉嫌违诺答复期限", "Reply to an alleged breach"),
    ("pledge.rectify_wd", "pledge", "违诺整改期限", "Putting a breach right"),
    ("objection.accept_wd", "objection", "异议受理期限", "Acceptance of an objection"),
    ("objection.platform_wd", "objection", "信用平台核查异议期限", "Check of an objection by the platform"),
    ("objection.source_wd", "objection", "信息提供单位核查异议期限", "Check of an objection by the source"),
    (
        "objection.in_publicity_wd",
        "objection",
        "公示期异议审查时限",
        "Examination of an objection raised in the publicity",
    ),
    (
        "objection.repair_accept_wd",
        "objection",
        "拟修复公示期内异议受理期限",
        "Acceptance of an objection to an intended repair",
    ),
    ("training.questions", "training", "每次测验题数", "Questions in a test"),
    ("training.pass_mark", "training", "测验合格分数（百分制）", "Points of a hundred that pass a test"),
    ("training.tests_a_day", "training", "每日可参加测验次数", "Tests a day"),
    ("training.minutes", "training", "测验时长（分钟）", "Minutes for a test"),
    ("training.attendance", "training", "培训班最低出勤比例（％）", "Least attendance of a class (per cent)"),
    ("training.valid", "training", "培训证书有效期", "How long a certificate of training is valid"),
    ("verification.due_wd", "objection", "信用核查办理期限", "Credit verification"),
    ("verification.valid", "objection", "信用核查结果有效期", "How long a verification is valid"),
    ("dual_publicity.limit", "reporting", "“双公示”信息上报期限", "Report of double publicity"),
    (
        "withdraw_revoked_penalty_wd",
        "reporting",
        "处罚被撤销后撤回公示期限",
        "Taking a revoked penalty off display",
    ),
    (
        "records.person_simple_max",
        "reporting",
        "自然人简易程序罚款不归集的上限",
        "Fine of a person by simple procedure that is not reported, at most",
    ),
    ("ledger.due_day", "reporting", "台账每月报送日", "Day of the month for the ledger"),
    ("env.entry_wd", "reporting", "环保信用信息录入期限", "Entry of environmental credit data"),
    ("env.points_valid", "reporting", "环保信用扣分有效期", "How long environmental points count"),
)
"""Key, subject, Chinese, English."""

_UNITS = {"dual_publicity.limit": ("CALENDAR_DAYS", "WORKING_DAYS")}
_NUMBERS = r"[1-9]\d{0,2}(,[1-9]\d{0,2}){0,9}"
_PATTERNS = {
    "da.allowed_wd": _NUMBERS,
    "repair.recheck_days": _NUMBERS,
    "da.cap": r"PROMISED_LIMIT",
    "repair.publicity_mode": r"BEFORE_REMOVAL|NONE",
    "repair.training": r"REQUIRED|OFFERED|OFF",
    "letter.sealed_kinds": r"ALL|NONE|[A-Z][A-Z0-9_]{1,39}(,[A-Z][A-Z0-9_]{1,39}){0,19}",
    "letter.seal_way": r"ELECTRONIC|STAMP",
}
_REASONS = r"[A-Z_]{2,40}(,[A-Z_]{2,40}){0,9}"
_DEFAULTS: dict[str, tuple[Value, str]] = {key: (value, unit) for key, value, unit, _ in (*DEFAULTS, *gate_defaults())}


def _name(key: str, group: str, zh: str, en: str) -> ParameterName:
    value, unit = _DEFAULTS[key]
    units = _UNITS.get(key, (unit,))
    return ParameterName(key, group, zh, en, units, is_open=value is None, pattern=_pattern(key))


def _pattern(key: str) -> str:
    """Return what a text must look like."""
    if key.startswith("gate."):
        return FIELDS_PATTERN if key == FIELDS_KEY else PATTERN
    return _REASONS if key.endswith(".stopped_by") else _PATTERNS.get(key, r".+")


NAMES: Mapping[str, ParameterName] = MappingProxyType({words[0]: _name(*words) for words in (*_WORDS, *gate_words())})
