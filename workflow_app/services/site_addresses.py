"""Where another site is, with the secret shared with it."""

from workflow_app.domain.ports import RefusedBySiteError, SiteAddress
from workflow_app.models import Site
from workflow_app.services.tools import Tools


def address_of(site: Site, tools: Tools) -> SiteAddress:
    """Return where a site is; raises RefusedBySiteError where it is not set up."""
    if site.base_url is None or site.secret_cipher is None:
        raise RefusedBySiteError("SITE_NOT_SET_UP", site.code)
    return SiteAddress(site.code, site.base_url, tools.cipher.decrypt(site.secret_cipher).encode())
