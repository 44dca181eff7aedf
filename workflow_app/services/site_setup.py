"""Setting up sites: how each is told, where people enter things there, and who is asked for assistance."""

from collections.abc import Sequence

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.commands.site_jobs import SaveSite
from workflow_app.domain.errors import ConflictError, FieldError, ForbiddenError, InvalidError, NotFoundError
from workflow_app.domain.ids import new_id
from workflow_app.domain.site_setup import wrong_in_site
from workflow_app.models import Authority, Site
from workflow_app.repositories.listings import OWN
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services import audit, once
from workflow_app.services.administration import READERS, SiteView, show_site
from workflow_app.services.tools import Tools

SETS_UP = (Role.SYSTEM_ADMIN,)


def get_site(code: str, *, actor: Actor, tools: Tools) -> SiteView:
    """Return a site; raises NotFoundError SITE_UNKNOWN."""
    if not actor.has(*READERS):
        raise ForbiddenError("ROLE_NEEDED")
    with tools.database.read() as unit:
        site = unit.listings.find_site(code)
        if site is None:
            raise NotFoundError("SITE_UNKNOWN")
        return show_site(site, unit.authorities.list_all())


def list_owners(*, tools: Tools) -> tuple[tuple[str, str, str], ...]:
    """Return the authorities whose records alone a site may show: id and both names."""
    with tools.database.read() as unit:
        return tuple((each.id, each.name_zh, each.name_en) for each in unit.authorities.list_all())


def save_site(command: SaveSite, *, actor: Actor, tools: Tools) -> SiteView:
    """Set up a new site or change one; the trail says what was changed, and never the key.

    What is under way already goes on as it began. Raises ForbiddenError, InvalidError per field, NotFoundError
    SITE_UNKNOWN, ConflictError STALE.
    """
    if not actor.has(*SETS_UP):
        raise ForbiddenError("ROLE_NEEDED")
    with tools.database.write() as unit:
        row_id = once.take(unit, command.once, actor)
        site = unit.listings.find_site(command.code)
        _refuse(command, site)
        authorities = unit.authorities.list_all()
        _check(command, site, {each.id for each in authorities})
        if site is None:
            site = Site(id=new_id(), code=command.code, version=0, silences=0)
            unit.add(site)
        _set(site, command, tools)
        _note(unit, site, authorities, actor=actor, tools=tools)
        unit.flush()
        view = show_site(site, authorities)
        once.keep(unit, command.once, row_id, view)
        unit.commit()
    tools.wake.nudge()
    return view


def _refuse(command: SaveSite, site: Site | None) -> None:
    """Refuse a new site under a known code, our own listing, and a page that is old."""
    if site is None:
        if command.version is not None:
            raise NotFoundError("SITE_UNKNOWN")
        return
    if command.version is None:
        raise InvalidError(FieldError("/code", "SITE_CODE_TAKEN"))
    if site.connector == OWN:
        raise ForbiddenError("OWN_SITE_FIXED")
    if command.version != site.version:
        raise ConflictError("STALE", seen=command.version, current=site.version)


def _check(command: SaveSite, site: Site | None, authority_ids: set[str]) -> None:
    wrong = list(wrong_in_site(command, has_secret=site is not None and site.secret_cipher is not None))
    if command.authority_id is not None and command.authority_id not in authority_ids:
        wrong.append(FieldError("/authority_id", "NOT_A_CHOICE"))
    if wrong:
        raise InvalidError(*wrong)


def _set(site: Site, command: SaveSite, tools: Tools) -> None:
    site.name_zh, site.name_en = command.name_zh.strip(), command.name_en.strip()
    site.connector, site.active, site.looks = command.connector.value, command.active, command.looks
    site.base_url, site.entry_url = command.base_url or None, command.entry_url or None
    site.office, site.authority_id = command.office.strip() or None, command.authority_id
    site.decides_itself, site.apply_url = command.decides_itself, command.apply_url or None
    site.bring_zh, site.bring_en = command.bring_zh.strip() or None, command.bring_en.strip() or None
    site.version += 1
    if command.secret:
        site.secret_cipher = tools.cipher.encrypt(command.secret)


def _note(unit: UnitOfWork, site: Site, authorities: Sequence[Authority], *, actor: Actor, tools: Tools) -> None:
    """Chain the change to the authority whose site it is, or to the first."""
    said: dict[str, object] = {"site": site.code, "connector": site.connector, "active": site.active}
    owner = site.authority_id or authorities[0].id
    audit.record(unit, authority=owner, actor=actor, action="site.saved", data=said, now=tools.clock.now())
