"""Signed orders: each idempotency key has one effect and one receipt, however often it is sent."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from demo_site.storage import Storage

Change = Callable[[sqlite3.Connection], None]


class KeyReusedError(Exception):
    """The idempotency key was used before for another order."""


@dataclass(frozen=True, slots=True)
class Order:
    """What was ordered; `fingerprint` tells two orders under one key apart; `status` is what it leads to."""

    key: str
    fingerprint: str
    listing_no: str
    status: str
    at: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """The site's word that an order was carried out."""

    receipt_no: str
    listing_no: str
    status: str
    at: str
    replayed: bool = False

    def document(self) -> dict[str, str]:
        """Return the receipt as the protocol writes it."""
        return {
            "receipt_no": self.receipt_no,
            "listing_no": self.listing_no,
            "status": self.status,
            "at": self.at,
        }


def carry_out(storage: Storage, order: Order, change: Change, *, site_code: str) -> Receipt:
    """Change what is shown and give a receipt in one transaction, or the stored receipt; raises KeyReusedError."""
    with storage.write() as connection:
        stored = _find_receipt(connection, order)
        if stored:
            return stored
        change(connection)
        return _give_receipt(connection, order, site_code)


def _find_receipt(connection: sqlite3.Connection, order: Order) -> Receipt | None:
    row = connection.execute("SELECT * FROM receipt WHERE idempotency_key = ?", (order.key,)).fetchone()
    if row is None:
        return None
    if row["fingerprint"] != order.fingerprint:
        raise KeyReusedError
    return Receipt(row["receipt_no"], row["listing_no"], row["status"], row["at"], replayed=True)


def _give_receipt(connection: sqlite3.Connection, order: Order, site_code: str) -> Receipt:
    number = int(connection.execute("SELECT coalesce(max(number), 0) + 1 FROM receipt").fetchone()[0])
    receipt = Receipt(f"{site_code}-{number:08d}", order.listing_no, order.status, order.at)
    connection.execute(
        "INSERT INTO receipt (number, idempotency_key, fingerprint, receipt_no, listing_no, status, at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (number, order.key, order.fingerprint, receipt.receipt_no, receipt.listing_no, receipt.status, receipt.at),
    )
    return receipt
