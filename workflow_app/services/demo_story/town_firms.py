"""The other enterprises of the story: made up from words, with valid check digits, the same in every run."""

from workflow_app.domain.seeds.demo_subjects import DemoSubject
from workflow_app.domain.uscc import check_character, organisation_check

PLACES = {"ZM_URBAN": ("中牟", "410122"), "ZZ_ECOLOGY": ("郑州", "410100"), "LYG_ECOLOGY": ("连云港", "320700")}
"""By authority: how names of its enterprises begin, and their division."""
TRADES = {
    "uncovered": "渣土清运",
    "dumping": "土石方工程",
    "no_permit": "建筑垃圾处置",
    "dust": "建筑工程",
    "greenery": "园林绿化",
    "billboard": "广告传媒",
    "fumes": "餐饮管理",
    "road": "管线工程",
    "waste": "金属制品",
    "excess": "铸造",
    "water": "食品加工",
    "monitoring": "化工",
}
WORDS = (
    "恒基", "瑞丰", "金达", "嘉禾", "博远", "宏图", "广信", "天佑", "诚信达", "鼎盛", "华茂", "万通",
    "新源", "永固", "联创", "安泰", "顺达", "祥和", "中润", "豫兴", "百川", "凯旋", "东晟", "福瑞",
    "和泰", "康源", "隆昌", "茂源", "盛鸿", "泰和", "亿达", "正大", "卓越", "兴业", "远航", "雅居",
    "明珠", "利民", "景程", "国泰", "海纳", "广源", "方圆", "锦程", "立信", "聚力", "润泽", "三和",
    "腾飞", "伟业",
)  # fmt: skip
FAMILIES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = ("建国", "志强", "海涛", "晓东", "文斌", "国庆", "永胜", "素梅", "丽娟", "春生", "红军", "保平", "玉兰")


def firm(number: int, authority: str, violation: str) -> DemoSubject:
    """Return the enterprise of a number: its trade is that of the violation it is fined for."""
    place, division = PLACES[authority]
    word = WORDS[(number * 17) % len(WORDS)]
    twice = number // len(WORDS)
    name = f"{place}{word}{FIRST[twice % len(FIRST)]}{TRADES[violation]}有限公司"
    owner = FAMILIES[(number * 7) % len(FAMILIES)] + GIVEN[(number * 5) % len(GIVEN)]
    return DemoSubject(f"V{number}", name, _uscc(number, division), owner)


FIRST = ("", "亿", "晟", "鑫", "宇", "泽", "昊", "德")
"""What tells apart enterprises that share a word."""


def _uscc(number: int, division: str) -> str:
    organisation = f"MA5W{number:04d}"
    body = f"91{division}{organisation}{organisation_check(organisation)}"
    return body + check_character(body)
