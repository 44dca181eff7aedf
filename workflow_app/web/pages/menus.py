"""The menu of each area, and the areas an account may go to."""

from dataclasses import dataclass

from flask import request
from flask_babel import gettext as _

from workflow_app.domain.actors import DESK_ROLES, Actor, Role
from workflow_app.domain.appointing import READERS as APPOINTS
from workflow_app.domain.change_sets import READERS as RULE_CHANGES
from workflow_app.domain.concern_policies import HANDLES as CONCERNS
from workflow_app.domain.letter_policies import DECIDES
from workflow_app.domain.matter_editions import READERS as CATALOGUE
from workflow_app.domain.policies import FOLLOWS_SITES, SERVES_LETTERS
from workflow_app.domain.training_policies import READERS as TRAINING
from workflow_app.domain.window import FILES
from workflow_app.services.calls_to_make import has_calls
from workflow_app.services.dual_publicity import READERS as REPORTS
from workflow_app.services.identity_views import offered
from workflow_app.services.inbound_views import READERS as INBOUND
from workflow_app.services.letter_numbers import READS_NUMBERS
from workflow_app.services.outage_views import READERS as OUTAGES
from workflow_app.web.context import current_tools

IMPORTS = (Role.DATA_CLERK, Role.SYSTEM_ADMIN)
REMOVALS = (Role.DATA_CLERK, Role.SUPERVISOR, Role.SECTION_HEAD, Role.DECIDER, Role.CREDIT_OFFICE)
ADMINISTERS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.PROCESS_ADMIN, Role.AUDITOR)
_STUDIES = (Role.PROCESS_ADMIN,)
_WORKS = tuple(DESK_ROLES - {*ADMINISTERS})


BELONGS = (
    ("/public/breaches", "/public/pledges"),
    ("/public/concerns", "/public/cases"),
    ("/desk/concerns/entry", "/desk/window"),
)
"""Pages without an entry of their own, and whose entry is marked for them where no nearer one is."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a menu."""

    label: str
    href: str
    icon: str
    active: bool = False
    count: int | None = None


def home_of(actor: Actor | None) -> str:
    """Return where somebody starts: by role, and in public without one."""
    if actor is None or not actor.grants:
        return "/public"
    if actor.has(*_WORKS):
        return "/desk/imports" if actor.roles == {Role.DATA_CLERK} else "/desk"
    if actor.has(Role.APPLICANT):
        return "/my"
    return "/studio" if actor.roles <= {*_STUDIES} else "/admin"


def menu_of(actor: Actor | None) -> list[Entry]:
    """Return the menu of the area that is being shown."""
    area = request.path.split("/")[1]
    if area in {"notices", "account"} or (area == "my" and actor is not None and not actor.has(Role.APPLICANT)):
        area = home_of(actor).split("/")[1]  # a refusal too leads on to where its reader may go
    if actor is not None and area == "my":
        return _entries(
            [
                (_("Home"), "/my", "home"),
                (_("My pledges"), "/my/pledges", "shield-check"),
                (_("Training"), "/my/training", "book"),
                (_("Permits"), "/my/permits", "certificate"),
                (_("Letters"), "/my/letters", "file-certificate"),
                (_("My enterprises"), "/my/enterprises", "building"),
            ]
        )
    if actor is not None and area in {"desk", "cases", "documents"} and actor.has(*_WORKS, *ADMINISTERS):
        return _entries(_desk(actor))
    if area == "rule-changes" and actor is not None and actor.has(*RULE_CHANGES):
        return _entries(_admin(actor) if actor.has(*ADMINISTERS) else _desk(actor))
    if actor is not None and area in {"admin", "studio", "processes"} and actor.has(*ADMINISTERS):
        return _entries(_admin(actor))
    return _entries(
        [
            (_("Look up records"), "/public", "search"),
            (_("Guides"), "/public/matters", "clipboard-check"),
            (_("Intended repairs"), "/public/repairs", "news"),
            (_("Permits"), "/public/permits", "certificate"),
            (_("Pledges"), "/public/pledges", "shield-check"),
            (_("Follow a case"), "/public/cases", "list-check"),
            (_("Verify a letter"), "/public/letters", "qrcode"),
            (_("Count a period"), "/public/clocks", "calendar-due"),
        ]
    )


