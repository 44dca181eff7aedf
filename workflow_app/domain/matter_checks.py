"""What stands against an edition of the catalogue before it can be proposed: each finding names its field."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from workflow_app.domain.errors import FieldError
from workflow_app.domain.matter_offers import Offer
from workflow_app.domain.matter_texts import text_findings
from workflow_app.domain.matters import Category, MatterContent, Need

LONGEST_LIMIT = 250
LONGEST_VALIDITY = 1200
MOST_COPIES = 20
SHORTEST_KEY, LONGEST_KEY = 2, 40


@dataclass(frozen=True, slots=True)
class Frame:
    """What the authority's rules and sections allow: days on offer for late documents, closed fields, departments."""

    allowed_wd: Collection[int]
    excluded_fields: Collection[str]
    departments: Collection[str]


def findings(content: MatterContent, frame: Frame) -> list[FieldError]:
    """Return everything that stands against an edition, in the order of the form."""
    return [
        *text_findings(content),
        *_about(content, frame),
        *_limits(content),
        *_result(content),
        *_materials(content),
        *_deferral(content, frame),
        *_pledge(content, frame),
    ]


def _about(content: MatterContent, frame: Frame) -> Iterator[FieldError]:
    if not content.applicants:
        yield FieldError("/applicants", "REQUIRED")
    if content.department not in frame.departments:
        yield FieldError("/department", "NOT_A_CHOICE" if content.department else "REQUIRED")
    if content.field and content.field not in frame.excluded_fields:
        yield FieldError("/field", "NOT_A_CHOICE")


def _limits(content: MatterContent) -> Iterator[FieldError]:
    for name in ("statutory_wd", "promised_wd"):
        if not 1 <= getattr(content, name) <= LONGEST_LIMIT:
            yield FieldError(f"/{name}", "NOT_WITHIN", {"minimum": 1, "maximum": LONGEST_LIMIT})
    if content.promised_wd > content.statutory_wd:
        yield FieldError("/promised_wd", "PROMISED_OVER_STATUTORY", {"maximum": content.statutory_wd})


def _result(content: MatterContent) -> Iterator[FieldError]:
    result = content.result
    if result.category is Category.OTHER and not result.category_note.strip():
        yield FieldError("/result/category_note", "REQUIRED")
    if result.validity_months is not None and not 1 <= result.validity_months <= LONGEST_VALIDITY:
        yield FieldError("/result/validity_months", "NOT_WITHIN", {"minimum": 1, "maximum": LONGEST_VALIDITY})


def _materials(content: MatterContent) -> Iterator[FieldError]:
    if all(each.need is not Need.ESSENTIAL for each in content.materials):
        yield FieldError("/materials", "NO_ESSENTIAL_MATERIAL")
    yield from _keys([each.key for each in content.materials], "/materials")
    for place, each in enumerate(content.materials):
        if not 1 <= each.copies <= MOST_COPIES:
            yield FieldError(f"/materials/{place}/copies", "NOT_WITHIN", {"minimum": 1, "maximum": MOST_COPIES})
        if each.replaced_by_pledge and not content.pledge.offered:
            yield FieldError(f"/materials/{place}/replaced_by_pledge", "PLEDGE_NOT_OFFERED")


def _keys(keys: list[str], path: str) -> Iterator[FieldError]:
    """Refuse keys that are none, and a second of the same."""
    times = Counter(keys)
    for place, key in enumerate(keys):
        plain = key.replace("_", "")
        is_key = plain.isascii() and plain.isalnum() and key == key.lower() and key[0].isalpha()
        if not SHORTEST_KEY <= len(key) <= LONGEST_KEY or not is_key:
            yield FieldError(f"{path}/{place}/key", "NO_KEY")
        elif times[key] > 1:
            yield FieldError(f"{path}/{place}/key", "KEY_TWICE", {"key": key})


def _deferral(content: MatterContent, frame: Frame) -> Iterator[FieldError]:
    deferral = content.deferral
    yield from _whitelist(content, "deferral", deferral)
    if not deferral.offered:
        return
    if content.is_instant:
        yield FieldError("/deferral/offered", "INSTANT_NOT_DEFERRED")
    if _is_closed(content, frame, is_listed=deferral.whitelisted):
        yield FieldError("/deferral/offered", "CLOSED_FIELD")
    yield from _deferred_terms(content, frame)


def _deferred_terms(content: MatterContent, frame: Frame) -> Iterator[FieldError]:
    """Find what is wrong with the days, the number of documents and the ways of supply."""
    deferral = content.deferral
    if not content.deferrable:
        yield FieldError("/deferral/offered", "NOTHING_DEFERRABLE")
    if not deferral.allowed_wd:
        yield FieldError("/deferral/allowed_wd", "REQUIRED")
    elif strange := sorted(set(deferral.allowed_wd) - set(frame.allowed_wd)):
        yield FieldError("/deferral/allowed_wd", "DAYS_NOT_ON_OFFER", {"days": strange})
    if content.deferrable and not 1 <= deferral.most <= len(content.deferrable):
        yield FieldError("/deferral/most", "NOT_WITHIN", {"minimum": 1, "maximum": len(content.deferrable)})
    if not deferral.supply:
        yield FieldError("/deferral/supply", "REQUIRED")


def _pledge(content: MatterContent, frame: Frame) -> Iterator[FieldError]:
    pledge = content.pledge
    yield from _whitelist(content, "pledge", pledge)
    if pledge.automatic and not (pledge.automatic_post.zh.strip() and pledge.automatic_post.en.strip()):
        yield FieldError("/pledge/automatic_post", "POST_NEEDED")
    if pledge.automatic and not pledge.offered:
        yield FieldError("/pledge/automatic", "PLEDGE_NOT_OFFERED")
    if not pledge.offered:
        return
    if _is_closed(content, frame, is_listed=pledge.whitelisted):
        yield FieldError("/pledge/offered", "CLOSED_FIELD")
    if not any(each.is_checkable for each in pledge.conditions):
        yield FieldError("/pledge/conditions", "NOTHING_CHECKABLE")
    yield from _keys([each.key for each in pledge.conditions], "/pledge/conditions")
    for name in ("notice", "text"):
        if not getattr(pledge, name):
            yield FieldError(f"/pledge/{name}", "REQUIRED")


def _whitelist(content: MatterContent, way: str, terms: Offer) -> Iterator[FieldError]:
    if not terms.whitelisted:
        return
    if not terms.basis.strip():
        yield FieldError(f"/{way}/basis", "WHITELIST_NEEDS_BASIS")
    elif not terms.basis_en.strip():
        yield FieldError(f"/{way}/basis_en", "REQUIRED")
    if not content.field:
        yield FieldError(f"/{way}/whitelisted", "NOTHING_TO_OPEN")


def _is_closed(content: MatterContent, frame: Frame, *, is_listed: bool) -> bool:
    return content.field in frame.excluded_fields and not is_listed
