"""What every template needs: the language, the words, dates and instants as people write them."""

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from flask import request

from demo_site.documents import FIELDS
from demo_site.listings import Listing
from demo_site.site import running_site
from demo_site.words import say

ZONE = ZoneInfo("Asia/Shanghai")
HEADING = frozenset({"subject_name", "kind"})
DATES = frozenset({"decided_on", "shown_from", "shown_until"})


def look() -> dict[str, object]:
    """Return the values that every template takes."""
    language = "en" if request.args.get("lang") == "en" else "zh"

    def words(key: str, **values: object) -> str:
        return say(language, key, **values)

    return {
        "language": language,
        "data_language": "zh-Hans",
        "lang": {"lang": "en"} if language == "en" else {},
        "other": _other_language(language),
        "site_name": running_site().settings.name_in(language),
        "say": words,
        "rows": lambda listing: _rows(listing, language),
        "when": _when,
        "on": lambda text: _day(text, language),
    }


def _rows(listing: Listing, language: str) -> list[tuple[str, str]]:
    """Return label and text of each field of a listing but those that its heading says."""
    return [
        (say(language, f"field_{name}"), _text(name, listing.document[name], language))
        for name in FIELDS
        if name in listing.document and name not in HEADING
    ]


def _text(name: str, text: str, language: str) -> str:
    if name == "amount":
        return _money(text)
    return _day(text, language) if name in DATES else text


def _money(text: str) -> str:
    """Group the thousands of a decimal string; anything else stays as it came."""
    try:
        return f"{Decimal(text):,f}"
    except InvalidOperation:
        return text


def _day(text: str | None, language: str) -> str:
    """Write a date of the form 2026-05-08 out; anything else stays as it came."""
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return text or ""
    if language == "en":
        return f"{day.day} {day:%B %Y}"
    return f"{day.year}年{day.month}月{day.day}日"


def _when(text: str) -> str:
    """Write an instant in Shanghai time."""
    return f"{datetime.fromisoformat(text).astimezone(ZONE):%Y-%m-%d %H:%M:%S}"


def _other_language(language: str) -> str:
    """Return the address of the same page in the other language."""
    kept = {name: text for name, text in request.args.items() if name not in {"lang", "saved"}}
    if language == "zh":
        kept["lang"] = "en"
    return request.path + (f"?{urlencode(kept)}" if kept else "")
