"""People who log in by an external provider: a service that knows one, and the steps of a browser between both."""

from dataclasses import replace

from builders import Service, serve
from identity_providers import IdentityHouse
from page_readers import PASSWORD, Page, Reader, reader

from workflow_app.adapters.identity_gate import HttpIdentityGate
from workflow_app.adapters.identity_settings import read_providers
from workflow_app.adapters.sites_exchange import open_site_client
from workflow_app.domain.time import machine_now

OWN = "/account/identities"
CITY, STAFF = "/login/with/city", "/login/with/staff"


def connected_to(service: Service, settings: dict[str, str], *, rests: float = 0.0) -> Service:
    """Return the service as one that knows the providers of some settings."""
    gate = HttpIdentityGate(open_site_client(), read_providers(settings), machine_now, rests=rests)
    parts = replace(service.parts, tools=replace(service.tools, identities=gate))
    return serve(parts)


def go(who: Reader, house: IdentityHouse, way: str = CITY, *, expect: int = 303) -> Page:
    """Go to the provider, log in there, and come back."""
    return who.get(house.visit(who.get(way, expect=303).location), expect=expect)


def lead(page: Page) -> str:
    """Return where a page that goes on by itself leads."""
    (content,) = page.all("//meta[@http-equiv='refresh']/@content")
    assert page.link("Continue") == content.removeprefix("0;url=")
    return page.link("Continue")


def connect(who: Reader, house: IdentityHouse, code: str = "city", *, expect: int = 303) -> Page:
    """Connect the account of who is logged in, and return the answer that the way back gives."""
    going = who.submit(who.get(OWN), f"connect-{code}", {"proof": PASSWORD}, expect=200)
    return who.get(house.visit(lead(going)), expect=expect)


def connected(service: Service, house: IdentityHouse, username: str, code: str = "city") -> Reader:
    """Return somebody whose account is connected."""
    who = reader(service, username)
    assert connect(who, house, code).location == OWN
    return who
