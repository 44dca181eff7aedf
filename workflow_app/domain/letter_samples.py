"""Values to look at the text of a letter with: placeholders by their names in words, the usual ones as in a letter."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal

from workflow_app.domain.letter_texts import EACH, conditions, placeholders
from workflow_app.domain.seeds.placeholder_words import PLACEHOLDER_WORDS

DAY = date(2026, 9, 29)
ROWS = 2
USUAL: Mapping[str, object] = {
    "authority": "中牟县城市管理局",
    "authority_en": "Zhongmu County Urban Administration Bureau",
    "authority_phone": "0371-62100000",
    "number": "牟城管〔2026〕1号",
    "code": "A3C4K7PQRT9Y",
    "verify_url": "https://example.org/public/letters",
    "subject_name": "中牟宏运渣土清运有限公司",
    "subject_name_en": "Zhongmu Hongyun Waste Haulage Co., Ltd.",
    "uscc": "91410122MA3X0A0186",
    "case_number": "ZM_URBAN-2026-000001",
    "document_no": "牟城管罚决字〔2026〕第031号",
    "issued_on": DAY,
}
"""What a letter of the demonstration says."""


def sample_values(texts: Mapping[str, object], *, without: Collection[str] = ()) -> dict[str, object]:
    """Return a value for every name in a text; the pieces that hang on a name in `without` are left unsaid."""
    given: dict[str, object] = dict(USUAL)
    names = placeholders(texts)
    for name in names - USUAL.keys():
        given |= _sample(name)
    given |= dict.fromkeys(conditions(texts) - names, True)
    row = {key: value for name in names - USUAL.keys() for key, value in _sample(name).items()}
    given |= {name: [row | {"no": number + 1} for number in range(ROWS)] for name in {"rows", *_lists(texts)}}
    return given | dict.fromkeys(without)


def _sample(name: str) -> dict[str, object]:
    """Return a value for one name, and what it is in English where that differs."""
    if name == "no":
        return {name: 1}
    if name.endswith("_on"):
        return {name: DAY}
    if name.endswith("_wd"):
        return {name: 5}
    if name.endswith("_amount"):
        return {name: Decimal(20000)}
    zh, en = PLACEHOLDER_WORDS.get(name, (name, name))
    return {name: f"〔{zh}〕", f"{name}_en": f"[{en}]"}


def _lists(texts: object) -> Iterator[str]:
    """Yield the names of the lists for each of which a paragraph is said again."""
    if isinstance(texts, Mapping):
        if EACH in texts:
            yield str(texts[EACH])
        for inner in texts.values():
            yield from _lists(inner)
    elif isinstance(texts, list | tuple):
        for inner in texts:
            yield from _lists(inner)