def _desk(actor: Actor) -> list[tuple[str, str, str]]:
    entries = [(_("Inbox"), "/desk", "inbox"), (_("Cases"), "/desk/cases", "folder")]
    entries += [(_("Service window"), "/desk/window", "users")] * actor.has(*FILES)
    entries += [(_("Records"), "/desk/records", "list-check"), (_("Permits"), "/desk/permits", "certificate")]
    entries += [(_("Enterprises"), "/desk/subjects", "building"), (_("Eligibility"), "/desk/gate", "shield-check")]
    entries.append((_("Pledges"), "/desk/pledges", "file-certificate"))
    entries += [(_("Section"), "/desk/section", "chart-bar")] * actor.has(Role.SECTION_HEAD)
    entries += [(_("Appointments"), "/desk/appointments", "users")] * actor.has(*APPOINTS)
    if actor.has(*REMOVALS):
        entries.append((_("Removals"), "/desk/removals", "world-off"))
    if actor.has(*FOLLOWS_SITES):
        entries.append((_("Work at other sites"), "/desk/site-jobs", "world-www"))
    if actor.has(Role.INTAKE):
        entries.append((_("Requests to act"), "/desk/bindings", "user-check"))
    if has_calls(actor=actor, tools=current_tools()):
        entries.append((_("Calls to make"), "/desk/calls", "phone"))
    if actor.has(*INBOUND):
        entries.append((_("From other sites"), "/desk/inbound", "file-import"))
    if actor.has(*SERVES_LETTERS):
        entries.append((_("Service of letters"), "/desk/letters", "send"))
    elif actor.has(*READS_NUMBERS):
        entries.append((_("Letters"), "/desk/letters/open" if actor.has(*DECIDES) else "/desk/letters/numbers", "send"))
    offered = (
        ((Role.COMPLAINT_HANDLER,), (_("Objections"), "/desk/objections", "message")),
        (CONCERNS, (_("Objections and reports"), "/desk/concerns", "alert-circle")),
        (CATALOGUE, (_("Matters"), "/desk/matters", "clipboard-check")),
        (RULE_CHANGES, (_("Rule changes"), "/rule-changes", "git-compare")),
        (REPORTS, (_("Double publicity"), "/desk/dual-publicity", "world-www")),
        (TRAINING, (_("Training"), "/desk/training", "book")),
        (IMPORTS, (_("Imports"), "/desk/imports", "file-import")),
    )
    entries += [entry for roles, entry in offered if actor.has(*roles)]
    entries.append((_("Pledges of the staff"), "/desk/staff-pledges", "user-check"))
    return entries


def _admin(actor: Actor) -> list[tuple[str, str, str]]:
    entries = [
        (_("Overview"), "/admin", "server"),
        (_("Processes"), "/admin/processes", "sitemap"),
        (_("Sites"), "/admin/sites", "world-www"),
        (_("Accounts"), "/admin/accounts", "users"),
        (_("External logins"), "/admin/identities", "key"),
        (_("Parameters"), "/admin/parameters", "adjustments"),
        (_("Calendars"), "/admin/calendars", "calendar"),
        *([(_("Outages"), "/admin/outages", "wifi-off")] if actor.has(*OUTAGES) else []),
        (_("Rule versions"), "/admin/regimes", "versions"),
        (_("Classes of gravity"), "/admin/classes", "scale"),
        (_("Proposals"), "/admin/proposals", "clipboard-check"),
        (_("Rule changes"), "/rule-changes", "git-compare"),
    ]
    if actor.has(Role.AUDITOR):
        entries.append((_("Audit trail"), "/admin/audit", "shield-check"))
    if actor.has(*_STUDIES):
        entries.append((_("Studio"), "/studio", "git-branch"))
    return entries


def _entries(parts: list[tuple[str, str, str]]) -> list[Entry]:
    """Mark the entry whose address is the longest beginning of this page's, or of the page that this one belongs to."""
    hrefs = [href for _label, href, _icon in parts]
    here = max((each for each in hrefs if _begins(each)), key=len, default="")
    is_start = here.count("/") == 1  # of the area, below which everything lies
    home = next((home for page, home in BELONGS if is_start and _begins(page) and home in hrefs), here)
    return [Entry(label, href, icon, active=href == home) for label, href, icon in parts]


def _begins(address: str) -> bool:
    """Tell whether this page is at an address or below it."""
    return f"{request.path}/".startswith(f"{address}/")


def places_of(actor: Actor | None) -> list[Entry]:
    """Return the areas somebody may go to, for the menu of the account."""
    if actor is None:
        return []
    places = []
    if actor.has(Role.APPLICANT):
        places.append(Entry(_("My pages"), "/my", "home"))
    if actor.has(*_WORKS):
        places.append(Entry(_("Desk"), "/desk", "inbox"))
    if actor.has(*_STUDIES):
        places.append(Entry(_("Studio"), "/studio", "git-branch"))
    if actor.has(*ADMINISTERS):
        places.append(Entry(_("Administration"), "/admin", "server"))
    places.append(Entry(_("My contact and notices"), "/account/contact", "mail"))
    if actor.has(*DESK_ROLES):
        places.append(Entry(_("Second step of the login"), "/account/second-step", "lock"))
    if offered(actor=actor, tools=current_tools()):
        places.append(Entry(_("External logins"), "/account/identities", "key"))
    return [*places, Entry(_("Public pages"), "/public", "world")]
