"""`workflow-app audit`: looks after the audit trail."""

import contextlib

import click

from workflow_app.cli.endings import Ending, answer, as_json
from workflow_app.cli.opening import open_set_up_parts
from workflow_app.domain.findings import Finding
from workflow_app.services.audit_verify import verify

SENTENCES = {
    "AUDIT_CHANGED": "entry {seq} of {chain} was changed",
    "AUDIT_REMOVED": "entry {seq} of {chain} was removed",
    "AUDIT_INSERTED": "entry {seq} of {chain} was inserted",
    "CHECKPOINT_CHANGED": "checkpoint {seq} was changed",
    "CHECKPOINT_REMOVED": "checkpoint {seq} was removed",
    "CHECKPOINT_INSERTED": "checkpoint {seq} was inserted",
}


@click.group("audit")
def command() -> None:
    """Look after the audit trail."""


@command.command("verify")
@as_json
def verify_trail(*, as_json: bool) -> int:
    """Read the whole trail and name the first changed, removed or inserted entry of each chain."""
    with contextlib.closing(open_set_up_parts()) as parts:
        findings = verify(parts.tools)
    document = {"whole": not findings, "findings": [{"code": each.code, **each.values} for each in findings]}
    answer(document, as_json=as_json, text="\n".join(map(_sentence, findings)) or "The audit trail is whole.")
    return Ending.FINDINGS if findings else Ending.DONE


def _sentence(finding: Finding) -> str:
    return SENTENCES[finding.code].format(**finding.values)
