"""What a page's request says: its key, the version it saw, and what is sought."""

import hashlib
import re
from collections.abc import Callable

from flask import Response, request

from workflow_app.domain.commands.once import Once
from workflow_app.domain.errors import AlreadyAnsweredError
from workflow_app.domain.ids import is_id
from workflow_app.web.local_paths import local_path, see
from workflow_app.web.whole_numbers import whole_number

SEE_OTHER = 303
NO_BATCH = "00000000-0000-7000-8000-000000000000"
_KEY = re.compile(r"[0-9a-f]{32}")
_NOT_HASHED = frozenset({"csrf_token", "once"})


def once_for(location: Callable[[object], str]) -> Once | None:
    """Return the key of this form, so that a second click gets the first one's answer: a way to go to."""
    key = request.form.get("once", "")
    if not _KEY.fullmatch(key):
        return None

    def dump(view: object) -> dict[str, object]:
        return {"location": location(view)}

    return Once(key=key, path=request.path, body_hash=_digest(), dump=dump, status=SEE_OTHER)


def _digest() -> str:
    """Return a digest of what was posted; files count by their names."""
    fields = sorted((name, text) for name, text in request.form.items(multi=True) if name not in _NOT_HASHED)
    files = sorted((name, file.filename or "") for name, file in request.files.items(multi=True))
    return hashlib.sha256(repr((fields, files)).encode()).hexdigest()


def version_seen() -> int | None:
    """Return the version the page showed, where it says one."""
    return whole_number(request.form.get("version"))


def rules_seen() -> int | None:
    """Return the number of the version of the process whose questions the page showed, where it says one."""
    return whole_number(request.form.get("rules_seen"))


def see_answer(error: AlreadyAnsweredError) -> Response:
    """Go where the first click went."""
    return see(local_path(str(error.answer.get("location", ""))) or "/")


def words_sought() -> str:
    """Return what was typed into the search box, cut to a reasonable length."""
    return request.args.get("q", "").strip()[:100]


def batch_asked() -> str | None:
    """Return the batch whose cases alone are wanted, or None for all; what is no id finds none."""
    text = request.args.get("batch", "").lower()
    return (text if is_id(text) else NO_BATCH) if text else None
