"""The one running site: its settings and its storage, found from inside a request."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

from flask import Flask, current_app

from demo_site.settings import Settings
from demo_site.storage import Storage

EXTENSION = "demo_site"


@dataclass(frozen=True, slots=True)
class Site:
    """Settings and storage of the running site."""

    settings: Settings
    storage: Storage


def attach(app: Flask, site: Site) -> None:
    """Make a site the one that the app speaks for."""
    app.extensions[EXTENSION] = site


def running_site() -> Site:
    """Return the site of the request at hand."""
    return cast("Site", current_app.extensions[EXTENSION])


def instant(now: datetime | None = None) -> str:
    """Return an instant, real time unless given, as RFC 3339 in UTC."""
    return (now or datetime.now(UTC)).isoformat(timespec="milliseconds").replace("+00:00", "Z")
