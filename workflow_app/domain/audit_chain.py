"""Looks through one chain for the first entry that was changed, removed or inserted."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain as one_after_another
from itertools import pairwise
from typing import Protocol

from workflow_app.domain.audit import START, entry_hash, sm3_hash
from workflow_app.domain.findings import Finding

SHIFTS = 50
"""How far an entry may have been renumbered for it still to be recognised."""


class Entry(Protocol):
    """An audit entry as it is kept."""

    chain: str
    seq: int
    at: datetime
    actor_id: str
    action: str
    previous: str
    hash: str
    sm3: str | None

    @property
    def data(self) -> Mapping[str, object]:
        """Return what was done, as plain JSON."""
        ...


@dataclass(frozen=True, slots=True)
class Head:
    """How many entries a chain has, and the hash of the last, as somebody else remembers it."""

    length: int
    hash: str


def check_chain(name: str, entries: Iterable[Entry], *, heads: Iterable[Head]) -> Finding | None:
    """Return the first fault of a chain, read in order; `heads` are the row's own memory and a checkpoint's."""
    remembered = tuple(heads)
    previous, expected = START, 1
    rewritten: int | None = None
    for entry, following in _with_following(entries):
        fault = _fault(entry, following, previous=previous, expected=expected, heads=remembered)
        if fault is not None:
            return (
                fault if rewritten is None or _seq(fault) <= rewritten else _finding("AUDIT_CHANGED", name, rewritten)
            )
        if rewritten is None and any(head.length == expected and head.hash != entry.hash for head in remembered):
            rewritten = expected
        previous, expected = entry.hash, expected + 1
    if rewritten is not None:
        return _finding("AUDIT_CHANGED", name, rewritten)
    return _check_end(name, expected - 1, remembered)


def _check_end(name: str, length: int, heads: tuple[Head, ...]) -> Finding | None:
    """Compare the end with what is remembered: the first head is exact, a checkpoint's a minimum."""
    if any(head.length > length for head in heads):
        return _finding("AUDIT_REMOVED", name, length + 1)
    if heads and heads[0].length < length:
        return _finding("AUDIT_INSERTED", name, heads[0].length + 1)
    return None


def _fault(
    entry: Entry, following: Entry | None, *, previous: str, expected: int, heads: tuple[Head, ...]
) -> Finding | None:
    """Return what is wrong at one place of the chain, or None."""
    if entry.seq > expected:
        return _finding("AUDIT_REMOVED", entry.chain, expected)
    if entry.seq < expected:
        return _finding("AUDIT_INSERTED", entry.chain, entry.seq)
    if _fits(entry, entry.seq) and _sm3_fits(entry):
        return None if entry.previous == previous else _loose(entry, following, heads)
    if following is not None and following.previous == previous and _fits(following, following.seq - 1):
        return _finding("AUDIT_INSERTED", entry.chain, entry.seq)
    return _renumbered(entry)


def _renumbered(entry: Entry) -> Finding:
    """Name what happened before an entry that does not fit its number: if it fits another, that is what moved it."""
    number = _original_number(entry)
    if number is None:
        return _finding("AUDIT_CHANGED", entry.chain, entry.seq)
    if number > entry.seq:
        return _finding("AUDIT_REMOVED", entry.chain, entry.seq)
    return _finding("AUDIT_INSERTED", entry.chain, number)


def _loose(entry: Entry, following: Entry | None, heads: tuple[Head, ...]) -> Finding:
    """Name the culprit where an entry is sound in itself but does not follow the one before it."""
    is_followed = following is not None and following.previous == entry.hash
    is_remembered = Head(entry.seq, entry.hash) in heads
    is_in_place = entry.seq > 1 and (is_followed or is_remembered)
    return _finding("AUDIT_CHANGED", entry.chain, entry.seq - 1 if is_in_place else entry.seq)


def _original_number(entry: Entry) -> int | None:
    """Return the number under which a renumbered entry was written."""
    near = (number for distance in range(1, SHIFTS) for number in (entry.seq - distance, entry.seq + distance))
    return next((number for number in near if _fits(entry, number)), None)


def _fits(entry: Entry, seq: int) -> bool:
    return entry.hash == entry_hash(
        chain=entry.chain,
        seq=seq,
        at=entry.at,
        actor_id=entry.actor_id,
        action=entry.action,
        data=entry.data,
        previous=entry.previous,
    )


def _sm3_fits(entry: Entry) -> bool:
    """Compare SM3 where both the entry and this machine have it."""
    if entry.sm3 is None:
        return True
    expected = sm3_hash(
        chain=entry.chain,
        seq=entry.seq,
        at=entry.at,
        actor_id=entry.actor_id,
        action=entry.action,
        data=entry.data,
        previous=entry.previous,
    )
    return expected in (None, entry.sm3)


def _with_following(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Entry | None]]:
    """Yield each entry with the one after it."""
    for entry, following in pairwise(one_after_another[Entry | None](entries, (None,))):
        if entry is not None:
            yield entry, following


def _seq(finding: Finding) -> int:
    return int(str(finding.values["seq"]))


def _finding(code: str, name: str, seq: int) -> Finding:
    return Finding(code, {"chain": name, "seq": seq})
