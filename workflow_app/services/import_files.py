"""The file of an import: read as a whole, and kept only where rows came back from it, so that nobody can read it."""

import base64
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import BinaryIO

from workflow_app.domain.actors import SERVICE, Actor
from workflow_app.domain.commands.records import ImportRecords
from workflow_app.domain.errors import FieldError, InvalidError
from workflow_app.domain.penalties import Located, Parsed, RowFinding, find_rows, read_penalties
from workflow_app.services.limits import count_upload
from workflow_app.services.tools import Tools

CHUNK = 1024 * 1024
Kept = dict[str, object]
"""A finding as JSON has it."""


@dataclass(frozen=True, slots=True)
class TakenFile:
    """A file as it came, and its rows, not yet looked at one by one."""

    content: bytes
    sha256: str
    rows: Sequence[Located]


def take_file(command: ImportRecords, *, actor: Actor, tools: Tools) -> TakenFile:
    """Read a file before the database is locked, so far that one with no known header is refused at once.

    Raises InvalidError for what is empty, too large, infected or no sheet of penalties, LimitedError where somebody
    sends too much.
    """
    content = _content(command.stream, limit=tools.upload_limit)
    if not content:
        raise InvalidError(FieldError("/file", "FILE_EMPTY"), code="FILE_EMPTY")
    if actor.id != SERVICE.id:
        count_upload(len(content), actor=actor, tools=tools)
    if not tools.scan.is_clean(io.BytesIO(content)):
        raise InvalidError(FieldError("/file", "MALWARE_FOUND"))
    rows = tools.read_rows(io.BytesIO(content), command.filename)
    return TakenFile(content, hashlib.sha256(content).hexdigest(), _some(find_rows(rows)))


def keep_file(content: bytes, refused: Sequence[Kept], *, tools: Tools) -> str:
    """Keep a file and why rows of it were refused, encrypted: it is full of people. Returns where it can be found."""
    kept = {"refused": refused, "file": base64.b64encode(content).decode()}
    token = tools.cipher.encrypt(json.dumps(kept))
    return tools.blobs.put(io.BytesIO(token), limit=len(token)).sha256


def open_rejected(sha256: str, filename: str, *, today: date, tools: Tools) -> Iterator[Parsed]:
    """Yield the rows of a kept file that did not land, each with why."""
    with tools.blobs.open(sha256) as stream:
        kept = json.loads(tools.cipher.decrypt(stream.read()))
    found: dict[tuple[str, int], list[RowFinding]] = {}
    for each in kept["refused"]:
        finding = RowFinding(each["row"], each["column"], each["value"], each["code"], each["values"])
        found.setdefault((each["sheet"], each["row"]), []).append(finding)
    rows = tools.read_rows(io.BytesIO(base64.b64decode(kept["file"])), filename)
    for row in read_penalties(rows, today=today):
        findings = found.get((row.source.sheet, row.source.number))
        if findings:
            yield replace(row, result=tuple(findings))


def _some(rows: Iterable[Located]) -> Sequence[Located]:
    """Return the rows of a file; raises InvalidError NO_ROWS where there is none."""
    found = list(rows)
    if not found:
        raise InvalidError(FieldError("/file", "NO_ROWS"), code="NO_ROWS")
    return found


def _content(stream: BinaryIO, *, limit: int) -> bytes:
    """Read an upload, refusing it after the limit has been read."""
    content = bytearray()
    while chunk := stream.read(CHUNK):
        content += chunk
        if len(content) > limit:
            raise InvalidError(FieldError("/file", "FILE_TOO_LARGE", {"limit": limit}), code="FILE_TOO_LARGE")
    return bytes(content)
