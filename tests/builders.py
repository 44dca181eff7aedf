"""Things that tests begin with, each with defaults that suit most of them."""

import io
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from prepared import prepared
from publicity_modes import set_publicity
from served_apps import give_back, take_app
from trial_parts import build_trial

from workflow_app.adapters.calendars import seed_days
from workflow_app.adapters.spreadsheets_write import write_penalties
from workflow_app.config import Environment, Settings
from workflow_app.domain.actors import SERVICE, Actor, Role
from workflow_app.domain.commands.accounts import CreateAccount
from workflow_app.domain.commands.records import ImportRecords
from workflow_app.domain.commands.tasks import CompleteTask, TaskFilter
from workflow_app.domain.seeds.demo_penalties import DEMO_PENALTIES
from workflow_app.domain.seeds.demo_subjects import SUBJECT_BY_KEY
from workflow_app.domain.time import local_date
from workflow_app.parts import Parts
from workflow_app.services.accounts import add_account
from workflow_app.services.completing import complete_task
from workflow_app.services.imports import import_records
from workflow_app.services.inbox import list_tasks
from workflow_app.services.seeding import seed_installation
from workflow_app.services.tokens import create_token
from workflow_app.services.tools import Tools

NOW = datetime(2026, 9, 29, 1, 0, tzinfo=UTC)
"""Tuesday 2026-09-29 at 09:00 in Shanghai, when demo time begins."""

USCC_B = SUBJECT_BY_KEY["B"].uscc
USCC_E = SUBJECT_BY_KEY["E"].uscc
NO_PASSWORD = "!"
URBAN = "ZM_URBAN"

STAFF = {
    "first_reviewer": (Role.FIRST_REVIEWER, "LEGAL"),
    "first_reviewer_2": (Role.FIRST_REVIEWER, "LEGAL"),
    "second_reviewer": (Role.SECOND_REVIEWER, "LEGAL"),
    "decider": (Role.DECIDER, None),
    "data_clerk": (Role.DATA_CLERK, None),
    "intake": (Role.INTAKE, None),
    "clerk_of_office": (Role.CLERK_OF_OFFICE, None),
    "process_admin": (Role.PROCESS_ADMIN, None),
    "auditor": (Role.AUDITOR, None),
}
AGENTS = {"applicant_b": ("B",), "applicant_e": ("E",)}
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


@dataclass(frozen=True, slots=True)
class Service:
    """A whole service at work: its application, its collaborators, and a token for whoever asks."""

    app: Flask
    parts: Parts

    @property
    def tools(self) -> Tools:
        """Return the collaborators of the services."""
        return self.parts.tools

    def client(self) -> FlaskClient:
        """Return a browser without cookies."""
        return self.app.test_client()

    def token(self, username: str, *, scopes: Collection[str] = ("read", "write")) -> str:
        """Return a new token of an account."""
        return create_token(username, scopes=scopes, days=30, tools=self.tools)

    def accept(self) -> None:
        """Let the intake accept every application that waits for it."""
        intake = self.actor("intake")
        waiting = list_tasks(TaskFilter(scope="group"), actor=intake, tools=self.tools)
        for task in waiting.items:
            complete_task(CompleteTask(task.id, {"acceptance": "ACCEPT"}), actor=intake, tools=self.tools)

    def actor(self, username: str) -> Actor:
        """Return an account as services know it."""
        with self.tools.database.read() as work:
            account = work.accounts.find_by_username(username)
            assert account is not None
            found = work.accounts.find_actor(account.id, today=local_date(self.tools.clock.now()))
            assert found is not None
            return found


def settings(database_url: str, folder: Path, *, now: datetime | None = NOW) -> Settings:
    """Return settings of an installation that stands still at an instant."""
    return Settings(
        environment=Environment.DEVELOPMENT,
        data_dir=folder,
        database_url=database_url,
        base_url="http://127.0.0.1:8000",
        now=now,
    )


def serve(parts: Parts) -> Service:
    """Return a service on parts that were built; who closes the parts of the service gives its application back."""
    app = take_app(parts)
    return Service(app, replace(parts, closers=(*parts.closers, lambda: give_back(app))))


def build_service(
    database_url: str, folder: Path, *, now: datetime | None = NOW, penalties: Collection[str] = ("B/1", "E/1")
) -> Service:
    """Return a service with authorities, the published process, the records named, and accounts without password."""

    def prepare() -> None:
        parts = build_trial(settings(database_url, folder, now=now))
        try:
            seed_installation(parts.tools, seed_days=seed_days)
            set_publicity(parts.tools, "NONE")
            import_penalties(parts.tools, penalties)
            add_accounts(parts.tools)
        finally:
            parts.close()

    prepared(f"service {now} {sorted(penalties)}", database_url, folder, prepare)
    parts = build_trial(settings(database_url, folder, now=now))
    return serve(parts)


def penalty_sheet(keys: Collection[str]) -> bytes:
    """Return a spreadsheet of demo penalties."""
    return write_penalties(penalty.cells for penalty in DEMO_PENALTIES if penalty.key in keys)


def import_penalties(tools: Tools, keys: Collection[str]) -> None:
    """Import demo penalties by their keys."""
    if keys:
        command = ImportRecords("penalties.xlsx", io.BytesIO(penalty_sheet(keys)))
        import_records(command, actor=SERVICE, tools=tools)


def another_penalty(tools: Tools) -> None:
    """Import B's penalty once more, under another number: 第903号."""
    (penalty,) = [each for each in DEMO_PENALTIES if each.key == "B/1"]
    rows = io.BytesIO(write_penalties([{**penalty.cells, "CF_WSH": "牟城管罚决字〔2026〕第903号"}]))
    import_records(ImportRecords("another.xlsx", rows), actor=SERVICE, tools=tools)


def add_accounts(tools: Tools) -> None:
    """Add the staff, and an agent for each subject that has a record."""
    with tools.database.write() as work:
        for username, (role, department) in STAFF.items():
            staff = CreateAccount(username, username, "", roles=[role], authority=URBAN, department=department)
            add_account(staff, work=work, tools=tools, password_hash=NO_PASSWORD)
        for username, keys in AGENTS.items():
            known = [SUBJECT_BY_KEY[key].uscc for key in keys if work.subjects.find_by_uscc(SUBJECT_BY_KEY[key].uscc)]
            agent = CreateAccount(username, username, "", roles=[Role.APPLICANT], subjects=known)
            add_account(agent, work=work, tools=tools, password_hash=NO_PASSWORD)
        work.commit()


def hire(service: Service, username: str, role: Role, *, authority: str | None = None) -> None:
    """Give somebody an account with a role at one authority, or at all."""
    with service.tools.database.write() as work:
        command = CreateAccount(username, username, "", roles=[role], authority=authority)
        add_account(command, work=work, tools=service.tools, password_hash=NO_PASSWORD)
        work.commit()
