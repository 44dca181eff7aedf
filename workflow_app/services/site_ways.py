"""How each kind of site is told, in one table: by the service over HTTP, or by people through a list of work."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from workflow_app.domain.ports import RefusedBySiteError, SiteAddress
from workflow_app.domain.site_jobs import Connector
from workflow_app.models import Site
from workflow_app.services.tools import Tools


@dataclass(frozen=True, slots=True)
class Telling:
    """How a kind of site is told; `shows_itself` where it learns of new records by a way of its own."""

    by_people: bool
    signed: bool = False
    shows_itself: bool = False


CONNECTORS: Mapping[Connector, Telling] = MappingProxyType(
    {
        Connector.OWN: Telling(by_people=False),
        Connector.HTTP: Telling(by_people=False, signed=True),
        Connector.FILE: Telling(by_people=True, shows_itself=True),
        Connector.MANUAL: Telling(by_people=True, shows_itself=True),
        Connector.ASSISTANCE: Telling(by_people=True, shows_itself=True),
    }
)
"""A site in no signed connection gets new records by the regular reports of the authority, so that only what changes,
what comes down and what goes up again is work for people."""


def told_by_people(site: Site) -> bool:
    """Tell whether people carry to a site what is to be done there."""
    return CONNECTORS[Connector(site.connector)].by_people


def may_look(site: Site) -> bool:
    """Tell whether the service sees the public page of a site itself."""
    return site.base_url is not None and (site.looks or CONNECTORS[Connector(site.connector)].signed)


def address_of(site: Site, tools: Tools) -> SiteAddress:
    """Return where a site is and its key; raises RefusedBySiteError where it is not set up."""
    if site.base_url is None or site.secret_cipher is None:
        raise RefusedBySiteError("SITE_NOT_SET_UP", site.code)
    return SiteAddress(site.code, site.base_url, tools.cipher.decrypt(site.secret_cipher).encode())


def page_of(site: Site) -> SiteAddress:
    """Return where the public pages of a site are, which need no key; raises RefusedBySiteError where nowhere."""
    if site.base_url is None:
        raise RefusedBySiteError("SITE_NOT_SET_UP", site.code)
    return SiteAddress(site.code, site.base_url, b"")
