"""The two demo sites without a network: the story tells them in this process, and they keep what they were told."""

from pathlib import Path
from urllib.parse import urlsplit

import httpx

from demo_site.app import create_app
from demo_site.settings import Settings, read_secret
from demo_site.storage import Storage
from workflow_app.adapters.sites import open_site_client
from workflow_app.domain.seeds.authorities import SITES

HTTP = "HTTP"
FILE = "site.sqlite3"


def open_demo_sites(keys: Path, drafts: Path) -> httpx.Client:
    """Return a client that reaches each demo site as a WSGI application with its data in a folder of `drafts`."""
    mounts: dict[str, httpx.BaseTransport] = {}
    for site in SITES:
        if site.connector == HTTP and site.base_url is not None:
            secret = read_secret(keys / f"{site.code}.key")
            settings = Settings(code=site.code, name=site.name_zh, name_en=site.name_en, secret=secret)
            app = create_app(settings, Storage(drafts / _port(site.base_url)))
            mounts[site.base_url] = httpx.WSGITransport(app)
    return open_site_client(mounts)


def keep_demo_sites(drafts: Path, sites: Path) -> None:
    """Put what the sites were told to where they look for it when they start."""
    for draft in drafts.iterdir():
        place = sites / draft.name
        place.mkdir(parents=True, exist_ok=True)
        for file in draft.iterdir():
            file.replace(place / file.name)


def _port(address: str) -> str:
    return str(urlsplit(address).port)
