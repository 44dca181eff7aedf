"""`workflow-app process publish` and `confirm`: a bundle is submitted for one account and confirmed for another."""

from datetime import datetime
from pathlib import Path

import click

from workflow_app.cli.endings import Ending, answer, as_json, say
from workflow_app.cli.opening import open_set_up_parts
from workflow_app.cli.process_reports import LANGUAGE, show_report
from workflow_app.domain.migrating import Scope
from workflow_app.domain.process_drafts import LONGEST_TITLE, may_confirm
from workflow_app.domain.process_findings import ProcessRefusedError
from workflow_app.domain.training_policies import insist
from workflow_app.services.bundle_reading import read_bundle
from workflow_app.services.checking_bundles import check_here
from workflow_app.services.named_accounts import actor_named
from workflow_app.services.process_checks import Report
from workflow_app.services.process_confirming import confirm_draft
from workflow_app.services.process_draft_views import DraftView, get_draft
from workflow_app.services.process_drafting import discard_draft, import_draft
from workflow_app.services.process_imports import key_of
from workflow_app.services.process_releasing import release_draft
from workflow_app.services.process_terms import Terms
from workflow_app.services.tools import Tools

DAY = click.DateTime(("%Y-%m-%d",))


@click.command("publish")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--by", required=True, metavar="USER", help="Process administrator who publishes it.")
@click.option("--approved-by", metavar="USER", help="Another one who confirms it at once; without it, it waits.")
@click.option("--note", required=True, help="What changes, and why: stands in the history of the process.")
@click.option("--basis", default="", help="Number and name of the document that it is changed by.")
@click.option("--effective-from", type=DAY, metavar="DAY", help="YYYY-MM-DD; without it, once it is confirmed.")
@click.option(
    "--cases",
    type=click.Choice([each.value for each in Scope], case_sensitive=False),
    default=Scope.NEW.value,
    show_default=True,
    help="Which running cases take it; what is not filed yet always does.",
)
@LANGUAGE
@as_json
def publish(path: Path, by: str, approved_by: str | None, language: str, *, as_json: bool, **said: object) -> int:
    """Publish a process: a folder or a zip. It is checked, and waits until a second person confirms it.

    Ends with 1, and leaves nothing, where the check finds what keeps it from being published.
    """
    tools = open_set_up_parts().tools
    actor = actor_named(by, tools=tools)
    approver = actor_named(approved_by, tools=tools) if approved_by else None
    if approver is not None:
        insist(may_confirm(approver, writers=(actor.id,)))  # before anything is begun
    report, files = _checked(path, tools)
    if not report.passed:
        show_report(report, language, as_json=as_json)
        return Ending.FINDINGS
    terms = _terms(said)
    draft_id = import_draft(key_of(files), terms.note[:LONGEST_TITLE], files, actor=actor, tools=tools)
    try:
        draft = release_draft(draft_id, terms, seen=1, actor=actor, tools=tools)
    except Exception:
        discard_draft(draft_id, actor=actor, tools=tools)  # what nobody asked for again is not left lying about
        raise
    if approver is not None:
        draft = release_draft(draft_id, terms, seen=draft.revision, actor=approver, tools=tools)
    return _tell(draft, as_json=as_json)


@click.command("confirm")
@click.argument("draft_id", metavar="DRAFT", type=click.UUID)
@click.option("--by", required=True, metavar="USER", help="Process administrator who did not write in it.")
@click.option("--revision", required=True, type=click.IntRange(1), help="Of the draft that was looked at.")
@as_json
def confirm(draft_id: object, by: str, revision: int, *, as_json: bool) -> int:
    """Confirm a draft that another person submitted, whether here, over the interface or in the browser."""
    tools = open_set_up_parts().tools
    actor = actor_named(by, tools=tools)
    confirm_draft(str(draft_id), seen=revision, actor=actor, tools=tools)
    return _tell(get_draft(str(draft_id), actor=actor, tools=tools).draft, as_json=as_json)


def _checked(path: Path, tools: Tools) -> tuple[Report, dict[str, bytes]]:
    try:
        files = read_bundle(path)
    except ProcessRefusedError as error:
        return Report("", error.findings), {}
    return check_here(files, tools=tools), files


def _terms(said: dict[str, object]) -> Terms:
    day = said["effective_from"]
    return Terms(
        str(said["note"]), str(said["basis"]), day.date() if isinstance(day, datetime) else None, str(said["cases"])
    )


def _tell(draft: DraftView, *, as_json: bool) -> int:
    """Say how a draft stands, and what is still to be done by whom."""
    number = draft.published_version
    waits = f"{draft.key}: draft {draft.id}, revision {draft.revision}, waits to be confirmed by another person"
    answer(
        {"process": draft.key, "draft": draft.id, "revision": draft.revision, "status": draft.status.value,
         "version": number, "effective_on": draft.effective_on, "scope": draft.scope},
        as_json=as_json,
        text=f"{draft.key}: version {number} is published" if number else waits,
    )  # fmt: skip
    if number is None:
        say(f"workflow-app process confirm {draft.id} --revision {draft.revision} --by USER")
    return Ending.DONE
