"""What a clerk typed about a signed approval sheet, as a command."""

from flask import request

from workflow_app.domain.commands.approval_sheets import Decision, RegisterSheet
from workflow_app.domain.commands.serving import Proof
from workflow_app.web.pages.asking import once_for
from workflow_app.web.pages.inlet_forms import day, text

LONGEST_NUMBER = 200


def sheet_typed(case_id: str, *, leads_to: str, decision: Decision | None = None) -> RegisterSheet:
    """Return the sheet with its scan, and the decision it is where it is one; raises InvalidError on `/signed_on`."""
    file = request.files.get("proof")
    proof = Proof(file.filename, file.mimetype, file.stream) if file and file.filename else None  # type: ignore[arg-type] # werkzeug's stream is one
    return RegisterSheet(
        case_id=case_id,
        number=text("number")[:LONGEST_NUMBER],
        signer_id=text("signer_id"),
        signed_on=day("signed_on"),
        proof=proof,
        once=once_for(lambda _sheet: leads_to),
        decision=decision,
    )
