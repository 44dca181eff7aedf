"""What the parameters about signing are called: key, group, Chinese, English."""

SIGNING_WORDS: tuple[tuple[str, str, str, str], ...] = (
    (
        "signing.ways",
        "service",
        "允许的签署方式（OWN_ACCOUNT 本人账号、AGENT_ACCOUNT 经办人代交、LINK 短信、PAPER_ 纸质、OTHER_SITE 他站）",
        "Allowed ways of signing (own account, agent's account, link by SMS, paper at home or counter, other site)",
    ),
    ("signing.link_cd", "service", "法定代表人签字链接的有效期", "How long a link to sign works"),
    ("signing.asks", "service", "同一步骤可以请法定代表人签字的次数", "How often a signature may be asked for"),
    ("signing.tries", "service", "签字链接可以输入验证码和姓名的次数", "Attempts at code and name of a link to sign"),
)
