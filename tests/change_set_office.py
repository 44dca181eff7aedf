"""An office in which the rules change: who writes drafts, proposals and editions, and who consents to them."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from matter_drafts import matter_id, without_deferral
from office import PDF
from rule_office import RuleOffice

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.change_sets import PartKind, SetStatus, SetTerms
from workflow_app.domain.commands.materials import ChosenFile
from workflow_app.domain.commands.proposals import ProposeChange
from workflow_app.domain.plain_json import write
from workflow_app.domain.time import ZONE
from workflow_app.services.change_set_deciding import consent
from workflow_app.services.change_set_joining import begin_matter_edition, begin_process
from workflow_app.services.change_set_lines import get_line
from workflow_app.services.change_set_proposals import propose_in_set
from workflow_app.services.change_set_submitting import submit_set
from workflow_app.services.change_set_views import SetPage, get_set
from workflow_app.services.change_sets import begin_set
from workflow_app.services.matter_desk import get_edition
from workflow_app.services.matter_editing import Terms, save_edition
from workflow_app.services.process_draft_views import read_draft_file
from workflow_app.services.process_drafting import digest, save_file

KEY, LETTER = "credit_repair", "letters/t20_accept.toml"
DAY = date(2026, 10, 10)
TERMS = SetTerms("补正期限 10 日改为 5 日", DAY, "发改财金规〔2026〕1203号", "与国家规定的补正期限一致")
VALUE = {"key": "repair.correction_wd", "regime": "R2026", "value": "5"}
OLD_WORDS, NEW_WORDS = "Your application", "Your written application"


def document() -> ChosenFile:
    """Return the file of the legal basis."""
    return ChosenFile("规定.pdf", "application/pdf", io.BytesIO(PDF))


@dataclass
class Change:
    """A change set that a test writes."""

    office: "ChangeSetOffice"
    id: str

    def draft(self, who: str = "process_admin", *, words: str = NEW_WORDS, key: str = KEY) -> str:
        """Put a sentence of a letter otherwise, in a draft of the set."""
        actor, tools = self.office.people[who], self.office.tools
        draft_id = begin_process(self.id, key, actor=actor, tools=tools)
        text = read_draft_file(draft_id, LETTER, actor=actor, tools=tools)
        new = text.replace(OLD_WORDS.encode(), words.encode(), 1)
        save_file(draft_id, LETTER, new, seen=digest(text), actor=actor, tools=tools)
        return draft_id

    def proposal(self, who: str = "rules_proposer", **more: str) -> str:
        """Propose another value in the set."""
        command = ProposeChange("PARAMETER", {**VALUE, **more})
        return propose_in_set(self.id, command, actor=self.office.people[who], tools=self.office.tools)

    def edition(self, who: str = "writer") -> str:
        """Begin the next edition of a matter in the set, without documents to follow."""
        actor, tools = self.office.people[who], self.office.tools
        edition_id = begin_matter_edition(self.id, matter_id(self.office), actor=actor, tools=tools)
        page = get_edition(edition_id, actor=actor, tools=tools)
        content, terms = write(without_deferral(page.content)), Terms(None, "", "")
        save_edition(edition_id, content, terms, version=page.version, actor=actor, tools=tools)
        return edition_id

    def page(self, who: str = "process_admin") -> SetPage:
        return get_set(self.id, actor=self.office.people[who], tools=self.office.tools)

    def seen(self) -> int:
        return get_line(self.id, actor=self.office.people["process_admin"], tools=self.office.tools).revision

    def submit(self, who: str = "process_admin") -> None:
        submit_set(self.id, seen=self.seen(), actor=self.office.people[who], tools=self.office.tools)

    def consent(self, who: str) -> SetStatus:
        return consent(self.id, seen=self.seen(), actor=self.office.people[who], tools=self.office.tools)

    def statuses(self) -> list[tuple[PartKind, str]]:
        return [(each.kind, each.status) for each in self.page().parts]


class ChangeSetOffice(RuleOffice):
    """The office with two process administrators, the credit office and a head of section."""

    def __init__(self, database_url: str, folder: Path) -> None:
        super().__init__(database_url, folder)
        for name in ("process_admin", "process_admin_2"):
            self.appoint(name, Role.PROCESS_ADMIN)
        self.hire("writer", Role.CREDIT_OFFICE)
        self.hire("head", Role.SECTION_HEAD)

    def begin(self, who: str = "process_admin", *, with_file: bool = True, **more: object) -> Change:
        """Begin a change set."""
        file = document() if with_file else None
        terms = replace(TERMS, **more)  # type: ignore[arg-type] # what a test says otherwise
        return Change(self, begin_set(terms, file, actor=self.people[who], tools=self.tools))

    def whole(self) -> Change:
        """Begin a change set with a part of each kind."""
        change = self.begin()
        change.draft()
        change.proposal()
        change.edition()
        return change

    def at(self, instant: datetime) -> None:
        """Let it be another time, with nothing done in between."""
        self.clock.instant = instant.astimezone(ZONE)

    def actor(self, name: str) -> Actor:
        return self.people[name]


@contextmanager
def change_set_office(database_url: str, folder: Path) -> Iterator[ChangeSetOffice]:
    """Open an office and close it in the end."""
    made = ChangeSetOffice(database_url, folder)
    try:
        yield made
    finally:
        made.close()
