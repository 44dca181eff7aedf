"""What is checked of standard sentences: by the code of a sentence, the item that is held against it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from workflow_app.domain.pledges import PromisedItem

CHECKED_SENTENCES: Mapping[str, PromisedItem] = MappingProxyType(
    {
        "LAW_OBEYED": PromisedItem(
            text_zh="严格遵守法律法规，不再发生同类行为",
            text_en="Obey laws and regulations; the same behaviour does not occur again",
            how_zh="查询本机关行政处罚信息",
            how_en="Look among the penalties of this authority",
            metric_zh="承诺公示期内，未因同类行为再次受到行政处罚",
            metric_en="No other penalty for the same behaviour while the pledge is public",
            is_continuous=True,
        ),
        "PROMISE_RENEWED": PromisedItem(
            text_zh="继续履行原承诺中仍须履行的内容",
            text_en="Go on keeping what the broken pledge still holds to",
            how_zh="核对原承诺书各项内容的履约核查结果",
            how_en="Look at what was found of each item of the broken pledge",
            metric_zh="承诺公示期内，原承诺未再次被认定违诺",
            metric_en="No other breach of that pledge is found while this one is public",
            is_continuous=True,
        ),
    }
)
"""Sentences of the repair pledge that can be checked; the others state what holds on the day of signing."""

TO_BRING = PromisedItem(
    text_zh="补交材料：{material}",
    text_en="Bring the document: {material_en}",
    how_zh="核验到达本机关的材料",
    how_en="Check what arrives at the authority",
    metric_zh="按期到达，符合形式要求（{form}）",
    metric_en="It arrives by the day, in form ({form_en})",
)
"""What is promised with acceptance with documents to follow, once for each document."""


def to_bring(words: Mapping[str, str], *, due_on: date) -> PromisedItem:
    """Return the promise to bring a document (`material`, `form`, each with `_en`) by a day."""
    return replace(
        TO_BRING,
        text_zh=TO_BRING.text_zh.format_map(words),
        text_en=TO_BRING.text_en.format_map(words),
        metric_zh=TO_BRING.metric_zh.format_map(words),
        metric_en=TO_BRING.metric_en.format_map(words),
        due_on=due_on,
    )


def items_of(sentences: Iterable[str], *, until: date | None) -> Iterator[PromisedItem]:
    """Yield the items of the sentences that were signed, each going on until a day."""
    for key in sentences:
        if key in CHECKED_SENTENCES:
            yield replace(CHECKED_SENTENCES[key], until=until)
