"""The hash of an audit entry: SHA-256 always, SM3 (GB/T 32905) beside it where the machine has it."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime

START = ""
"""The hash before the first entry of a chain."""

HAS_SM3 = "sm3" in hashlib.algorithms_available


def case_chain(case_id: str) -> str:
    """Return the name of a case's own chain."""
    return f"case:{case_id}"


def authority_chain(authority_id: str) -> str:
    """Return the name of the chain of what happens at an authority outside cases."""
    return f"authority:{authority_id}"


def canonical(document: Mapping[str, object]) -> bytes:
    """Return the one way to write a JSON document; raises TypeError or ValueError on what JSON would change."""
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode()


def entry_hash(
    *, chain: str, seq: int, at: datetime, actor_id: str, action: str, data: Mapping[str, object], previous: str
) -> str:
    """Return the SHA-256 of an entry and of the hash before it, in hex; `data` is plain JSON."""
    return hashlib.sha256(_content(chain, seq, at, actor_id, action, data, previous)).hexdigest()


def sm3_hash(
    *, chain: str, seq: int, at: datetime, actor_id: str, action: str, data: Mapping[str, object], previous: str
) -> str | None:
    """Return the SM3 of the same content, or None on a machine without it."""
    if not HAS_SM3:
        return None
    return hashlib.new("sm3", _content(chain, seq, at, actor_id, action, data, previous)).hexdigest()


def entry_hashes(
    *, chain: str, seq: int, at: datetime, actor_id: str, action: str, data: Mapping[str, object], previous: str
) -> tuple[str, str | None]:
    """Return both hashes of an entry, its content written once."""
    content = _content(chain, seq, at, actor_id, action, data, previous)
    return hashlib.sha256(content).hexdigest(), hashlib.new("sm3", content).hexdigest() if HAS_SM3 else None


def checkpoint_hash(*, seq: int, at: datetime, heads: Mapping[str, object], previous: str) -> str:
    """Return the SHA-256 of a checkpoint: the heads of chains, and the checkpoint before it."""
    content = {"seq": seq, "at": _instant(at), "heads": heads, "previous": previous}
    return hashlib.sha256(canonical(content)).hexdigest()


def _content(
    chain: str, seq: int, at: datetime, actor_id: str, action: str, data: Mapping[str, object], previous: str
) -> bytes:
    """Return what both hashes cover."""
    return canonical(
        {
            "chain": chain,
            "seq": seq,
            "at": _instant(at),
            "actor_id": actor_id,
            "action": action,
            "data": data,
            "previous": previous,
        }
    )


def _instant(at: datetime) -> str:
    """Write an instant in UTC with microseconds, as every database gives it back."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
