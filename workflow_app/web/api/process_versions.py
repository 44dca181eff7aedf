"""Published versions of processes for programs: read, taken back by two people, and the cases begun under one."""

from http import HTTPStatus

from workflow_app.schemas import process_versions as shapes
from workflow_app.schemas.process_drafts import NothingBody
from workflow_app.services.process_emergencies import Which as Alone
from workflow_app.services.process_emergencies import confirm_emergency
from workflow_app.services.setting_aside import Anew, write_anew
from workflow_app.services.taking_back import (
    Which,
    ask_take_back,
    confirm_take_back,
    refuse_take_back,
    withdraw_take_back,
)
from workflow_app.services.version_cases import VersionPage, get_version, list_version_cases
from workflow_app.web.api.blueprints import Noun
from workflow_app.web.api.repeats import once
from workflow_app.web.context import current_actor, current_tools

process_versions = Noun("process_versions", description="Published versions of processes")
Body = dict[str, object]
ONE = "/processes/<key:process_key>/versions/<int:version>"
UNKNOWN = [HTTPStatus.NOT_FOUND]


@process_versions.reads(ONE, answer=shapes.VERSION, fails=UNKNOWN)
def get_process_version(process_key: str, version: int) -> VersionPage:
    """Read a version with its history."""
    return get_version(process_key, version, actor=current_actor(), tools=current_tools())


@process_versions.reads(ONE + "/cases", answer=shapes.VERSION_CASES, query=shapes.VersionCaseQuery(), fails=UNKNOWN)
def list_cases_of_version(query: Body, process_key: str, version: int) -> object:
    """List the cases of one status that were begun under a version, the newest first."""
    return list_version_cases(
        process_key,
        version,
        str(query["status"]),
        cursor=query["cursor"],  # type: ignore[arg-type] # the schema has typed it
        limit=int(str(query["limit"])),
        actor=current_actor(),
        tools=current_tools(),
    )


@process_versions.writes(
    ONE + "/take-back",
    answer=shapes.VERSION,
    body=shapes.AskTakeBackBody(),
    status=HTTPStatus.ACCEPTED,
    fails=UNKNOWN,
    repeatable=False,
)
def ask_to_take_back(body: Body, process_key: str, version: int) -> VersionPage:
    """Ask for a version to be taken back; another person confirms it."""
    which, scope = Which(process_key, version), str(body["scope"])
    ask_take_back(which, str(body["reason"]), scope=scope, actor=current_actor(), tools=current_tools())
    return get_process_version(process_key, version)


@process_versions.writes(
    ONE + "/take-back/confirm", answer=shapes.VERSION, body=shapes.RequestBody(), fails=UNKNOWN, repeatable=False
)
def confirm_taking_back(body: Body, process_key: str, version: int) -> VersionPage:
    """Take a version back as another person asked; new cases take the one before it."""
    confirm_take_back(_which(body, process_key, version), actor=current_actor(), tools=current_tools())
    return get_process_version(process_key, version)


@process_versions.writes(
    ONE + "/take-back/refuse", answer=shapes.VERSION, body=shapes.RefuseTakeBackBody(), fails=UNKNOWN, repeatable=False
)
def refuse_taking_back(body: Body, process_key: str, version: int) -> VersionPage:
    """Leave a version as it is; whoever asked is told why."""
    which = _which(body, process_key, version)
    refuse_take_back(which, str(body["note"]), actor=current_actor(), tools=current_tools())
    return get_process_version(process_key, version)


@process_versions.writes(
    ONE + "/take-back/withdraw", answer=shapes.VERSION, body=shapes.RequestBody(), fails=UNKNOWN, repeatable=False
)
def withdraw_taking_back(body: Body, process_key: str, version: int) -> VersionPage:
    """Ask no longer."""
    withdraw_take_back(_which(body, process_key, version), actor=current_actor(), tools=current_tools())
    return get_process_version(process_key, version)


@process_versions.writes(
    ONE + "/emergency/confirm", answer=shapes.VERSION, body=NothingBody(), fails=UNKNOWN, repeatable=False
)
def confirm_emergency_version(body: Body, process_key: str, version: int) -> VersionPage:
    """Confirm a version that another person published alone."""
    del body
    confirm_emergency(Alone(process_key, version), actor=current_actor(), tools=current_tools())
    return get_process_version(process_key, version)


@process_versions.writes(
    ONE + "/anew", answer=shapes.ANEW, body=NothingBody(), status=HTTPStatus.CREATED, fails=UNKNOWN
)
def write_version_anew(body: Body, process_key: str, version: int) -> Anew:
    """Begin a draft with the change of a version that an emergency set aside; `clashes` are to be repeated by hand."""
    repeat = once(body, shapes.ANEW, status=HTTPStatus.CREATED)
    return write_anew(process_key, version, actor=current_actor(), tools=current_tools(), repeat=repeat)


def _which(body: Body, process_key: str, version: int) -> Which:
    return Which(process_key, version, str(body["request_id"]))
