"""An office to try cases in: the real parts on a given database, a clock moved by hand, and sites that obey."""

import io
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self

from prepared import prepared
from publicity_modes import set_publicity
from trial_parts import build_trial

from workflow_app.adapters.calendars import seed_days
from workflow_app.adapters.spreadsheets_sample import make_sample
from workflow_app.config import Environment, Settings
from workflow_app.domain.actors import Actor, Grant, Role
from workflow_app.domain.commands.cases import OpenCase
from workflow_app.domain.commands.records import ImportRecords
from workflow_app.domain.commands.tasks import CompleteTask, UploadDocument
from workflow_app.domain.ids import new_id
from workflow_app.domain.ports import SiteReceipt, SiteStatus
from workflow_app.domain.time import ZONE, local_date, machine_now
from workflow_app.models import Account, AccountRole, Authorisation
from workflow_app.schemas.forms import MarshmallowFormCheck
from workflow_app.services import background, staffing
from workflow_app.services.completing import complete_task
from workflow_app.services.documents import upload_document
from workflow_app.services.due_kinds import KINDS
from workflow_app.services.imports import import_records
from workflow_app.services.loaded import LoadedProcesses
from workflow_app.services.opening import open_case
from workflow_app.services.seeding import seed_installation
from workflow_app.services.views import CaseView

B = "91410122MA3X0A0186"
PENALTY_OF_B = "牟城管罚决字〔2026〕第031号"
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
STOPS = [kind for kind in KINDS if kind != staffing.KIND]
START = datetime(2026, 9, 29, 9, 0, tzinfo=ZONE)


class HandClock:
    """Business time, moved by the test."""

    def __init__(self, instant: datetime = START) -> None:
        self.instant = instant

    def now(self) -> datetime:
        return self.instant


class ObedientSites:
    """Other sites that do what they are told, and say that they did nothing while they are `stubborn`."""

    def __init__(self) -> None:
        self.removed: list[str] = []
        self.stubborn = False
        self.answers: dict[str, object] = {}

    def show(self, _site: object, *, key: str, listing: object) -> SiteReceipt:
        return SiteReceipt(f"S-{key[-6:]}-{len(str(listing))}", machine_now(), SiteStatus.SHOWN)

    def remove(self, _site: object, *, key: str, listing_no: str, reason: str) -> SiteReceipt:
        self.removed.append(listing_no)
        return SiteReceipt(f"R-{key[-6:]}-{reason}", machine_now(), SiteStatus.REMOVED)

    def answer(self, _site: object, *, key: str, outside_no: str, result: object) -> None:
        assert key
        self.answers[outside_no] = result

    def look(self, _site: object, *, listing_no: str) -> SiteStatus:
        gone = listing_no in self.removed and not self.stubborn
        return SiteStatus.REMOVED if gone else SiteStatus.SHOWN


