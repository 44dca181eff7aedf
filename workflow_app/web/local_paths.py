"""Sending a browser on, within this service only."""

from urllib.parse import urlsplit

from flask import Response

LONGEST = 2000
GATES = frozenset({"/login", "/logout"})


def local_path(wanted: str | None) -> str | None:
    """Return a path of this service, or None: nobody is sent elsewhere by a link that looks like ours."""
    if not wanted or len(wanted) > LONGEST or not wanted.startswith("/") or wanted[1:2] in {"/", "\\"}:
        return None
    parts = urlsplit(wanted)
    is_plain = wanted.isprintable() and not parts.scheme and not parts.netloc and "\\" not in parts.path
    return wanted if is_plain and parts.path not in GATES else None


def path_here(address: str | None, *, host: str) -> str | None:
    """Return the path and query of an address of this service, or None."""
    parts = urlsplit(address or "")
    return local_path(f"{parts.path}?{parts.query}".removesuffix("?")) if parts.netloc == host else None


def see(place: str) -> Response:
    """Send on with 303: whatever this was, the next one is a GET."""
    return Response(status=303, headers={"Location": place})
