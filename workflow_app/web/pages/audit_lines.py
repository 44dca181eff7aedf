"""Entries of the audit trail as lines: in words for the page, as they are kept for a file."""

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from workflow_app.domain.actors import SERVICE
from workflow_app.domain.time import ZONE
from workflow_app.services.audit_reading import EntryView
from workflow_app.web.languages import current_language
from workflow_app.web.pages.history import note_of
from workflow_app.web.pages.history_words import action_word
from workflow_app.web.pages.state_words import state_word
from workflow_app.web.pages.words import who_word

HEADER = ("at", "place", "case", "chain", "number", "action", "words", "actor", "data", "hash")
_COMPUTES = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would take for a formula."""


@dataclass(frozen=True, slots=True)
class Line:
    """One entry in words; `details` are the keys and values that it keeps."""

    entry: EntryView
    at: datetime
    title: str
    note: str
    who: str
    place: str
    details: tuple[tuple[str, str], ...]


def told_entry(entry: EntryView) -> Line:
    """Return an entry in the words of the histories."""
    return Line(
        entry=entry,
        at=entry.at,
        title=_title(entry),
        note=note_of(entry.action, entry.data),
        who=_who(entry),
        place=(entry.place_en if current_language() == "en" else entry.place_zh) or entry.number or entry.chain,
        details=tuple((key, _shown(value)) for key, value in entry.data.items()),
    )


def as_csv(entries: Iterable[EntryView]) -> bytes:
    """Return entries as CSV that spreadsheets open as it is: marked as UTF-8, and nothing in it computes."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(HEADER)
    for each in entries:
        place = each.place_en if current_language() == "en" else each.place_zh
        data = json.dumps(each.data, ensure_ascii=False, sort_keys=True)
        at = each.at.astimezone(ZONE).isoformat()
        cells = (at, place, each.number, each.chain, each.seq, each.action, _title(each), _who(each), data, each.hash)
        writer.writerow([_harmless(str(cell)) for cell in cells])
    return stream.getvalue().encode("utf-8-sig")


def _title(entry: EntryView) -> str:
    if entry.action == "case.state_reached":
        return str(_("New state: %(state)s", state=state_word(str(entry.data.get("state", "")))))
    return action_word(entry.action)


def _who(entry: EntryView) -> str:
    return who_word(SERVICE.name if entry.actor_name == SERVICE.id else entry.actor_name)


def _shown(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_COMPUTES) else text
