"""What a site must be like to be told of anything."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from workflow_app.domain.commands.site_jobs import SaveSite
from workflow_app.domain.errors import FieldError
from workflow_app.domain.inlets import LONGEST_NUMBER, wrong_text
from workflow_app.domain.site_jobs import Connector

CODE = re.compile(r"[A-Z][A-Z0-9_]{1,39}")
SHORTEST_SECRET = 32
LONGEST_BRING = 500


def wrong_in_site(command: SaveSite, *, has_secret: bool) -> Iterator[FieldError]:
    """Yield what is wrong with the setting of a site."""
    if not CODE.fullmatch(command.code):
        yield FieldError("/code", "SITE_CODE_INVALID")
    yield from wrong_text("name_zh", command.name_zh, longest=LONGEST_NUMBER)
    yield from wrong_text("name_en", command.name_en, longest=LONGEST_NUMBER)
    if command.connector is Connector.OWN:
        yield FieldError("/connector", "NOT_A_CHOICE")
    if command.connector is Connector.ASSISTANCE and not command.decides_itself:
        yield from wrong_text("office", command.office, longest=LONGEST_NUMBER)
    if command.decides_itself:
        yield from wrong_text("office", command.office, longest=LONGEST_NUMBER)
        yield from wrong_text("bring_zh", command.bring_zh, longest=LONGEST_BRING)
        yield from wrong_text("bring_en", command.bring_en, longest=LONGEST_BRING)
    yield from _wrong_connection(command, has_secret=has_secret)


def _wrong_connection(command: SaveSite, *, has_secret: bool) -> Iterator[FieldError]:
    """Yield what is wrong with the addresses and the key of a site."""
    if (command.connector is Connector.HTTP or command.looks) and not command.base_url:
        yield FieldError("/base_url", "REQUIRED")
    if command.connector is Connector.HTTP and not command.secret and not has_secret:
        yield FieldError("/secret", "REQUIRED")
    if command.secret and len(command.secret) < SHORTEST_SECRET:
        yield FieldError("/secret", "TOO_SHORT", {"minimum": SHORTEST_SECRET})
    for field, url in _addresses(command):
        if url and not is_address(url):
            yield FieldError(f"/{field}", "SITE_ADDRESS_INVALID")


def _addresses(command: SaveSite) -> Iterator[tuple[str, str]]:
    """Yield the addresses of a site under the names of their fields."""
    yield from (("base_url", command.base_url), ("entry_url", command.entry_url), ("apply_url", command.apply_url))


def is_address(url: str) -> bool:
    """Tell whether a text is the address of a place on the web, with no name or password in it."""
    if len(url) > LONGEST_NUMBER or re.search(r"[\s\\\x00-\x1f\x7f]", url):
        return False
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and port != 0 and not parts.username
