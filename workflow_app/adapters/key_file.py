"""Keys of a demonstration or a developer's installation: made once, kept in one file that only its owner reads."""

import base64
import json
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class StoredKeys:
    """The secret key (signs cookies) and the data keys (encrypt what is stored), as the environment would give them."""

    secret_key: str = field(repr=False)
    data_keys: str = field(repr=False)


def load_or_make_keys(path: Path) -> StoredKeys:
    """Return the keys in a file, made now where it is missing; of two programs at once the first one wins."""
    if not path.exists():
        _make(path)
    kept = json.loads(path.read_text())
    return StoredKeys(secret_key=kept["secret_key"], data_keys=kept["data_keys"])


def _make(path: Path) -> None:
    """Write the whole file aside and link it into place, so that nobody ever reads half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = {
        "secret_key": secrets.token_urlsafe(KEY_BYTES),
        "data_keys": "k1:" + base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode(),
    }
    draft = path.with_name(f".{path.name}.{uuid4().hex}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w") as file:
            json.dump(made, file)
        with suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()
