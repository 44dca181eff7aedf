"""What the public may see of a person (rule 4.7): enough to recognise oneself, not enough to find somebody."""

import re

from workflow_app.domain import personal_numbers

MASK = "*"
_INDIVIDUAL = re.compile(r"（个体(?:工商户)?）|\(个体(?:工商户)?\)")
_PHONE_HEAD, _PHONE_TAIL = 3, 4
_ID_HEAD, _ID_TAIL = 3, 4
SHORT_NAME = 2
TWO_CHARACTER_SURNAMES = frozenset(
    {
        "欧阳",
        "司马",
        "上官",
        "诸葛",
        "东方",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "令狐",
        "司徒",
        "夏侯",
        "长孙",
        "宇文",
        "端木",
        "南宫",
    }
)


def person_name(name: str) -> str:
    """Return a person's name with all but the surname hidden: 张三 → 张*, 欧阳明月 → 欧阳**, Li Ming → L*******."""
    name = name.strip()
    surname = 2 if name[:2] in TWO_CHARACTER_SURNAMES and len(name) > SHORT_NAME else 1
    return name[:surname] + MASK * max(len(name) - surname, 1 if name else 0)


def phone(number: str) -> str:
    """Return a phone number with its middle hidden: 138****1234."""
    return _middle(number.strip(), _PHONE_HEAD, _PHONE_TAIL)


def identity_number(number: str) -> str:
    """Return an identity number as 410***********0011."""
    return _middle(number.strip(), _ID_HEAD, _ID_TAIL)


def business_name(name: str, owner: str | None) -> str:
    """Return an individual business's name with its owner's name in it hidden: 张三小吃店 → 张*小吃店.

    中牟县张记广告部 stays: what is masked is the person, not the shop. So does a name without a known owner.
    """
    if not owner or len(owner) < SHORT_NAME:
        return name
    return name.replace(owner, person_name(owner))


def without_individual_mark(name: str) -> str:
    """Return a business name without the bracketed note that it is an individual business."""
    return _INDIVIDUAL.sub("", name)


def free_text(text: str) -> str:
    """Return text with identity, telephone and account numbers in it hidden, however they are written."""
    return personal_numbers.hide(text, MASK)


def _middle(text: str, head: int, tail: int) -> str:
    """Hide the middle of a text, or all of it where head and tail would tell most."""
    hidden = len(text) - head - tail
    if hidden < head:
        return MASK * len(text)
    return text[:head] + MASK * hidden + text[-tail:]
