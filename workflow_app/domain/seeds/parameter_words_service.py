"""What the parameters of materials and of calls instead of SMS are called."""

SERVICE_WORDS: tuple[tuple[str, str, str, str], ...] = (
    ("material.dpi", "service", "材料照片缩小后的清晰度（每英寸点数）", "Sharpness of photographs (points per inch)"),
    ("material.quality", "service", "材料照片的压缩质量（1—95）", "Quality of photographs (1 to 95)"),
    ("material.most_pages", "service", "一份材料最多页数（照片）", "Photographed pages of one material"),
    ("material.kept_cd", "service", "未提交的材料页面保留天数", "How long pages wait that nobody hands in"),
    ("material.upload_kept_cd", "service", "中断的上传可以续传的天数", "How long a broken upload can go on"),
    (
        "process.emergency_confirm_wd",
        "service",
        "流程紧急发布后应有第二人确认的期限",
        "How soon somebody else confirms a process that was published alone",
    ),
    ("notice.call_wd", "service", "短信未送达后电话告知的期限", "How soon to call whom an SMS did not reach"),
    ("notice.call_role", "service", "负责电话告知的岗位", "Which role calls whom an SMS did not reach"),
)
"""Key, subject, Chinese, English."""
