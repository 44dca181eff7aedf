"""Every text of an edition: which must be there, in both languages, and how long it may be."""

from collections.abc import Iterator
from dataclasses import dataclass

from workflow_app.domain.errors import FieldError
from workflow_app.domain.matters import MatterContent, Words

NAME, LINE, TEXT = 120, 300, 2000
PLACEHOLDERS = frozenset(
    ["/", "-", "—", "无", "无。", "暂无", "待定", "略", "null", "none", "n/a", "tbd", "todo", "xxx"]
)
"""What people write where they have nothing to say (rule V-TEXT)."""
_BOTH = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its path; one that is not `needed` may stay empty in both languages."""

    path: str
    words: Words
    longest: int = LINE
    needed: bool = True


def texts(content: MatterContent) -> Iterator[Text]:
    """Return every text that is written in both languages."""
    yield Text("/name", content.name, NAME)
    yield Text("/summary", content.summary, TEXT)
    yield Text("/legal_basis", content.legal_basis, TEXT)
    yield Text("/result/permit", content.result.permit, NAME)
    for place, each in enumerate(content.materials):
        at = f"/materials/{place}"
        yield Text(f"{at}/name", each.name, NAME)
        yield Text(f"{at}/why", each.why)
        yield Text(f"{at}/example", each.example, needed=False)
    if content.pledge.offered:
        yield from _of_pledge(content)
    yield Text("/contact/place", content.contact.place)
    yield Text("/contact/hours", content.contact.hours, NAME)


def _of_pledge(content: MatterContent) -> Iterator[Text]:
    pledge = content.pledge
    for place, each in enumerate(pledge.conditions):
        at = f"/pledge/conditions/{place}"
        yield Text(f"{at}/text", each.text)
        yield Text(f"{at}/how", each.how, needed=False)
        yield Text(f"{at}/metric", each.metric, needed=False)
    for name in ("notice", "text"):
        for place, words in enumerate(getattr(pledge, name)):
            yield Text(f"/pledge/{name}/{place}", words, TEXT)
    yield Text("/pledge/excluded", pledge.excluded)


def text_findings(content: MatterContent) -> Iterator[FieldError]:
    """Find texts that are missing, stand for nothing, or are too long."""
    for each in texts(content):
        given = [bool(getattr(each.words, language).strip()) for language in _BOTH]
        for language, is_given in zip(_BOTH, given, strict=True):
            if is_given:
                value = getattr(each.words, language)
                yield from _judged(f"{each.path}/{language}", value, each.longest)
            elif each.needed or any(given):
                yield FieldError(f"{each.path}/{language}", "REQUIRED")
    yield from _telephone(content.contact.telephone)


def _judged(path: str, value: str, longest: int) -> Iterator[FieldError]:
    if value.strip().lower() in PLACEHOLDERS:
        yield FieldError(path, "PLACEHOLDER_TEXT")
    elif len(value) > longest:
        yield FieldError(path, "TOO_LONG", {"maximum": longest})


def _telephone(number: str) -> Iterator[FieldError]:
    digits = number.replace("-", "").replace(" ", "")
    if not number.strip():
        yield FieldError("/contact/telephone", "REQUIRED")
    elif not digits.isascii() or not digits.isdecimal() or not 5 <= len(digits) <= 15:  # noqa: PLR2004 - E.164, and 12345
        yield FieldError("/contact/telephone", "NO_TELEPHONE")
