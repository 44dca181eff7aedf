"""The parts of a file that wait for their turn: packed, encrypted, and one at a time."""

import base64
import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from workflow_app.domain.penalties import CheckedRow, Parsed
from workflow_app.domain.penalty_json import as_json, from_json
from workflow_app.domain.ports import Cipher

CHUNK = 200
"""Rows that land in one transaction: so few that nobody who wants to write waits long."""
FAST = 1


def seal_file(content: bytes, cipher: Cipher) -> bytes:
    """Return a file so that nobody can read it."""
    return cipher.encrypt(base64.b64encode(content).decode("ascii"))


def open_file(sealed: bytes, cipher: Cipher) -> bytes:
    """Return a file again; raises RefusedError where its key is gone."""
    return base64.b64decode(cipher.decrypt(sealed))


def seal_rows(parsed: Iterable[Parsed], cipher: Cipher) -> Iterator[bytes]:
    """Return rows in chunks, each as one part keeps it."""
    rows = iter(parsed)
    while chunk := list(islice(rows, CHUNK)):
        yield seal([as_json(each.checked) for each in chunk], cipher)


def open_rows(sealed: bytes, cipher: Cipher) -> list[CheckedRow]:
    """Return the rows of a part."""
    return [from_json(each) for each in unseal(sealed, cipher)]


def seal(items: Sequence[dict[str, object]], cipher: Cipher) -> bytes:
    """Return a list of JSON objects, packed and encrypted."""
    text = json.dumps(items, ensure_ascii=False, separators=(",", ":"))
    return cipher.encrypt(base64.b64encode(zlib.compress(text.encode(), FAST)).decode("ascii"))


def unseal(sealed: bytes, cipher: Cipher) -> list[dict[str, object]]:
    """Return what was sealed."""
    items: list[dict[str, object]] = json.loads(zlib.decompress(base64.b64decode(cipher.decrypt(sealed))))
    return items
