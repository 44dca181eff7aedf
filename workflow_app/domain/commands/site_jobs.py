"""What can be asked of work at other sites, and of the sites themselves."""

from dataclasses import dataclass
from datetime import date

from workflow_app.domain.commands.once import Once
from workflow_app.domain.commands.serving import Proof
from workflow_app.domain.site_jobs import Act, Connector


@dataclass(frozen=True, slots=True)
class ActOnJob:
    """Note what was done about work at a site; `version` is the work as the asker saw it."""

    job_id: str
    act: Act
    version: int | None = None
    note: str = ""
    receipt_no: str = ""
    office: str = ""
    letter_no: str = ""
    on: date | None = None
    to_way: Connector | None = None
    proof: Proof | None = None
    once: Once | None = None


@dataclass(frozen=True, slots=True)
class SaveSite:
    """Set up a site, or change how it is told; `version` is the site as the asker saw it, None of a new one."""

    code: str
    name_zh: str
    name_en: str
    connector: Connector
    base_url: str = ""
    entry_url: str = ""
    office: str = ""
    authority_id: str | None = None
    looks: bool = False
    active: bool = True
    decides_itself: bool = False
    apply_url: str = ""
    bring_zh: str = ""
    bring_en: str = ""
    secret: str = ""
    version: int | None = None
    once: Once | None = None