class Office:
    """One seeded installation with the people of the story."""

    def __init__(self, database_url: str, folder: Path, *, seeded: bool = False) -> None:
        if not seeded:
            prepared("office", database_url, folder, lambda: _FirstOffice(database_url, folder).close())
        self._open(database_url, folder)
        self._meet_again()

    def _open(self, database_url: str, folder: Path) -> None:
        """Build the parts of an installation, whatever its database holds by now."""
        settings = Settings(Environment.DEMO, folder, database_url, "http://127.0.0.1:8000")
        self.clock = HandClock()
        self.sites = ObedientSites()
        self.built = build_trial(settings)
        forms = MarshmallowFormCheck(today=lambda: local_date(self.clock.now()))
        self.tools = replace(self.built.tools, clock=self.clock, connector=self.sites, forms=forms)
        self.people: dict[str, Actor] = {}

    @classmethod
    def with_sample(cls, database_url: str, folder: Path) -> Self:
        """Return an office that has imported the demonstration's spreadsheet, and whose sites show it."""

        def prepare() -> None:
            made = cls(database_url, folder)
            made.import_sample()
            made.close()

        prepared("office with the sample", database_url, folder, prepare)
        return cls(database_url, folder, seeded=True)

    def close(self) -> None:
        """Give the connections back."""
        self.built.close()

    def _meet_again(self) -> None:
        """Find the authority and the people of an office that was set up before."""
        with self.tools.database.read() as unit:
            self.authority = unit.authorities.get_by_code("ZM_URBAN")
            for account in unit.accounts.list_all():
                actor = unit.accounts.find_actor(account.id, today=START.date())
                if actor is not None:
                    self.people[account.username] = actor

    def _share_secrets(self) -> None:
        """Agree on a secret with every other site, as the demonstration does."""
        with self.tools.database.write() as unit:
            for site in unit.listings.list_sites():
                if site.connector != "OWN":
                    site.secret_cipher = self.tools.cipher.encrypt("5" * 64)
            unit.commit()

    def hire(self, name: str, *roles: Role) -> Actor:
        """Give somebody an account with roles at the authority."""
        account = Account(
            id=new_id(), username=name, name=name, password_hash="!", failed_logins=0, created_at=machine_now()
        )
        grants = [AccountRole(account_id=account.id, role=role, authority_id=self.authority.id) for role in roles]
        with self.tools.database.write() as unit:
            unit.add(account)
            unit.flush()
            unit.add(*grants)
            unit.commit()
        held = frozenset(Grant(role, self.authority.id) for role in roles)
        self.people[name] = Actor(account.id, name, held)
        return self.people[name]

    def hire_everywhere(self, name: str, *roles: Role) -> Actor:
        """Have somebody hold roles for all authorities."""
        if name not in self.people:
            self.hire(name, *roles)
        self.people[name] = replace(self.people[name], grants=frozenset(Grant(role) for role in roles))
        return self.people[name]

    def forget_compiled(self) -> None:
        """Compile every diagram afresh from here on: several faults hide as long as a process keeps its objects."""
        self.tools = replace(self.tools, processes=LoadedProcesses())

    def import_sample(self) -> None:
        """Import the demonstration's spreadsheet and let the sites show it."""
        command = ImportRecords("penalties.xlsx", io.BytesIO(make_sample()), "ZM_URBAN")
        import_records(command, actor=self.people["data_clerk"], tools=self.tools)
        self.work()

    def agent(self, uscc: str = B, name: str = "applicant_b") -> Actor:
        """Return an agent authorised for a subject."""
        if name in self.people:
            return self.people[name]
        account = Account(
            id=new_id(), username=name, name=name, password_hash="!", failed_logins=0, created_at=machine_now()
        )
        with self.tools.database.write() as unit:
            subject = unit.subjects.find_by_uscc(uscc)
            assert subject is not None
            unit.add(account)
            unit.flush()
            unit.add(
                Authorisation(account_id=account.id, subject_id=subject.id, kind="AGENT", valid_from=START.date()),
                AccountRole(account_id=account.id, role=Role.APPLICANT),
            )
            unit.commit()
        self.people[name] = Actor(account.id, name, frozenset({Grant(Role.APPLICANT)}), frozenset({subject.id}))
        return self.people[name]

    def record_id(self, document_no: str = PENALTY_OF_B) -> str:
        """Return the record of a penalty decision."""
        with self.tools.database.read() as unit:
            (record,) = unit.records.find_by_number([document_no], authority_ids=[self.authority.id])
            return record.id

    def open(self) -> CaseView:
        """Open the case of B's penalty."""
        command = OpenCase("credit_repair", B, {"record_id": self.record_id()})
        return open_case(command, actor=self.agent(), tools=self.tools)

    def upload(self, case: CaseView, field: str, *, agent: Actor | None = None) -> str:
        """Hand a paper in to a field of the application, and return what it is known by."""
        upload = UploadDocument(case.id, f"{field}.pdf", "application/pdf", io.BytesIO(PDF), field)
        return upload_document(upload, actor=agent or self.agent(), tools=self.tools).id

    def application(self, case: CaseView, *, agent: Actor | None = None) -> dict[str, object]:
        """Return a whole application, its papers uploaded."""
        papers = ("receipt", "rectification", "t16")
        return self.answers() | {field: self.upload(case, field, agent=agent) for field in papers}

    def answers(self) -> dict[str, object]:
        """Return the answers of an application that need no upload, of B's penalty."""
        return {
            "paid_on": "2026-05-20",
            "receipt_no": "豫财410122-0001",
            "paid_amount": "20000",
            "rectification_summary": "车辆已全部加装密闭装置，并通过复查。",
            "rectified_on": "2026-05-18",
            "contact_phone": "13800000000",
            "appeal_declaration": "NONE",
            "electronic_service_consent": True,
            "pledge": [
                "MATERIALS_TRUE", "LAW_OBEYED", "SUPERVISION_ACCEPTED", "LIABILITY_ACCEPTED", "PUBLICATION_CONSENTED",
            ],
            "signer_role": "LEGAL_REPRESENTATIVE",
            "signer_name": "王建军",
        }  # fmt: skip

    def complete(self, case: CaseView, who: str, **values: object) -> CaseView:
        """Complete the one open task of a case, with the diagram compiled afresh."""
        self.forget_compiled()
        (task,) = case.tasks
        return complete_task(CompleteTask(task.id, values), actor=self.people[who], tools=self.tools)

    def apply(self) -> CaseView:
        """Open B's case, hand the application in and have it accepted."""
        return self.complete(self.submit(), "intake", acceptance="ACCEPT")

    def submit(self, **changed: object) -> CaseView:
        """Open B's case and hand the application in, with other answers where they are given."""
        case = self.open()
        return self.complete(case, "applicant_b", **(self.application(case) | changed))

    def work(self) -> None:
        """Let the background do whatever is due by now."""
        self.forget_compiled()
        background.run_due(self.tools)

    def reach(self, instant: datetime) -> None:
        """Move time on to an instant, by way of everything that becomes due before.

        The look for tasks without anybody, every four hours, is done in passing: it would be most of the stops.
        """
        self.forget_compiled()
        while self.clock.instant < instant:
            with self.tools.database.read() as unit:
                upcoming = unit.due_work.next_due(after=self.clock.instant, kinds=STOPS)
            self.clock.instant = min(upcoming, instant) if upcoming else instant
            background.run_due(self.tools)

    def pass_time(self, **span: float) -> None:
        """Move business time on and do what became due."""
        self.clock.instant += timedelta(**span)
        self.work()


class _FirstOffice(Office):
    """An office on an installation that nobody has set up: it seeds it and gives the people their accounts."""

    def __init__(self, database_url: str, folder: Path) -> None:
        self._open(database_url, folder)
        seed_installation(self.tools, seed_days=seed_days)
        set_publicity(self.tools, "NONE")
        self._share_secrets()
        with self.tools.database.read() as unit:
            self.authority = unit.authorities.get_by_code("ZM_URBAN")
        for name, role in STAFF.items():
            self.hire(name, role)


STAFF = {
    "intake": Role.INTAKE,
    "first_reviewer": Role.FIRST_REVIEWER,
    "second_reviewer": Role.SECOND_REVIEWER,
    "decider": Role.DECIDER,
    "data_clerk": Role.DATA_CLERK,
    "system_admin": Role.SYSTEM_ADMIN,
}
