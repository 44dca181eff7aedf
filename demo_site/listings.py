"""What is shown, what was shown, and what changed: the site's questions to its storage."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

SHOWN = "SHOWN"
REMOVED = "REMOVED"
PAGE_SIZE = 20


class UnknownListingError(Exception):
    """The site never had a listing of this number."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One listing as the site keeps it."""

    listing_no: str
    document: Mapping[str, str]
    status: str
    changed_at: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page of what is shown, newest first."""

    items: tuple[Listing, ...]
    total: int
    number: int

    @property
    def last(self) -> int:
        """Return the number of the last page, at least 1."""
        return max(1, -(-self.total // PAGE_SIZE))


def find_listing(connection: sqlite3.Connection, listing_no: str) -> Listing | None:
    """Return a listing, shown or removed, or None where the site never had it."""
    row = connection.execute("SELECT * FROM listing WHERE listing_no = ?", (listing_no,)).fetchone()
    return _listing(row) if row else None


def search_shown(connection: sqlite3.Connection, words: str, number: int) -> Page:
    """Return what is shown and contains the words, whatever their case."""
    pattern = "%" + words.casefold().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    where = "FROM listing WHERE status = 'SHOWN' AND search LIKE ? ESCAPE '\\'"
    total = int(connection.execute(f"SELECT count(*) {where}", (pattern,)).fetchone()[0])
    rows = connection.execute(
        f"SELECT * {where} ORDER BY changed_at DESC, listing_no LIMIT ? OFFSET ?",
        (pattern, PAGE_SIZE, (number - 1) * PAGE_SIZE),
    )
    return Page(items=tuple(_listing(row) for row in rows), total=total, number=number)


def list_removed(connection: sqlite3.Connection) -> tuple[Listing, ...]:
    """Return the listings taken down last, at most twenty."""
    rows = connection.execute("SELECT * FROM listing WHERE status = 'REMOVED' ORDER BY changed_at DESC LIMIT 20")
    return tuple(_listing(row) for row in rows)


def list_effects(connection: sqlite3.Connection, listing_no: str | None = None) -> list[dict[str, str]]:
    """Return what really changed, newest first, at most a hundred."""
    rows = connection.execute(
        "SELECT listing_no, kind, at FROM effect WHERE ?1 IS NULL OR listing_no = ?1 ORDER BY number DESC LIMIT 100",
        (listing_no,),
    )
    return [dict(row) for row in rows]


def put_on_show(connection: sqlite3.Connection, listing_no: str, document: Mapping[str, str], at: str) -> None:
    """Show a listing; one that is shown just so already changes nothing."""
    before = find_listing(connection, listing_no)
    if before and before.status == SHOWN and before.document == document:
        return
    connection.execute(
        "INSERT INTO listing (listing_no, document, search, status, changed_at) VALUES (?, ?, ?, 'SHOWN', ?) "
        "ON CONFLICT (listing_no) DO UPDATE SET document = excluded.document, search = excluded.search, "
        "status = 'SHOWN', reason = NULL, changed_at = excluded.changed_at",
        (listing_no, json.dumps(document, ensure_ascii=False), _search_text(listing_no, document), at),
    )
    _note_effect(connection, listing_no, SHOWN, at)


def take_down(connection: sqlite3.Connection, listing_no: str, reason: str, at: str) -> None:
    """Take a shown listing down; one that is down already changes nothing; raises UnknownListingError."""
    if find_listing(connection, listing_no) is None:
        raise UnknownListingError(listing_no)
    changed = connection.execute(
        "UPDATE listing SET status = 'REMOVED', reason = ?, changed_at = ? WHERE listing_no = ? AND status = 'SHOWN'",
        (reason, at, listing_no),
    )
    if changed.rowcount:
        _note_effect(connection, listing_no, REMOVED, at)


def show_again(connection: sqlite3.Connection, listing_no: str, at: str) -> bool:
    """Show a removed listing although nobody ordered it, as real sites do after restoring an old copy."""
    changed = connection.execute(
        "UPDATE listing SET status = 'SHOWN', changed_at = ? WHERE listing_no = ? AND status = 'REMOVED'",
        (at, listing_no),
    )
    if changed.rowcount:
        _note_effect(connection, listing_no, "REAPPEARED", at)
    return bool(changed.rowcount)


def _listing(row: sqlite3.Row) -> Listing:
    return Listing(row["listing_no"], json.loads(row["document"]), row["status"], row["changed_at"])


def _search_text(listing_no: str, document: Mapping[str, str]) -> str:
    return " ".join((listing_no, *document.values())).casefold()


def _note_effect(connection: sqlite3.Connection, listing_no: str, kind: str, at: str) -> None:
    connection.execute("INSERT INTO effect (listing_no, kind, at) VALUES (?, ?, ?)", (listing_no, kind, at))
