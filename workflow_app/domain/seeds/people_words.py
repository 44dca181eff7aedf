"""What the parameters about people and what they file are called: authorisations and drafts."""

PEOPLE_WORDS: tuple[tuple[str, str, str, str], ...] = (
    (
        "authorisation.by_notice",
        "service",
        "凭告知书取得的经办授权有效期",
        "How long the notice lets somebody act",
    ),
    ("authorisation.by_identity", "service", "凭外部身份取得的经办授权有效期", "How long an external identity binds"),
    ("authorisation.longest", "service", "一次授权最长有效期", "How long an authorisation may last"),
    (
        "authorisation.consent_cd",
        "service",
        "法定代表人答复授权请求的期限",
        "Time in which consent may be given",
    ),
    ("authorisation.check_wd", "service", "核对授权委托书的期限", "Time to look at a power of attorney"),
    ("draft.life", "service", "草稿最后一次修改后的保留天数", "How long a draft is kept after its last change"),
    ("draft.warning", "service", "草稿到期前提醒的天数", "How long before its end a draft is spoken of"),
    (
        "window.entry_wd",
        "service",
        "窗口收件后补录的最长期限",
        "How long after the counter an application may be entered",
    ),
)
"""Key, subject, Chinese, English."""
