"""What one running demo site is told at its start."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

SMALLEST_SECRET = 16


class SettingsError(Exception):
    """The site cannot start; the text says why in one line."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Names of the site, the secret shared with its caller, and where receipts are pushed to, if anywhere."""

    code: str
    name: str
    name_en: str
    secret: bytes = field(repr=False)
    push_url: str | None = None

    def name_in(self, language: str) -> str:
        """Return the site's name in `zh` or `en`."""
        return self.name_en if language == "en" else self.name


def read_secret(path: Path) -> bytes:
    """Return the file's content without surrounding white space; raises SettingsError."""
    try:
        secret = path.read_bytes().strip()
    except OSError as error:
        raise SettingsError(f"cannot read the secret file {path}: {error.strerror}") from error
    if len(secret) < SMALLEST_SECRET:
        raise SettingsError(f"the secret in {path} is shorter than {SMALLEST_SECRET} bytes")
    return secret


def checked_push_url(url: str | None) -> str | None:
    """Return an address on this machine that receipts may be pushed to, or None; raises SettingsError."""
    if url is None:
        return None
    parts = urlsplit(url)
    if parts.scheme != "http" or parts.hostname not in {"127.0.0.1", "localhost"}:
        raise SettingsError("receipts are pushed only to http://127.0.0.1 or http://localhost")
    return url
