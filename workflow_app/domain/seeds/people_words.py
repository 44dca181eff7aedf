"""What the parameters about people and what they hand in are called: authorisations, drafts, materials, signing."""

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
    ("material.dpi", "service", "材料照片缩小后的清晰度（每英寸点数）", "Sharpness of photographs (points per inch)"),
    ("material.quality", "service", "材料照片的压缩质量（1—95）", "Quality of photographs (1 to 95)"),
    ("material.most_pages", "service", "一份材料最多页数（照片）", "Photographed pages of one material"),
    ("material.kept_cd", "service", "未提交的材料页面保留天数", "How long pages wait that nobody hands in"),
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
